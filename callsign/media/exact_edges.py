"""Exact edges: to the millisecond, how far apart two recordings are, and where that ends."""

import numpy as np
from numpy.typing import NDArray

from callsign.media.decoding import RATE_HZ, Speech

MS = RATE_HZ // 1000  # samples
# Enough sound to tell one moment of speech from every other near it.
PROBE_MS = 500
PROBES = 5
# How far the fingerprints may be off.
OFF_MS = 40
# What is compared at once, and how often.
GLANCE_MS = 24
STEP_MS = 4
# Halfway between sounds that are the same and sounds that have nothing in common.
AS_GOOD_AS_NOTHING = 0.5
# Below this, an encoder's noise and a gate's silence.
SILENCE = 8.0  # of 32,768

Wave = NDArray[np.float32]


def exactly_ahead(
    master: Speech, edition: Speech, start_ms: int, end_ms: int, ahead_ms: int
) -> tuple[int, float]:
    """
    Return how far the master is ahead in a stretch of the edition, and how alike they are.

    ``ahead_ms`` may be off by ``OFF_MS``; alike are 1.0 (the same) to 0.0 (nothing).
    """
    room = end_ms - start_ms - PROBE_MS
    places = np.linspace(
        start_ms + max(room, 0) * 0.1, start_ms + max(room, 0) * 0.9, PROBES
    )
    found = []
    for place in sorted({int(one) for one in places}):
        heard = wave(edition, place, min(place + PROBE_MS, end_ms))
        first_ms = place + ahead_ms - OFF_MS
        wider = wave(master, first_ms, first_ms + len(heard) // MS + 2 * OFF_MS)
        found.append(best_lag(wider, heard))
    alike = sorted(found, key=lambda one: one[1])
    lag, likeness = alike[-1]
    typical = alike[len(alike) // 2][1]
    return ahead_ms - OFF_MS + round(lag / MS), min(likeness, typical)


def best_lag(wider: Wave, heard: Wave) -> tuple[int, float]:
    """Return at which sample of the wider sound the other begins, and how alike they are."""
    if len(heard) < MS or len(wider) <= len(heard):
        return OFF_MS * MS, 0.0
    size = 1 << (len(wider) + len(heard)).bit_length()
    spectrum = np.fft.rfft(wider, size) * np.conj(np.fft.rfft(heard, size))
    lags = len(wider) - len(heard) + 1
    products = np.fft.irfft(spectrum, size)[:lags]
    squares = np.concatenate([[0.0], np.cumsum(np.square(wider, dtype=np.float64))])
    energies = squares[len(heard) :] - squares[: -len(heard)]
    floor = SILENCE**2 * len(heard)
    norm = np.sqrt(np.maximum(energies, floor) * max(float(heard @ heard), floor))
    alike = products / norm[:lags]
    lag = int(alike.argmax())
    return lag, float(alike[lag])


def edge_between(
    master: Speech,
    edition: Speech,
    before: int | None,
    after: int | None,
    *,
    first_ms: int,
    last_ms: int,
) -> int:
    """
    Return the moment of the edition at which one distance to the master ends.

    ``before`` and ``after`` are how far ahead the master is on both sides, in
    milliseconds, or None where it has nothing like the edition.
    """
    at_ms = np.arange(first_ms, last_ms + 1, STEP_MS)
    gains = alike_at(master, edition, before, at_ms) - alike_at(
        master, edition, after, at_ms
    )
    # Where the one side fits no better than the other, nothing is gained or lost.
    so_far = np.concatenate([[0.0], np.cumsum(gains)])
    best = np.flatnonzero(so_far >= so_far.max() - 1e-6)
    edge = int(first_ms + best[len(best) // 2] * STEP_MS - STEP_MS // 2)
    return min(max(edge, first_ms), last_ms)


def alike_at(
    master: Speech, edition: Speech, ahead_ms: int | None, at_ms: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return how alike both are around some moments, evenly apart, at a distance."""
    neither = np.full(len(at_ms), AS_GOOD_AS_NOTHING)
    if ahead_ms is None:
        return neither
    first = int(at_ms[0]) - GLANCE_MS // 2
    last = int(at_ms[-1]) + GLANCE_MS // 2
    ours = glances(wave(edition, first, last), len(at_ms))
    theirs = glances(wave(master, first + ahead_ms, last + ahead_ms), len(at_ms))
    products = (ours * theirs).sum(axis=1)
    loud = np.sqrt((ours**2).sum(axis=1) * (theirs**2).sum(axis=1))
    silent = loud < SILENCE**2 * GLANCE_MS * MS
    return np.where(silent, neither, products / np.maximum(loud, 1.0))


def glances(samples: Wave, count: int) -> NDArray[np.float64]:
    """Return short windows of a sound, a row for each."""
    windows = np.lib.stride_tricks.sliding_window_view(samples, GLANCE_MS * MS)
    return windows[:: STEP_MS * MS][:count].astype(np.float64)


def wave(speech: Speech, start_ms: int, end_ms: int) -> Wave:
    """Return the samples between two moments; silence where there is no recording."""
    samples = np.zeros(max(end_ms - start_ms, 0) * MS, dtype=np.float32)
    content = speech.between(max(start_ms, 0), max(end_ms, 0))
    heard = np.frombuffer(content, dtype=np.int16)
    skipped = max(-start_ms, 0) * MS
    samples[skipped : skipped + len(heard)] = heard
    return samples
