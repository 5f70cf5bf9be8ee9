import json

import pytest

from callsign.engines.transcript.model import Tier
from callsign.engines.transcript.readers.source import DamagedFile
from callsign.engines.transcript.readers.table import read_transcript
from tests.engines.transcript.readers.machine_samples import TEXT, TIMES, openai
from tests.engines.transcript.readers.shared_samples import read_json, times


def read(*segments):
    reading = read_transcript(json.dumps({"segments": segments}).encode())
    assert reading.format.name == "whisper"
    return reading.transcript


def segment(text, *words, **more):
    return {"start": 0.0, "end": 9.0, "text": text, "words": list(words)} | more


def word(text, start, end, **more):
    return {"word": text, "start": start, "end": end} | more


class TestAWhisperFile:
    def test_is_read_with_the_times_and_doubts_of_its_words(self):
        said = read(segment(" Good day.", word(" Good", 0, 0.3), word(" day.", 1, 1.5)))

        assert said.turns[0].text == "Good day."
        assert [(one.start_ms, one.end_ms) for one in said.words] == [
            (0, 300),
            (1_000, 1_500),
        ]
        assert {one.tier for one in said.words} == {Tier.IMPORTED}

    def test_joins_a_word_that_was_heard_in_pieces(self):
        said = read(
            segment(
                "KDEMO.",
                word("K", 0, 0.1, probability=0.9),
                word("DE", 0.1, 0.2, probability=0.2),
                word("MO.", 0.2, 0.4, probability=0.7),
            )
        )

        assert [(one.text, one.end_ms, one.score) for one in said.words] == [
            ("KDEMO.", 400, 0.2)
        ]

    def test_shares_the_time_of_a_segment_without_words(self):
        said = read(segment("Good day.", speaker="SPEAKER_01"))

        assert [one.tier for one in said.words] == [Tier.INTERPOLATED] * 2
        assert said.speakers[0].name is None

    def test_keeps_a_word_whose_time_is_impossible(self):
        said = read(segment("Ada.", word("Ada.", 2, "NaN")))

        assert [(one.text, one.start_ms) for one in said.words] == [("Ada.", None)]
        assert "segments[0].words[0]: impossible times" in said.problems[0].message

    def test_with_nothing_in_it_is_damaged(self):
        with pytest.raises(DamagedFile, match="no segment with words"):
            read(segment(""))


class TestWordsBesideTheSegments:
    def test_lend_their_times_by_letters(self):
        said = read_json("whisper", openai())

        assert said.turns[0].text == "Good morning, Luis. Good morning, Ada."
        assert [one.start_ms for one in said.words] == [at for at, _ in TIMES]

    def test_are_said_where_a_segment_is_damaged(self):
        values = openai()
        values["segments"][0]["text"] = None

        said = read_json("whisper", values)

        assert [turn.text for turn in said.turns] == [TEXT]
        assert [one.start_ms for one in said.words] == [at for at, _ in TIMES]
        assert [one.message for one in said.problems] == [
            "segments[0]: not a segment, left out"
        ]


class TestASpellingOfItsOwn:
    def test_keeps_the_times_of_the_words_that_agree(self):
        said = read(segment("Good $5.", word("Good", 0, 1), word("five", 2, 3)))

        assert times(said) == [("Good", 0, 1_000), ("$5.", 2_000, 3_000)]


class TestChunks:
    def test_may_end_with_the_file(self):
        chunks = [
            {"text": " Good.", "timestamp": [0.0, 1.0]},
            {"text": " Ada.", "timestamp": [1.0, None]},
        ]

        said = read_json("whisper", {"text": " Good. Ada.", "chunks": chunks})

        assert times(said) == [("Good.", 0, 1_000), ("Ada.", None, None)]
