"""Podlove: cues with voices and whole milliseconds."""

from tests.engines.transcript.readers.machine_samples import podlove
from tests.engines.transcript.readers.shared_samples import (
    letters,
    read_json,
    read_shared,
    spoken,
    times,
    turns,
)


def cue(voice, text, start_ms, end_ms):
    return {"voice": voice, "text": text, "start_ms": start_ms, "end_ms": end_ms}


class TestTheSharedFile:
    def test_is_read_letter_by_letter_with_its_voices(self):
        said, cues = read_shared("podlove", "podlove/transcripts.json")

        assert spoken(said) == letters(*(one["text"] for one in cues))
        assert {one.name for one in said.speakers} == {one["voice"] for one in cues}
        assert said.turns[0].start_ms == cues[0]["start_ms"]
        assert said.turns[-1].end_ms == cues[-1]["end_ms"]
        assert said.problems == ()


class TestACue:
    def test_shares_its_time_among_its_words(self):
        said = read_json("podlove", [cue("Ada", "Good day.", 0, 800)])

        assert times(said) == [("Good", 0, 400), ("day.", 400, 800)]

    def test_of_the_same_voice_goes_on_with_its_turn(self):
        cues = [cue("Ada", "Good", 0, 1), cue("Ada", "day.", 1, 2)]

        said = read_json("podlove", [*cues, cue("Luis", "Yes.", 2, 3)])

        assert turns(said) == [("Ada", "Good day."), ("Luis", "Yes.")]

    def test_without_a_voice_is_nobodys(self):
        said = read_json("podlove", [cue(None, "Good day.", 0, 800)])

        assert turns(said) == [(None, "Good day.")]

    def test_may_stand_under_a_name(self):
        said = read_json("podlove", {"transcripts": podlove()})

        assert [name for name, _ in turns(said)] == ["Ada Okafor", "Luis Prieto"]
