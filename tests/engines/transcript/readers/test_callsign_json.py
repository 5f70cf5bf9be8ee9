"""Callsign's own JSON: whole, or with letters in it that nobody can write down."""

import json

import pytest

from callsign.engines.transcript.json_format import to_json
from callsign.engines.transcript.readers.source import DamagedFile
from callsign.engines.transcript.readers.table import read_transcript
from tests.engines.transcript.readers.shared_samples import said_of, turns
from tests.engines.transcript.readers.written_samples import sample

HALF = "\ud83c"


def document(**changed):
    return json.loads(sample("callsign")) | changed


def read(values):
    reading = read_transcript(json.dumps(values).encode())
    assert reading.format.name == "callsign"
    return reading.transcript


class TestHalfALetter:
    @pytest.mark.parametrize("odd", [HALF, "\x00", "\ufeff", "\x7f"])
    def test_is_left_out_of_a_label_and_told(self, odd):
        values = document()
        values["speakers"][0]["labels"] = [f"ADA{odd}"]

        said = read(values)

        assert said.speakers[0].labels == ("ADA",)
        assert said_of(said) == [(None, "characters that are none, left out")]
        assert said.problems[0].is_loss
        to_json(said).encode()

    def test_takes_no_word_with_it(self):
        whole = read(document())
        values = document()
        word = values["turns"][0]["words"][0]
        turn = values["turns"][0]
        turn["text"] = turn["text"].replace(word["text"], word["text"] + HALF, 1)
        word["text"] += HALF

        assert turns(read(values)) == turns(whole)

    def test_is_not_a_whole_letter_written_in_two(self):
        values = document(notes=[])
        values["speakers"][0]["name"] = "Ada 🎵 \\ud83c"

        said = read(values)

        assert said.speakers[0].name == "Ada 🎵 \\ud83c"
        assert said.problems == ()


class TestADamagedTranscript:
    def test_whose_words_are_not_its_text_is_refused(self):
        values = document()
        values["turns"][0]["words"].pop()

        with pytest.raises(DamagedFile, match="its text and its words differ"):
            read(values)
