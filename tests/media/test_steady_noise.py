"""What never pauses is made softer, and nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.media.decoding import RATE_HZ
from callsign.media.steady_noise import (
    MARGIN,
    PIECE,
    cleaned,
    is_noisy,
    without_steady_noise,
)

SYLLABLE = RATE_HZ // 5


@pytest.fixture
def speech():
    """Six seconds of bursts, a syllable long, each of another color, with pauses between."""
    chance = np.random.default_rng(seed=5)
    moments = np.arange(SYLLABLE) / RATE_HZ
    bursts = []
    for _ in range(15):
        notes = chance.uniform(200, 3_000, size=(4, 1))
        burst = np.sin(2 * np.pi * notes * moments).sum(axis=0)
        bursts += [burst * np.hanning(SYLLABLE) * 3_000, np.zeros(SYLLABLE)]
    return np.concatenate(bursts)


def hum(length, loudness=800):
    return loudness * np.sin(2 * np.pi * 120 * np.arange(length) / RATE_HZ)


def as_samples(sound):
    return np.clip(sound, -32_768, 32_767).astype(np.int16)


def level_db(sound):
    return 10 * np.log10(np.mean(np.square(sound.astype(float))))


class TestTakingSteadyNoiseAway:
    def test_makes_a_hum_under_a_voice_softer(self, speech):
        noise = hum(len(speech))

        heard = without_steady_noise(as_samples(speech + noise))

        pauses = (np.arange(len(speech)) // SYLLABLE) % 2 == 1
        assert level_db(heard[pauses]) < level_db(noise[pauses]) - 5

    def test_leaves_the_voice_as_loud_as_it_was(self, speech):
        heard = without_steady_noise(as_samples(speech + hum(len(speech))))

        voice = (np.arange(len(speech)) // SYLLABLE) % 2 == 0
        assert level_db(heard[voice]) == pytest.approx(level_db(speech[voice]), abs=1)

    def test_hardly_changes_a_clean_recording(self, speech):
        heard = without_steady_noise(as_samples(speech))

        assert level_db(heard - as_samples(speech)) < level_db(speech) - 40

    @given(st.integers(0, 20_000))
    def test_keeps_the_length(self, length):
        noise = np.random.default_rng(seed=length).normal(0, 1_000, length)

        assert len(without_steady_noise(as_samples(noise))) == length

    @pytest.mark.parametrize("more", [-1, 0, 1, MARGIN + 700])
    def test_makes_no_seams_where_it_cuts_long_sound(self, more):
        noise = np.random.default_rng(seed=6).normal(0, 1_000, PIECE + more)
        sound = as_samples(noise * (1 + np.sin(np.arange(len(noise)) / RATE_HZ * 9)))

        assert (without_steady_noise(sound) == cleaned(sound)).all()


class TestKnowingNoise:
    @pytest.mark.parametrize(
        ("pauses_db", "voices_db", "is_so"),
        [
            (-70, -20, False),  # a studio
            (-38, -20, False),  # a room with a fan
            (-32, -20, True),  # a street, music
            (-20, -20, True),  # no voice at all
        ],
    )
    def test_tells_a_street_from_a_room(self, pauses_db, voices_db, is_so):
        assert is_noisy([pauses_db] * 30 + [voices_db] * 70) is is_so

    def test_finds_none_in_nothing(self):
        assert not is_noisy([])
