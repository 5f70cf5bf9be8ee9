"""Podcasting 2.0: segments of a sentence, or of a word."""

from callsign.engines.transcript.model import Tier
from tests.engines.transcript.readers.machine_samples import TURNS, podcasting
from tests.engines.transcript.readers.shared_samples import (
    letters,
    read_json,
    read_shared,
    spoken,
    times,
    turns,
)


class TestTheSharedFile:
    def test_is_read_letter_by_letter_with_the_times_of_its_words(self):
        said, values = read_shared("podcasting", "podcast-namespace/example.json")

        segments = values["segments"]
        assert spoken(said) == letters(*(one["body"] for one in segments))
        assert turns(said) == [
            ("Darth Vader", "I am your father."),
            ("Luke", "Nooooo"),
        ]
        assert times(said)[1] == ("am", 1_000, 1_250)


class TestASegment:
    def test_of_a_word_keeps_its_time(self):
        said = read_json("podcasting", podcasting())

        assert {one.tier for one in said.words} == {Tier.IMPORTED}

    def test_of_a_sentence_shares_its_time(self):
        segment = {"startTime": 0, "endTime": 0.8, "body": "Good day."}

        said = read_json("podcasting", {"version": "1.0.0", "segments": [segment]})

        assert times(said) == [("Good", 0, 400), ("day.", 400, 800)]
        assert {one.tier for one in said.words} == {Tier.INTERPOLATED}

    def test_without_a_speaker_is_of_the_one_before(self):
        values = podcasting()
        for number in (1, 2, 4, 5):
            del values["segments"][number]["speaker"]

        said = read_json("podcasting", values)

        assert turns(said) == list(
            zip(["Ada Okafor", "Luis Prieto"], TURNS, strict=True)
        )
