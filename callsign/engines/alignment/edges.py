"""Edges: a word begins and ends where something sounds."""

from collections.abc import Sequence
from dataclasses import replace

from callsign.engines.alignment.hearing import LEVEL_MS
from callsign.engines.alignment.timing import Timing

# Softer than the voices by this much is a pause, also in a recording with hiss.
PAUSE_DB = 35

# Fitting gives a pause to the word after it, most of all to one that begins
# softly. Shorter silence belongs to the word: the stop of a "t" is one.
SHORTEST_PAUSE_MS = 80

# What is left of the pause in front of the sound: the onset of a soft consonant.
ONSET_MS = 20


def trimmed(timings: Sequence[Timing], levels: Sequence[int]) -> list[Timing]:
    """
    Return timings without the pauses that were given to their words.

    >>> from callsign.engines.alignment.timing import Tier
    >>> levels = [-80] * 30 + [-20] * 30
    >>> trimmed([Timing(0, 600, Tier.HEARD)], levels)[0].start_ms
    280
    """
    pause_db = loudness_of_voices(levels) - PAUSE_DB
    return [without_pause(timing, levels, pause_db) for timing in timings]


def without_pause(timing: Timing, levels: Sequence[int], pause_db: int) -> Timing:
    """Move the edges of one timing to its sound; a word without any sound stays."""
    if timing.start_ms is None or timing.end_ms is None:
        return timing
    inside = levels[timing.start_ms // LEVEL_MS : timing.end_ms // LEVEL_MS]
    sounding = [number for number, level in enumerate(inside) if level > pause_db]
    if not sounding:
        return timing
    before_ms = sounding[0] * LEVEL_MS
    after_ms = (len(inside) - 1 - sounding[-1]) * LEVEL_MS
    start_ms, end_ms = timing.start_ms, timing.end_ms
    if before_ms >= SHORTEST_PAUSE_MS:
        start_ms += before_ms - ONSET_MS
    if after_ms >= SHORTEST_PAUSE_MS:
        end_ms -= after_ms - ONSET_MS
    return replace(timing, start_ms=start_ms, end_ms=end_ms)


def loudness_of_voices(levels: Sequence[int]) -> int:
    """
    Return the level that a tenth of a recording is louder than.

    >>> loudness_of_voices([-60] * 50 + [-20] * 50)
    -20
    """
    return sorted(levels)[len(levels) * 9 // 10] if levels else 0
