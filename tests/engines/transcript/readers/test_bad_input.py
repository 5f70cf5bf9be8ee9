"""What no transcript should be, in every kind of file: reported, and no word lost."""

import pytest

from callsign.engines.transcript.readers.source import DamagedFile
from callsign.engines.transcript.readers.table import read_transcript
from callsign.engines.transcript.timing import within_recording
from callsign.engines.transcript.writers.facts import NO_FACTS
from callsign.engines.transcript.writers.table import WRITERS, writer_named
from tests.engines.transcript.readers.small_files import ttml, webvtt, whisper
from tests.engines.transcript.talks import talk


def read(content):
    return read_transcript(content).transcript


def words(said):
    return [word.text for word in said.words]


def starts(said):
    return [word.start_ms for word in said.words]


def told(said):
    return " | ".join(one.message for one in said.problems)


class TestTwoHundredSpeakers:
    NAMES = [f"Voter {chr(65 + n // 26)}{chr(97 + n % 26)}ski" for n in range(200)]

    @pytest.mark.parametrize("label", ["{}: ", "<v {}>"])
    def test_keep_their_names_and_words(self, label):
        cues = [
            (
                f"00:{n // 60:02}:{n % 60:02}.000",
                f"00:{n // 60:02}:{n % 60:02}.900",
                text,
            )
            for n, name in enumerate(self.NAMES * 2)
            for text in [f"{label.format(name)}Number{n} votes."]
        ]

        said = read(webvtt(*cues))

        assert len(said.speakers) == 200
        assert [one.name for one in said.speakers] == self.NAMES
        assert words(said)[::2] == [f"Number{n}" for n in range(400)]

    def test_are_written_in_every_format(self):
        said = read("\n\n".join(f"{name}: I vote." for name in self.NAMES).encode())

        for writer in WRITERS:
            if not writer.needs_times:
                assert writer.write(said, NO_FACTS)


class TestOneTurnOfTenThousandWords:
    TEXT = " ".join(f"word{n}" for n in range(10_000))

    @pytest.mark.parametrize(
        "content",
        [
            f"ADA OKAFOR: {TEXT}".encode(),
            whisper((0, 3_600, TEXT)),
            webvtt(("00:00:00.000", "01:00:00.000", f"<v Ada>{TEXT}")),
            f"Ada Okafor  0:00\n{TEXT}\n".encode(),
            f"<p>ADA OKAFOR: {TEXT}</p>".encode(),
        ],
        ids=["script", "whisper", "webvtt", "otter", "html"],
    )
    def test_is_read_whole(self, content):
        said = read(content)

        assert words(said) == self.TEXT.split()
        assert len(said.turns) == 1

    @pytest.mark.parametrize(
        "name", [one.name for one in WRITERS if one.name != "pbcore"]
    )
    def test_is_written_and_read_back(self, name):
        said = talk(("s1", self.TEXT))

        assert words(read(writer_named(name).write(said, NO_FACTS))) == words(said)


class TestTimes:
    def test_in_frames_are_read_at_their_rate(self):
        said = read(ttml(("00:00:01:05", "00:00:02:00", "Good.")))

        assert starts(said) == [1_200]

    def test_in_ticks_are_read_at_their_rate(self):
        assert starts(read(ttml(("1500t", "2000t", "Good.")))) == [1_500]

    def test_that_are_no_number_cost_no_word(self):
        nan = float("nan")

        said = read(whisper((0, 1, "Good."), (nan, nan, "Bad."), (2, 3, "Fine.")))

        assert words(said) == ["Good.", "Bad.", "Fine."]
        assert starts(said) == [0, None, 2_000]
        assert "impossible times" in told(said)

    def test_below_zero_cost_no_word(self):
        said = read(whisper((-5, -4, "Good."), (1, 2, "Fine.")))

        assert starts(said) == [None, 1_000]
        assert "impossible times" in told(said)

    def test_that_end_before_they_start_cost_no_word(self):
        said = read(whisper((5, 4, "Good."), (6, 7, "Fine.")))

        assert starts(said) == [None, 6_000]
        assert "impossible times" in told(said)

    def test_that_run_backwards_cost_no_word(self):
        said = read(whisper((5, 6, "Good."), (1, 2, "Fine."), (7, 8, "So.")))

        assert words(said) == ["Good.", "Fine.", "So."]
        assert starts(said) == [5_000, None, 7_000]
        assert "run backwards" in told(said)

    def test_of_two_voices_may_overlap(self):
        said = read(
            webvtt(
                ("00:01.000", "00:04.000", "<v Ada>So."),
                ("00:02.000", "00:03.000", "<v Luis>Yes."),
            )
        )

        assert starts(said) == [1_000, 2_000]
        assert not said.problems

    def test_beyond_any_recording_are_left_out(self):
        said = read(whisper((1, 2, "Good."), (1e9, 1e9 + 1, "Fine.")))

        assert words(said) == ["Good.", "Fine."]
        assert starts(said) == [1_000, None]


class TestTimesBeyondTheEnd:
    SAID = talk(("s1", "one two three four"), ("s2", "five six"))

    def test_are_left_out_and_told(self):
        said = within_recording(self.SAID, 1_200)

        assert words(said) == words(self.SAID)
        assert starts(said) == [0, 500, 1_000, None, None, None]
        assert [turn.end_ms for turn in said.turns] == [1_400, None]
        assert told(said) == (
            "3 words begin after the end of the recording (0:01); their times were left"
            " out"
        )

    def test_are_not_found_in_a_recording_that_is_long_enough(self):
        assert within_recording(self.SAID, 2_600) == self.SAID


class TestAnotherLanguage:
    @pytest.mark.parametrize(
        "text",
        ["Buenos días, señora.", "Доброе утро.", "おはよう ございます", "صباح الخير"],
    )
    def test_is_read_letter_by_letter(self, text):
        assert words(read(f"ADA OKAFOR: {text}".encode())) == text.split()
        assert words(read(whisper((0, 2, text)))) == text.split()


class TestALineOfTimesThatIsBroken:
    BROKEN = "a broken line of times, left out; its words have none"

    @pytest.mark.parametrize(
        "header",
        [
            "NaN --> 00:00:04.000",
            "00:00:04.000 --> soon",
            "00:00:04.000 -->",
            "--> 00:00:04.000",
            "-->",
            "00:00:04.0",
            "00:00:04,000 --",
        ],
    )
    @pytest.mark.parametrize("head", ["WEBVTT\n\n", "1\n"])
    def test_is_never_speech_and_costs_no_word(self, header, head):
        whole = "00:00:01.000 --> 00:00:02.000\nGood."
        text = f"{head}{whole}\n\n2\n{header}\nFine.\n\n3\n00:00:05.000 --> 00:00:06.000\nSo."

        said = read(text.encode())

        assert words(said) == ["Good.", "Fine.", "So."]
        assert starts(said) == [1_000, None, 5_000]
        assert [(one.message, one.is_loss) for one in said.problems] == [
            (self.BROKEN, True)
        ]
        assert header in [one.text for one in said.boilerplate]

    @pytest.mark.parametrize(
        "rest", ["2", "2\n00:0", "2\n00:00:04.0", "00:00:04", "00:00:04.000 --> 00:"]
    )
    def test_that_a_download_cut_off_is_never_speech(self, rest):
        text = f"1\n00:00:01,000 --> 00:00:02,000\nGood.\n\n{rest}"

        said = read(text.encode())

        assert words(said) == ["Good."]
        assert self.BROKEN in told(said)

    def test_is_known_in_captions_that_have_no_other(self):
        reading = read_transcript(b"1\nNaN --> 00:00:04.000\nGood.\n")

        assert reading.format.name == "srt"
        assert words(reading.transcript) == ["Good."]

    @pytest.mark.parametrize("row", ["10:30", "At 10:30.", "2", "1,200"])
    def test_is_not_every_row_of_figures(self, row):
        said = read(f"1\n00:00:01,000 --> 00:00:02,000\nAt\n{row}\n".encode())

        assert words(said) == ["At", *row.split()]
        assert not said.problems

    def test_is_no_remark_of_an_editor(self):
        said = read(
            b"WEBVTT\n\nNOTE Boise --> Salem\n\n00:01.000 --> 00:02.000\nGood.\n"
        )

        assert [one.text for one in said.notes] == ["Boise --> Salem"]


LIST = '{{"segments": [{}]}}'
FINE = '{"start": 3, "end": 4, "text": "Fine."}'


class TestJson:
    DEEP = "[" * 100_000 + "]" * 100_000

    @pytest.mark.parametrize(
        "text",
        ["[" * 100_000, DEEP, '{"segments": ' + "[" * 100_000, '{"a":' * 9_999 + "1"],
    )
    def test_of_nothing_but_depth_is_refused_as_damaged(self, text):
        with pytest.raises(DamagedFile):
            read(text.encode())

    def test_that_nests_too_deep_keeps_the_words_around(self):
        text = LIST.format(f'{FINE}, {{"x": {self.DEEP}}}, {FINE.replace("3", "3.5")}')

        said = read(text.encode())

        assert words(said) == ["Fine.", "Fine."]
        assert said.problems[0].is_loss
        assert "nested deeper than 50 levels" in told(said)

    def test_that_nests_without_end_keeps_the_words_before(self):
        said = read(f'{{"segments": [{FINE}, {"[" * 100_000}'.encode())

        assert words(said) == ["Fine."]
        assert "broken from here on" in told(said)

    @pytest.mark.parametrize(
        "number", ["9" * 5_000, "-" + "9" * 5_000, "1e999", "NaN", "-5", '"soon"', "[]"]
    )
    @pytest.mark.parametrize("key", ["start", "end"])
    def test_with_a_number_that_is_no_time_costs_no_word(self, number, key):
        other = "start" if key == "end" else "end"
        row = f'{{"{key}": {number}, "{other}": 2, "text": "Good."}}'

        said = read(LIST.format(f"{row}, {FINE}").encode())

        assert words(said) == ["Good.", "Fine."]
        assert starts(said) == [None, 3_000]
        assert told(said) == "segments[0]: impossible times, left out"


def with_time(number):
    """Files of machines, each with a word whose start is no time."""
    return {
        "whisper": f'{{"segments": [{{"start": 0, "end": 9, "text": "Good day.", "words":'
        f' [{{"word": "Good", "start": {number}, "end": 2}},'
        ' {"word": "day.", "start": 3, "end": 4}]}]}',
        "ibm": '{"results": [{"final": true, "alternatives": [{"transcript": "Good day.",'
        f' "timestamps": [["Good", {number}, 2], ["day.", 3, 4]]}}]}}]}}',
        "deepgram": '{"results": {"channels": [{"alternatives": [{"transcript":'
        f' "Good day.", "words": [{{"word": "Good", "start": {number}, "end": 2}},'
        ' {"word": "day.", "start": 3, "end": 4}]}]}]}}',
        "podcasting": f'{{"segments": [{{"body": "Good", "startTime": {number},'
        ' "endTime": 2}, {"body": "day.", "startTime": 3, "endTime": 4}]}',
        "assemblyai": '{"audio_url": "x", "text": "Good day.", "words": [{"text": "Good",'
        f' "start": {number}, "end": 2}}, {{"text": "day.", "start": 3000, "end": 4000}}]}}',
        "gentle": '{"transcript": "Good day.", "words": [{"word": "Good", "case": "success",'
        f' "start": {number}, "end": 2, "startOffset": 0}}, {{"word": "day.", "case":'
        ' "success", "start": 3, "end": 4, "startOffset": 5}]}',
        "whisper-cpp": '{"transcription": [{"text": "Good", "offsets": {"from":'
        f' {number}, "to": 2}}}}, {{"text": "day.", "offsets": {{"from": 3000, "to": 4000}}}}]}}',
    }


@pytest.mark.parametrize("name", with_time("0"))
@pytest.mark.parametrize("number", ["NaN", "-5", '"x"', "9" * 5_000])
def test_a_word_of_a_machine_is_kept_untimed_and_told_by_its_place(name, number):
    reading = read_transcript(with_time(number)[name].encode())

    assert reading.format.name == name
    assert words(reading.transcript) == ["Good", "day."]
    assert starts(reading.transcript) == [None, 3_000]
    assert len(reading.transcript.problems) == 1
    assert "[0]" in told(reading.transcript)


def test_a_raised_figure_at_the_end_is_no_number_of_a_cue():
    """Python calls “¹” a digit, and cannot count with it."""
    content = "1\n00:00:01,000 --> 00:00:02,000\nGood morning.\n\n¹2\n".encode()

    reading = read_transcript(content)

    assert "morning." in reading.transcript.turns[0].text
