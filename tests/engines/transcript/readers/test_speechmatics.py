"""Speechmatics: marks that say where they stand, and voices beside the words."""

import pytest

from tests.engines.transcript.readers.machine_samples import TURNS, speechmatics
from tests.engines.transcript.readers.shared_samples import (
    letters,
    read_json,
    read_shared,
    spoken,
    times,
)


def result(content, start=0.0, end=0.0, **more):
    guess = {"content": content, "confidence": 0.8}
    values = {"type": "word", "start_time": start, "end_time": end}
    return values | {"alternatives": [guess]} | more


def read(*results):
    return read_json("speechmatics", {"results": results, "format": "2.9"})


class TestTheSharedFile:
    def test_is_read_letter_by_letter_with_its_voices(self):
        said, values = read_shared(
            "speechmatics", "stt-formats/speechmaticsTedTalkTranscript.sample.json"
        )

        assert spoken(said) == letters(*(one["name"] for one in values["words"]))
        assert [said.speaker(turn.speaker).labels[0] for turn in said.turns] == [
            one["name"] for one in values["speakers"]
        ]
        assert all(one.start_ms is not None for one in said.words)


class TestAMark:
    @pytest.mark.parametrize(
        ("side", "words"),
        [
            ("previous", ["Good-", "day"]),
            ("next", ["Good", "-day"]),
            ("both", ["Good-day"]),
            ("nowhere", ["Good-", "day"]),
        ],
    )
    def test_stands_where_it_says(self, side, words):
        mark = result("-", 0.3, 0.3, type="punctuation", attaches_to=side)

        said = read(result("Good", 0, 0.3), mark, result("day", 0.4, 0.9))

        assert [one.text for one in said.words] == words
        assert (said.words[0].start_ms, said.words[-1].end_ms) == (0, 900)

    def test_that_no_word_follows_is_kept(self):
        said = read(
            result("Good", 0, 0.3),
            result("¿", 0.3, 0.3, type="punctuation", attaches_to="next"),
        )

        assert [one.text for one in said.words] == ["Good", "¿"]


class TestAnEntity:
    def test_of_several_words_shares_its_time(self):
        said = read(result("6 March", 0, 0.6, type="entity"))

        assert times(said) == [("6", 0, 100), ("March", 100, 600)]


class TestAVoice:
    def test_that_the_machine_could_not_tell_has_no_name(self):
        guess = {"content": "Good", "speaker": "UU"}

        said = read(result("Good", 0, 1) | {"alternatives": [guess]})

        assert [one.name for one in said.speakers] == [None]

    def test_may_be_a_channel(self):
        values = speechmatics()["results"]
        for one in values:
            one["channel"] = "Guest" if one["start_time"] < 1.9 else "Host"
            one["alternatives"][0].pop("speaker", None)

        said = read(*values[5:], *values[:5])

        assert [turn.text for turn in said.turns] == TURNS
        assert [one.name for one in said.speakers] == ["Guest", "Host"]


class TestWhatIsNoSpeech:
    def test_is_passed_over(self):
        said = read(result("Good", 0, 1), {"type": "speaker_change", "start_time": 1})

        assert [one.text for one in said.words] == ["Good"]
        assert said.problems == ()
