"""pocketsphinx hears something, and never claims that it is good."""

from pathlib import Path

import numpy as np
import pytest

from callsign.media.recognizing.recognize import recognize
from callsign.media.recognizing.sphinx import SphinxRecognizer

SPEECH = Path(__file__).parents[4] / "shared/data/audio/jfk/jfk.flac"


def nobody():
    """Wait for nothing."""


class TestPocketsphinx:
    def test_is_rough(self):
        assert SphinxRecognizer.is_rough

    def test_hears_nothing_in_too_little_sound(self):
        samples = np.zeros(100, dtype=np.int16)

        assert SphinxRecognizer().hear(samples, while_waiting=nobody) == []

    @pytest.mark.skipif(not SPEECH.exists(), reason="the recordings are not here")
    def test_hears_words_with_times_and_scores(self):
        words = recognize(SPEECH, SphinxRecognizer()).transcript.words

        assert {"fellow", "country", "you"} & {word.text for word in words}
        assert all(0 <= word.score <= 1 for word in words)
        assert all(word.start_ms < word.end_ms <= 11_000 for word in words)
