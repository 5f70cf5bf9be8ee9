import pytest

from callsign.engines.transcript.decoding import (
    LARGEST_FILE,
    NotText,
    decoded,
    read_bytes,
)
from callsign.engines.transcript.script import EmptyScript, ScriptTooLong

SCRIPT = "ZOË MÜLLER: “Grüezi”, she said.\r\nOKAFOR: Café?\n"


class TestDecodingAScript:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
    )
    def test_finds_out_the_encoding(self, encoding):
        assert decoded(SCRIPT.encode(encoding))[0] == SCRIPT

    def test_says_when_it_had_to_guess(self):
        problems = read_bytes(SCRIPT.encode("cp1252")).problems

        assert problems[0].line == 1
        assert "Windows-1252" in problems[0].message
        assert not problems[0].is_loss

    def test_leaves_out_a_broken_letter_and_keeps_the_rest(self):
        content = SCRIPT.encode().replace("é".encode(), b"\xc3")

        transcript = read_bytes(content)

        assert transcript.turns[1].text == "Caf?"
        assert [(one.line, one.is_loss) for one in transcript.problems] == [(2, True)]

    def test_reports_utf16_that_was_cut_off(self):
        transcript = read_bytes("OKAFOR: Hello.".encode("utf-16")[:-1])

        assert any(one.is_loss for one in transcript.problems)

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"PK\x03\x04rest", "office document"),
            (b"RIFF\x00\x00WAVE", "a recording"),
            (b"{\\rtf1 hello}", "rich text"),
            (bytes(range(32)) * 20, "not text"),
        ],
    )
    def test_refuses_what_is_no_text(self, content, what):
        with pytest.raises(NotText, match=what):
            read_bytes(content)

    def test_refuses_what_is_empty_or_too_long(self):
        with pytest.raises(EmptyScript):
            read_bytes(b"\xff\xfe")
        with pytest.raises(ScriptTooLong, match="40 MB"):
            read_bytes(b"a" * (LARGEST_FILE + 1))


RUSSIAN = "АДА ОКАФОР: Доброе утро. Река поднялась, и никто не спал.\n"
SPANISH = "OKAFOR: Año de lluvias, el río creció “así” y más. ¿Niño? Mañana.\n"


class TestAnEncodingThatIsGuessed:
    @pytest.mark.parametrize(
        ("encoding", "title", "text"),
        [
            ("cp1251", "Windows-1251", RUSSIAN),
            ("koi8-r", "KOI8-R", RUSSIAN),
            ("cp866", "DOS Cyrillic", RUSSIAN),
            ("cp1253", "Windows-1253", "ΑΔΑ: Καλημέρα σας, το ποτάμι φούσκωσε.\n"),
            (
                "shift_jis",
                "Shift-JIS",
                "エイダ: おはようございます。川が増水しました。\n",
            ),
            ("euc_jp", "EUC-JP", "エイダ: おはようございます。川が増水しました。\n"),
            ("euc_kr", "EUC-KR", "에이다: 좋은 아침입니다. 강물이 불었습니다.\n"),
            ("gb18030", "GB 18030", "艾达: 早上好。河水上涨了。今天是晴天。\n"),
            ("mac-roman", "Mac Roman", SPANISH),
            ("cp1252", "Windows-1252", SPANISH),
            (
                "cp1252",
                "Windows-1252",
                "ADA: “Don’t,” she said—twice. Müller, Dvorák.\n",
            ),
        ],
    )
    def test_is_told_by_its_letters(self, encoding, title, text):
        read, problems = decoded(text.encode(encoding))

        assert read == text
        assert title in problems[0].message
        assert not problems[0].is_loss

    def test_is_a_loss_where_its_letters_stand_where_none_do(self):
        noise = bytes(range(0x80, 0x100)) * 3
        text = b"ADA: " + b" ".join(
            b"a" + noise[at : at + 1] + b"b" for at in range(300)
        )

        problems = decoded(text)[1]

        assert problems[0].is_loss
        assert "Save it as UTF-8" in problems[0].message


class TestUtf8ThatWasWrittenTwice:
    @pytest.mark.parametrize(
        "text", [SPANISH, RUSSIAN, "I don’t know. Yes…\n", "Hi 😀\n"]
    )
    def test_is_read_once(self, text):
        twice = "".join(
            bytes([one]).decode("cp1252")
            if one not in b"\x81\x8d\x8f\x90\x9d"
            else chr(one)
            for one in text.encode()
        )

        read, problems = decoded(twice.encode())

        assert read == text
        assert ["twice" in one.message for one in problems] == [True]
        assert not problems[0].is_loss

    def test_with_a_letter_lost_is_a_loss(self):
        problems = decoded("Yes,â€\ufffd she said.".encode())[1]

        assert [one.is_loss for one in problems] == [True]

    @pytest.mark.parametrize(
        "text", [SPANISH, RUSSIAN, "« À Saint-Élie » – CAFÉ»", "ÄÖÜ® «Ü»", "日本 naïve"]
    )
    def test_is_not_what_was_written_once(self, text):
        assert decoded(text.encode()) == (text, [])
