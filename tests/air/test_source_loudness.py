"""Sources of a service, brought to one loudness when it asks for that."""

import math

import numpy as np
import pytest

from callsign.air.block import BLOCK_MS, decibels, silence
from callsign.engines.stream.segments import FRAME_SAMPLES, RATE_HZ
from tests.air.studio import playing, quiet, source, stereo


def heard(one, sound_dbfs, *, seconds):
    """Play a tone second by second; return the last second as it was taken."""
    second = stereo(1.024, dbfs=sound_dbfs)
    return played(one, [second] * (seconds + 2))


def played(one, sounds):
    """Play seconds of sound, two of them ahead; return the last one as it was taken."""
    buffer = playing(one, np.concatenate(sounds[:2], axis=1))
    now_ms, taken = 0.0, silence(0)
    for second in sounds[2:]:
        buffer.write(second)
        blocks = []
        for _block in range(RATE_HZ * 1_024 // 1_000 // FRAME_SAMPLES):
            now_ms += BLOCK_MS
            blocks.append(one.take(FRAME_SAMPLES, round(now_ms))[0])
        taken = np.concatenate(blocks, axis=1)
    return taken


def loudness_db(sound):
    return decibels(math.sqrt(float(np.mean(sound.astype("f8") ** 2))))


class TestMatchingLoudness:
    def test_makes_a_soft_and_a_loud_source_alike(self):
        soft, loud = source(), source("network")
        for one in (soft, loud):
            one.match_loudness(True)

        levels = [
            loudness_db(heard(one, dbfs, seconds=30))
            for one, dbfs in ((soft, -28), (loud, -10))
        ]

        assert levels == pytest.approx([-20, -20], abs=0.5)

    def test_tells_the_engineer_by_how_much(self):
        one = source()
        one.match_loudness(True)
        heard(one, -28, seconds=30)

        gain_db = one.status()["gain_db"]

        assert gain_db == pytest.approx(-20 - one.status()["loudness_db"], abs=0.5)

    def test_has_no_steps(self):
        one = source()
        one.match_loudness(True)

        sound = heard(one, -28, seconds=5)

        wave = 440 * 2 * math.pi / RATE_HZ
        steepest = np.abs(np.diff(sound[0])).max()
        assert steepest <= 1.01 * wave * np.abs(sound[0]).max()

    def test_does_not_raise_a_pause(self):
        one = source()
        one.match_loudness(True)

        played(one, [stereo(1.024, dbfs=-17)] * 10 + [quiet(1.024)] * 60)

        assert one.status()["gain_db"] == pytest.approx(0, abs=1)

    def test_never_clips_what_grows_loud(self):
        one = source()
        one.match_loudness(True)
        soft, loud = stereo(1.024, dbfs=-30), stereo(1.024, dbfs=-1)

        sound = played(one, [soft] * 30 + [loud] * 4)

        assert np.abs(sound).max() <= 1.0

    @pytest.mark.parametrize("was_wanted", [True, False])
    def test_leaves_sound_alone_unless_it_is_wanted(self, was_wanted):
        one = source()
        one.match_loudness(was_wanted)
        one.match_loudness(False)

        sound = heard(one, -28, seconds=5)

        assert loudness_db(sound) == pytest.approx(one.meter.loudness_db, abs=0.1)
        assert one.status()["gain_db"] == 0.0
