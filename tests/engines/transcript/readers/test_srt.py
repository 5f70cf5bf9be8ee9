"""SRT: numbers, commas and names in the text; and everything people do to them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsign.engines.transcript.readers.table import read_transcript
from tests.engines.transcript.readers.shared_samples import (
    letters,
    said_of,
    shared,
    spoken,
    times,
    turns,
)

ONE = "00:00:01,000 --> 00:00:02,000"
TWO = "00:00:02,000 --> 00:00:03,000"
THREE = "00:00:03,000 --> 00:00:04,000"


def read(*rows):
    reading = read_transcript("\n".join(rows).encode())
    assert reading.format.name == "srt"
    return reading.transcript


class TestAVoice:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("ADA OKAFOR: Good morning.", "LUIS PRIETO: Yes."),
            (">> ADA OKAFOR: Good morning.", ">> LUIS PRIETO: Yes."),
            ("[Ada Okafor] Good morning.", "[Luis Prieto] Yes."),
            ("<b>Ada Okafor:</b> Good morning.", "<b>Luis Prieto:</b> Yes."),
        ],
    )
    def test_is_named_in_the_text(self, first, second):
        said = read("1", ONE, first, "", "2", TWO, second, "", "3", THREE, first)

        assert turns(said)[:2] == [
            ("Ada Okafor", "Good morning."),
            ("Luis Prieto", "Yes."),
        ]

    def test_keeps_her_name_under_a_shorter_label(self):
        said = read("1", ONE, "ADA OKAFOR: Yes.", "LUIS PRIETO: No.", "OKAFOR: Yes.")

        assert turns(said) == [
            ("Ada Okafor", "Yes."),
            ("Luis Prieto", "No."),
            ("Ada Okafor", "Yes."),
        ]

    def test_changes_at_chevrons_though_nobody_is_named(self):
        said = read("1", ONE, ">> ADA: Yes?", "", "2", TWO, ">> No.")

        assert turns(said) == [("Ada", "Yes?"), (None, "No.")]

    def test_is_not_every_word_before_a_colon(self):
        said = read("1", ONE, "Remember: it rose.")

        assert turns(said) == [(None, "Remember: it rose.")]


class TestADamagedFile:
    def test_has_no_need_of_right_numbers(self):
        said = read("1", ONE, "One.", "", "7", TWO, "Two.")

        assert turns(said) == [(None, "One. Two.")]
        assert said_of(said) == [(6, "cues numbered out of order")]

    def test_loses_no_line_above_its_times(self):
        said = read("1", ONE, "One.", "", "Two.", TWO, "Three.")

        assert turns(said) == [(None, "One. Two. Three.")]

    def test_says_no_markup(self):
        said = read("1", f"{ONE} X1:40 Y1:20", "{\\an8}<font color='red'>One.</font>")

        assert turns(said) == [(None, "One.")]

    def test_keeps_what_is_said_on_the_line_of_times(self):
        assert times(read("1", f"{ONE} Yes.")) == [("Yes.", 1_000, 2_000)]


@pytest.mark.parametrize(
    ("name", "voices"),
    [
        ("transcripts/podcast-namespace/example.srt", 10),
        ("audio/aeneas/sonnet001.srt", 0),
    ],
)
def test_a_shared_file_loses_no_letter(name, voices):
    content = shared(name)
    cues = re.split(r"\n\n+", content.decode().strip())
    rows = [re.sub(r"^\w+: ", "", " ".join(cue.splitlines()[2:])) for cue in cues]

    said = read_transcript(content).transcript

    assert spoken(said) == letters(*rows)
    assert len([turn for turn in said.turns if turn.speaker]) == voices
    assert said.problems == ()


class TestANumberInSmallFigures:
    def test_is_none_and_breaks_nothing(self):
        said = read("1", ONE, "Yes.", "", "¹", TWO, "No.")

        assert [word.text for word in said.words][-1] == "No."


class TestATimeInFrames:
    def test_is_read_at_the_rate_that_its_frames_allow(self):
        said = read(
            *("1", "00:00:01:00 --> 00:00:02:05", "Good.", ""),
            *("2", "00:00:02;05 --> 00:00:03;24", "Yes."),
        )

        assert times(said) == [("Good.", 1_000, 2_200), ("Yes.", 2_200, 3_960)]
        assert said_of(said) == [(None, "times in frames, read as 25 to a second")]


class TestGrowingCaptions:
    GROWING = ("I", "I am", "I am here", "now.", "now. And", "now. And you?")

    def test_are_said_once_each_word_when_it_comes(self):
        said = read(*rows_of(self.GROWING))

        assert turns(said) == [(None, "I am here now. And you?")]
        assert [start_ms for _, start_ms, _ in times(said)] == [
            *(0, 1_000, 2_000, 3_000, 4_000, 5_000)
        ]
        assert said_of(said) == [
            (6, "growing captions: what 4 cues repeat from the one before is kept once")
        ]

    @settings(deadline=None)
    @given(
        st.lists(
            st.lists(st.sampled_from("abcdefgh"), min_size=3, max_size=6), min_size=2
        )
    )
    def test_say_each_word_of_every_sentence_once(self, sentences):
        sentences = [["So", str(at), *words] for at, words in enumerate(sentences)]
        captions = [
            " ".join(words[: count + 1])
            for words in sentences
            for count in range(len(words))
        ]

        said = read(*rows_of(captions))

        assert [one.text for one in said.words] == [
            word for one in sentences for word in one
        ]

    def test_are_no_word_that_begins_another(self):
        said = read(*rows_of(("I", "It", "Item", "Items", "Itemsize")))

        assert turns(said) == [(None, "I It Item Items Itemsize")]

    def test_are_not_what_somebody_takes_up_once(self):
        said = read(*rows_of(("Yes.", "Yes. I did.", "It rose.", "A foot.", "Two.")))

        assert turns(said) == [(None, "Yes. Yes. I did. It rose. A foot. Two.")]


def rows_of(captions):
    """Yield the lines of captions of a second each."""
    for at, said in enumerate(captions):
        yield from (f"{at + 1}", f"00:00:{at:02},000 --> 00:00:{at + 1:02},000")
        yield from (said, "")
