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
