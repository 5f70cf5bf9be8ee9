"""A transcript gets its times from a recording."""

from pathlib import Path

import pytest

from callsign.engines.transcript.model import Tier, Transcript, Turn, Word
from callsign.media.aligning import Cancelled, align_recording

HUMAN = Path(__file__).parents[3] / "shared/data/audio/mfa"

pytestmark = pytest.mark.skipif(
    not HUMAN.exists(), reason="the hand-timed recordings are not here"
)


@pytest.fixture
def acoustic():
    text = (HUMAN / "acoustic_corpus.lab").read_text().strip()
    words = tuple(Word(f"w{i}", token) for i, token in enumerate(text.split()))
    return Transcript(turns=(Turn("s1", text, words),))


class TestAligningARecording:
    def test_times_the_words_of_a_person(self, acoustic):
        aligned = align_recording(HUMAN / "acoustic_corpus.wav", acoustic)

        first = aligned.transcript.words[0]
        assert first.start_ms == pytest.approx(1_050, abs=50)
        assert first.tier is Tier.HEARD

    def test_never_changes_text_or_ids(self, acoustic):
        aligned = align_recording(HUMAN / "acoustic_corpus.wav", acoustic)

        before = [(word.id, word.text) for word in acoustic.words]
        assert [(word.id, word.text) for word in aligned.transcript.words] == before
        assert aligned.transcript.turns[0].text == acoustic.turns[0].text

    def test_stops_when_it_is_told_to(self, acoustic):
        with pytest.raises(Cancelled):
            align_recording(
                HUMAN / "acoustic_corpus.wav", acoustic, cancelled=lambda: True
            )
