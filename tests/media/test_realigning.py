"""Touched words get their times from the seconds around them."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from callsign.engines.transcript.model import Tier, Transcript, Turn, Word
from callsign.engines.transcript.retiming import retimed
from callsign.media.aligning import Cancelled, align_recording
from callsign.media.opening import NotAudio
from callsign.media.realigning import HearAllOfIt, realign_recording

HUMAN = Path(__file__).parents[3] / "shared/data/audio/mfa"
AUDIO, DURATION_MS = HUMAN / "acoustic_corpus.wav", 26_720
NOWHERE = SimpleNamespace(start_ms=None, end_ms=None, tier="none")

pytestmark = pytest.mark.skipif(
    not HUMAN.exists(), reason="the hand-timed recordings are not here"
)


@pytest.fixture(scope="module")
def aligned():
    text = (HUMAN / "acoustic_corpus.lab").read_text().strip()
    words = tuple(Word(f"w{i}", token) for i, token in enumerate(text.split()))
    return align_recording(
        AUDIO, Transcript(turns=(Turn("s1", text, words),))
    ).transcript


def heard_again(transcript, *touched, audio=AUDIO, duration_ms=DURATION_MS, **options):
    return realign_recording(
        audio, transcript, set(touched), duration_ms=duration_ms, **options
    )


class TestTouchedWords:
    def test_are_found_again_where_they_were(self, aligned):
        blank = retimed(aligned, dict.fromkeys(range(20, 24), NOWHERE))

        found = heard_again(blank, "w20", "w21", "w22", "w23").transcript

        for before, word in zip(aligned.words, found.words, strict=True):
            assert word.start_ms == pytest.approx(before.start_ms, abs=50)

    def test_cost_no_other_word_a_millisecond(self, aligned):
        blank = retimed(aligned, dict.fromkeys(range(20, 24), NOWHERE))

        found = heard_again(blank, "w20", "w21", "w22", "w23").transcript

        for number in (*range(20), *range(24, len(aligned.words))):
            assert found.words[number] is blank.words[number]

    def test_cost_only_the_seconds_around_them(self, aligned):
        blank = retimed(aligned, {20: NOWHERE})

        assert 2_000 < heard_again(blank, "w20").heard_ms < 12_000

    def test_timed_by_hand_stay(self, aligned):
        by_hand = replace(
            aligned.words[20], start_ms=aligned.words[20].start_ms + 5, tier=Tier.TYPED
        )
        turn = aligned.turns[0]
        words = (*turn.words[:20], by_hand, *turn.words[21:])
        typed = replace(aligned, turns=(replace(turn, words=words),))

        assert heard_again(typed, "w20").transcript == typed

    def test_may_be_none(self, aligned):
        again = heard_again(aligned)

        assert (again.transcript, again.heard_ms) == (aligned, 0)

    def test_are_left_alone_when_somebody_stops_it(self, aligned):
        with pytest.raises(Cancelled):
            heard_again(aligned, "w20", cancelled=lambda: True)


class TestTimesThatAreNoHelp:
    def test_are_none_at_all(self, aligned):
        blank = retimed(aligned, dict.fromkeys(range(len(aligned.words)), NOWHERE))

        with pytest.raises(HearAllOfIt):
            heard_again(blank, "w20")

    def test_are_beyond_the_end_of_the_recording(self, aligned):
        with pytest.raises(HearAllOfIt):
            heard_again(aligned, "w20", duration_ms=9_000)

    def test_are_of_a_file_that_is_shorter_by_now(self, aligned):
        """The library says how long a recording was; the file is another one."""
        late = retimed(
            aligned,
            {
                number: replace(
                    word, start_ms=word.start_ms + 60_000, end_ms=word.end_ms + 60_000
                )
                for number, word in enumerate(aligned.words)
            },
        )

        with pytest.raises(HearAllOfIt):
            heard_again(late, "w20", duration_ms=90_000)

    def test_are_of_another_recording(self, aligned):
        touched = {f"w{number}" for number in (3, 20, 21, 40)}

        with pytest.raises(HearAllOfIt):
            heard_again(aligned, *touched, audio=HUMAN / "cold_corpus.wav")


class TestWhatIsNoRecording:
    def test_is_said_so(self, aligned, tmp_path):
        path = tmp_path / "rain.wav"
        path.write_bytes(b"no sound at all")

        with pytest.raises(NotAudio):
            heard_again(aligned, "w20", audio=path)
