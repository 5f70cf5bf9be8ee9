"""The mixer: one sound without end, whatever its sources do."""

import numpy as np
import pytest

from callsign.air.mixer import FADE_SAMPLES, Mixer, Switch, curves
from callsign.engines.stream.failover import NoSuchSource
from tests.air.studio import RATE_HZ, Told, playing, quiet, source, stereo

BLOCK = 1_024


class Desk:
    """A mixer, what it sent out and what it told."""

    def __init__(self, *sources) -> None:
        self.switches: list[Switch] = []
        self.mixer = Mixer(sources, on_switch=self.switches.append)
        self.samples = 0

    def run(self, seconds: float) -> np.ndarray:
        blocks = []
        for _ in range(round(seconds * RATE_HZ / BLOCK)):
            blocks.append(self.mixer.block(self.samples * 1_000 // RATE_HZ))
            self.samples += BLOCK
        return np.concatenate(blocks, axis=1)


def longest_silence(sound: np.ndarray) -> int:
    """Return the most samples in a row that are (nearly) zero."""
    loud = np.flatnonzero(np.abs(sound).max(axis=0) > 1e-3)
    edges = np.concatenate([[-1], loud, [sound.shape[1]]])
    return int(np.diff(edges).max()) - 1


class TestASourceThatEnds:
    def test_is_left_without_any_silence(self):
        studio, programs = source("studio"), source("programs")
        playing(studio, stereo(3.0)).finish()
        playing(programs, stereo(20.0, hz=660))
        desk = Desk(studio, programs)

        sound = desk.run(6.0)

        assert longest_silence(sound[:, FADE_SAMPLES:]) < RATE_HZ // 1_000
        assert [one.source for one in desk.switches] == ["studio", "programs"]
        assert desk.switches[-1].gap_ms == 0

    def test_leaves_silence_that_is_measured_when_there_is_no_other(self):
        studio = source("studio")
        playing(studio, stereo(3.0)).finish()
        desk = Desk(studio)
        desk.run(5.0)

        playing(studio, stereo(5.0))
        desk.run(1.0)

        gaps = [(one.source, one.gap_ms) for one in desk.switches]
        assert gaps[0] == ("studio", 0)
        assert gaps[1][0] is None
        assert gaps[2][0] == "studio"
        assert 1_900 < gaps[2][1] < 2_200


class TestASilentSource:
    def test_is_left_after_its_limit_and_told(self):
        told = Told()
        studio, programs = source("studio", told=told, silence_s=3), source("programs")
        playing(studio, np.concatenate([stereo(1.0), quiet(20.0)], axis=1))
        playing(programs, stereo(25.0))
        desk = Desk(studio, programs)

        sound = desk.run(10.0)

        assert abs(longest_silence(sound) - 3 * RATE_HZ) < RATE_HZ // 10
        assert desk.switches[-1].reason == "silent"
        assert [str(kind) for kind, _ in told.entries] == ["silence_began"]

    def test_comes_back_when_it_has_sounded_for_five_seconds(self):
        told = Told()
        studio, programs = source("studio", told=told, silence_s=3), source("programs")
        playing(studio, np.concatenate([stereo(1.0), quiet(5.0), stereo(20.0)], axis=1))
        playing(programs, stereo(25.0))
        desk = Desk(studio, programs)

        desk.run(10.5)
        before = [one.source for one in desk.switches]
        desk.run(1.5)

        assert before == ["studio", "programs"]
        assert desk.switches[-1].source == "studio"
        assert [str(kind) for kind, _ in told.entries] == [
            "silence_began",
            "silence_ended",
        ]


class TestHolding:
    def test_puts_a_lesser_source_on_air(self):
        studio, programs = source("studio"), source("programs")
        playing(studio, stereo(20.0))
        playing(programs, stereo(20.0, hz=660))
        desk = Desk(studio, programs)
        desk.run(1.0)

        desk.mixer.hold("programs")
        desk.run(1.0)

        assert desk.mixer.heard is programs
        assert desk.switches[-1].reason == "held"

    def test_knows_its_sources(self):
        with pytest.raises(NoSuchSource):
            Desk(source("studio")).mixer.hold("kitchen")


class TestAFade:
    def test_is_as_loud_in_the_middle(self):
        for done in (0, 700, FADE_SAMPLES - BLOCK):
            rise, fall = curves(done)

            assert np.allclose(rise**2 + fall**2, 1, atol=1e-5)

    def test_makes_no_click(self):
        studio, programs = source("studio"), source("programs")
        playing(studio, stereo(3.0, hz=100)).finish()
        playing(programs, stereo(20.0, hz=100))
        desk = Desk(studio, programs)

        sound = desk.run(6.0)[0, FADE_SAMPLES:]

        # A sine of 100 Hz at -20 dB moves by 0.0013 from sample to sample.
        assert np.abs(np.diff(sound)).max() < 0.003
