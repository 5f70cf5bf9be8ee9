"""
Voices: where in a recording somebody else begins to speak, and who speaks again.

What a voice sounds like is told by its cepstrum every 10 ms; whether two passages are of
one voice, by the Bayesian information criterion: one Gaussian for both, or one for each.

Source:  Chen and Gopalakrishnan 1998, "Speaker, environment and channel change detection
         and clustering via the Bayesian information criterion"
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from callsign.engines.alignment.edges import PAUSE_DB, loudness_of_voices
from callsign.engines.alignment.hearing import LEVEL_MS
from callsign.media.decoding import RATE_HZ, Samples, Speech

# Nobody hands over within a breath; a turn between two of these pauses may be.
SHORTEST_PAUSE_MS = 150
# So much of a voice is needed to know it; what is shorter belongs to what it is like.
SHORTEST_MS = 1_500
# More of it tells nothing new, and takes in the next voice.
LONGEST_MS = 8_000

# How much a second voice has to explain; higher finds fewer. Chosen on the recordings of
# tests/media/test_voices.py.
CHANGE_PENALTY = 1.6
SAME_PENALTY = 2.4

FRAME, STEP = 400, 160  # samples
BANDS, CEPSTRA = 26, 12
LOWEST_HZ, HIGHEST_HZ = 100.0, 7_000.0
BLOCK_MS = 60_000

Features = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Passage:
    """What one voice says without a break; ``voice`` counts from 0, as first heard."""

    start_ms: int
    end_ms: int
    voice: int


def passages(speech: Speech) -> list[Passage]:
    """
    Return who speaks when, from beginning to end of a recording.

    Cost: about a hundredth of the recording's length
    """
    cepstra = cepstra_of(speech)
    sounds = np.array(speech.levels) > loudness_of_voices(speech.levels) - PAUSE_DB
    edges = [0, *changes(cepstra, sounds), len(sounds)]
    parts = [
        cepstra[first:stop][sounds[first:stop][: len(cepstra[first:stop])]]
        for first, stop in pairwise(edges)
    ]
    voices = voices_of(parts)
    found = []
    numbered = zip(voices, edges, edges[1:], strict=False)
    for voice, group in groupby(numbered, key=lambda one: one[0]):
        own = list(group)
        found.append(Passage(own[0][1] * LEVEL_MS, own[-1][2] * LEVEL_MS, voice))
    return found


def changes(cepstra: Features, sounds: NDArray[np.bool_]) -> list[int]:
    """Return the levels at which somebody else begins to speak."""
    scored = []
    for pause in pauses(sounds):
        before = spoken(cepstra, sounds, pause, -1)
        after = spoken(cepstra, sounds, pause, +1)
        if min(len(before), len(after)) * LEVEL_MS >= SHORTEST_MS:
            scored.append((gain(before, after, CHANGE_PENALTY), pause))
    found: list[int] = []
    for score, pause in sorted(scored, reverse=True):
        is_far = all(abs(pause - one) * LEVEL_MS >= SHORTEST_MS for one in found)
        if score > 0 and is_far:
            found.append(pause)
    return sorted(found)


def pauses(sounds: NDArray[np.bool_]) -> Iterator[int]:
    """
    Yield the middles of the silences in which a turn may pass.

    >>> sounds = np.array([True] * 20 + [False] * 16 + [True] * 20)
    >>> list(pauses(sounds))
    [28]
    """
    edges = np.flatnonzero(
        np.diff(np.concatenate([[True], sounds, [True]]).astype(int))
    )
    for first, stop in zip(edges[::2], edges[1::2], strict=False):
        if (stop - first) * LEVEL_MS >= SHORTEST_PAUSE_MS and first > 0:
            yield int(first + stop) // 2


def spoken(cepstra: Features, sounds: NDArray[np.bool_], at: int, way: int) -> Features:
    """Return up to ``LONGEST_MS`` of what sounds before (-1) or after (+1) a moment."""
    most = LONGEST_MS // LEVEL_MS
    reach = slice(at, at + 2 * most) if way > 0 else slice(max(0, at - 2 * most), at)
    part = cepstra[reach]
    heard = part[sounds[reach][: len(part)]]
    return heard[:most] if way > 0 else heard[-most:]


def gain(one: Features, other: Features, penalty: float) -> float:
    """Return how much better two voices explain two passages than one; below 0, one does."""
    return float(gains(Moments.of([one]), Moments.of([other]), penalty)[0])


@dataclass(slots=True)
class Moments:
    """What has to be known of passages to compare them: lengths, sums, sums of products."""

    lengths: Features
    sums: Features
    products: Features

    @classmethod
    def of(cls, parts: Sequence[Features]) -> Self:
        return cls(
            np.array([float(len(part)) for part in parts]),
            np.array([part.sum(axis=0) for part in parts]),
            np.array([part.T @ part for part in parts]),
        )

    def at(self, number: int) -> Self:
        one = slice(number, number + 1)
        return type(self)(self.lengths[one], self.sums[one], self.products[one])

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.lengths + other.lengths,
            self.sums + other.sums,
            self.products + other.products,
        )

    def spread(self) -> Features:
        """Return how much of each passage its mean leaves unexplained."""
        lengths = np.maximum(self.lengths, 1.0)[:, np.newaxis]
        means = self.sums / lengths
        covariances = self.products / lengths[:, np.newaxis] - (
            means[:, :, np.newaxis] * means[:, np.newaxis, :]
        )
        determinants = np.linalg.slogdet(covariances + 1e-6 * np.eye(CEPSTRA))[1]
        return np.asarray(self.lengths / 2 * determinants)


def gains(one: Moments, others: Moments, penalty: float) -> Features:
    """Return the gain of keeping a passage apart from each of others."""
    both = one + others
    freedom = CEPSTRA + CEPSTRA * (CEPSTRA + 1) / 2
    better = both.spread() - one.spread() - others.spread()
    cost = penalty * freedom / 2 * np.log(np.maximum(both.lengths, 1.0))
    return np.asarray(better - cost)


def voices_of(parts: Sequence[Features]) -> list[int]:
    """Return the voice of each part: the most alike are joined until none are alike."""
    moments = Moments.of(parts)
    voices = np.arange(len(parts))
    table = np.full((len(parts), len(parts)), np.inf)
    for number in range(1, len(parts)):
        table[number, :number] = apart(moments, number)[:number]
    while len(parts) > 1 and table.min() < 0:
        joined, into = np.unravel_index(int(table.argmin()), table.shape)
        voices[voices == voices[joined]] = voices[into]
        for values in (moments.lengths, moments.sums, moments.products):
            values[into] += values[joined]
        table[joined, :] = table[:, joined] = np.inf
        scores = apart(moments, int(into))
        for other in np.flatnonzero(np.isin(np.arange(len(parts)), voices)):
            if other != into:
                table[max(other, into), min(other, into)] = scores[other]
    names = {voice: number for number, voice in enumerate(dict.fromkeys(voices))}
    return [names[voice] for voice in voices]


def apart(moments: Moments, number: int) -> Features:
    """Return the gain of keeping a part apart from each other one."""
    return gains(moments.at(number), moments, SAME_PENALTY)


def cepstra_of(speech: Speech) -> Features:
    """Return the cepstrum of every ``LEVEL_MS``, in blocks that fit any memory."""
    found = []
    for start_ms in range(0, speech.duration_ms, BLOCK_MS):
        # A frame reaches beyond its step, and so into the next block.
        sound = speech.between(start_ms, start_ms + BLOCK_MS + 2 * LEVEL_MS)
        samples = np.frombuffer(sound, dtype=np.int16)
        found.append(cepstra_in(samples)[: BLOCK_MS // LEVEL_MS])
    return np.concatenate(found) if found else np.empty((0, CEPSTRA))


def cepstra_in(samples: Samples, count: int = CEPSTRA) -> Features:
    if len(samples) < FRAME:
        return np.empty((0, count))
    rows = np.lib.stride_tricks.sliding_window_view(samples.astype(np.float64), FRAME)[
        ::STEP
    ]
    power = np.abs(np.fft.rfft(rows * np.hamming(FRAME), 512)) ** 2
    bands = np.log(power @ filters().T + 1.0)
    steps = np.arange(1, count + 1)[:, np.newaxis]
    cosines = np.cos(np.pi * steps * (np.arange(BANDS) + 0.5) / BANDS)
    return np.asarray(bands @ cosines.T)


def filters() -> Features:
    """Return the bands in which an ear tells pitches apart."""
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (LOWEST_HZ, HIGHEST_HZ))
    edges = 700 * (10 ** (np.linspace(low, high, BANDS + 2) / 2595) - 1)
    hz = np.arange(257) * RATE_HZ / 512
    rising = (hz - edges[:-2, np.newaxis]) / np.diff(edges)[:-1, np.newaxis]
    falling = (edges[2:, np.newaxis] - hz) / np.diff(edges)[1:, np.newaxis]
    return np.maximum(0, np.minimum(rising, falling))
