"""What no transcript should be, in every kind of file: reported, and no word lost."""

import pytest

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
