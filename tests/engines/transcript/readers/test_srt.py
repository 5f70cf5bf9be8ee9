"""SRT: numbers, commas and names in the text; and everything people do to them."""

import re

import pytest

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
