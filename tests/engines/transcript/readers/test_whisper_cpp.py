"""whisper.cpp: segments, and tokens that are halves of words."""

from callsign.engines.transcript.model import Tier
from tests.engines.transcript.readers.shared_samples import read_json, times


def read(*segments):
    return read_json("whisper-cpp", {"transcription": list(segments)})


def token(text, start_ms, end_ms, **more):
    return {"text": text, "offsets": {"from": start_ms, "to": end_ms}} | more


class TestATokenOfHalfAWord:
    def test_is_joined_and_as_sure_as_the_worse(self):
        said = read(
            token(" KDEMO.", 0, 900)
            | {
                "tokens": [
                    token("[_BEG_]", 0, 0, p=0.1),
                    token(" KD", 0, 300, p=0.9),
                    token("EMO", 300, 800, p=0.4),
                    token(".", 800, 900, p=0.8),
                    token("[_TT_45]", 900, 900, p=0.1),
                ]
            }
        )

        assert times(said) == [("KDEMO.", 0, 900)]
        assert said.words[0].score == 0.4


class TestASegmentWithoutTokens:
    def test_shares_its_time(self):
        said = read(token(" Good day.", 0, 800))

        assert times(said) == [("Good", 0, 400), ("day.", 400, 800)]
        assert {one.tier for one in said.words} == {Tier.INTERPOLATED}

    def test_may_have_clock_times_only(self):
        stamps = {"from": "00:00:01,000", "to": "00:00:02,500"}

        said = read({"text": "Good.", "timestamps": stamps})

        assert times(said) == [("Good.", 1_000, 2_500)]


class TestAVoice:
    def test_is_the_side_of_a_stereo_recording(self):
        said = read(
            token("Good.", 0, 1, speaker="0"),
            token("Yes.", 1, 2, speaker="1"),
            token("No.", 2, 3, speaker="?"),
        )

        assert [one.labels[0] for one in said.speakers] == ["Speaker 0", "Speaker 1"]
        assert said.turns[2].speaker is None

    def test_that_changes_begins_a_turn(self):
        said = read(token("Good.", 0, 1, speaker_turn_next=True), token("Yes.", 1, 2))

        assert [turn.text for turn in said.turns] == ["Good.", "Yes."]
