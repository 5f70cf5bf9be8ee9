"""
Voice-prints: whether a voice of a recording is one that was learned before.

A print is what a voice's cepstra are like on the whole: their mean and covariance. Two
are as far apart as the Gaussians they describe (Kullback and Leibler's divergence, both
ways). Nobody's words can be had back from a print; whose voice it is can, so it is kept
only of those who agreed.

A wrong name is much worse than none. A voice gets a name only if it is near to a print,
much nearer to it than to any other, and if no other voice there is as near: bench/voice_prints.py
says how often that is right.

Source: Campbell 1997, "Speaker recognition: a tutorial", Proceedings of the IEEE 85
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from callsign.engines.alignment.edges import PAUSE_DB, loudness_of_voices
from callsign.engines.alignment.hearing import LEVEL_MS
from callsign.engines.transcript.model import Transcript
from callsign.media.decoding import Speech
from callsign.media.voices import cepstra_in

# What a print is made with: another way of making them is another name here.
MADE_BY = "callsign cepstra 1"
CEPSTRA = 16

# So much of a voice is needed before it is learned, and before it is known again.
LEARNED_MS = 30_000
KNOWN_MS = 15_000

# Chosen on the recordings of bench/voice_prints.py: 20 s of one voice are 2.6 apart at
# most, with studio sound; the two most alike of different voices 3.6.
FARTHEST = 2.6
# How much farther whoever is next has to be.
AHEAD = 1.4
# Sound without any hiss has no spread at all in some cepstra.
LEAST_SPREAD = 1e-3

# So close words are heard in one go.
BREATH_MS = 300
# Passages are looked at in pieces that fit any memory.
PIECE_MS = 60_000

Values = NDArray[np.float64]
Span = tuple[int, int]


class NotAPrint(ValueError):
    """What is stored as a voice-print cannot be one."""


class OfAnotherVersion(NotAPrint):
    """A voice-print that was made in another way, and says nothing about voices here."""

    def __init__(self, made_by: object) -> None:
        super().__init__(
            f"This voice-print was made by “{made_by}” and cannot be compared by"
            f" “{MADE_BY}”. Learn the voice again."
        )


@dataclass(frozen=True, slots=True)
class Print:
    """What one voice sounds like on the whole; ``levels`` steps of 10 ms were heard."""

    levels: int
    mean: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]

    @property
    def length_ms(self) -> int:
        """How much of the voice was heard, without pauses."""
        return self.levels * LEVEL_MS

    @classmethod
    def of(cls, levels: int, sums: Values, products: Values) -> Self:
        mean = sums / levels
        spread = products / levels - np.outer(mean, mean)
        return cls(
            levels,
            tuple(round(float(one), 4) for one in mean),
            tuple(tuple(round(float(one), 4) for one in row) for row in spread),
        )

    def as_json(self) -> dict[str, Any]:
        """Return it as it is stored; ``read_print`` reads that."""
        return {
            "made_by": MADE_BY,
            "levels": self.levels,
            "mean": list(self.mean),
            "covariance": [
                list(row[: at + 1]) for at, row in enumerate(self.covariance)
            ],
        }


@dataclass(frozen=True, slots=True)
class Match:
    """Whose voice it is; ``score`` is 1 for the print's own recording, 0 just near enough."""

    name: str
    score: float


def read_print(stored: object) -> Print:
    """
    Return a stored print.

    Raises: OfAnotherVersion; NotAPrint: it is damaged
    """
    if not isinstance(stored, dict):
        raise NotAPrint("A voice-print is an object with its numbers.")
    if stored.get("made_by") != MADE_BY:
        raise OfAnotherVersion(stored.get("made_by"))
    try:
        levels = stored["levels"]
        mean = _numbers(stored["mean"], CEPSTRA)
        lower = [
            _numbers(row, at + 1)
            for at, row in enumerate(stored["covariance"][:CEPSTRA])
        ]
        size = len(stored["covariance"])
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise NotAPrint(f"The voice-print is damaged: {error}") from error
    if type(levels) is not int or levels < 1 or size != CEPSTRA:
        raise NotAPrint("The voice-print is damaged: it is of no voice.")
    rows = tuple(
        tuple(lower[max(row, column)][min(row, column)] for column in range(CEPSTRA))
        for row in range(CEPSTRA)
    )
    return Print(levels, mean, rows)


def print_of(speech: Speech, spans: Iterable[Span]) -> Print | None:
    """Return what sounds in parts of a recording as a print; None where nothing does."""
    floor = loudness_of_voices(speech.levels) - PAUSE_DB
    levels = 0
    sums, products = np.zeros(CEPSTRA), np.zeros((CEPSTRA, CEPSTRA))
    for start_ms, end_ms in in_pieces(spans):
        samples = np.frombuffer(speech.between(start_ms, end_ms), dtype=np.int16)
        cepstra = cepstra_in(samples, CEPSTRA)
        first = start_ms // LEVEL_MS
        sounds = np.array(speech.levels[first : first + len(cepstra)]) > floor
        heard = cepstra[: len(sounds)][sounds]
        levels += len(heard)
        sums += heard.sum(axis=0)
        products += heard.T @ heard
    return Print.of(levels, sums, products) if levels else None


def spans_of(transcript: Transcript) -> dict[str, list[Span]]:
    """Return when each voice of a transcript speaks, by its words that have times."""
    spans: dict[str, list[Span]] = {}
    for turn in transcript.turns:
        if turn.speaker is None:
            continue
        own = spans.setdefault(turn.speaker, [])
        for word in turn.words:
            if word.start_ms is None or word.end_ms is None:
                continue
            if own and 0 <= word.start_ms - own[-1][1] <= BREATH_MS:
                own[-1] = (own[-1][0], word.end_ms)
            else:
                own.append((word.start_ms, word.end_ms))
    return spans


def in_pieces(spans: Iterable[Span]) -> list[Span]:
    """
    Return spans without overlaps, in order, none longer than ``PIECE_MS``.

    >>> in_pieces([(90_000, 91_000), (0, 61_000), (60_500, 62_000), (5, 5)])
    [(0, 60000), (60000, 61000), (61000, 62000), (90000, 91000)]
    """
    found: list[Span] = []
    latest_ms = 0
    for begins_ms, end_ms in sorted(spans):
        for start_ms in range(max(begins_ms, latest_ms), end_ms, PIECE_MS):
            found.append((start_ms, min(end_ms, start_ms + PIECE_MS)))
        latest_ms = max(latest_ms, end_ms)
    return found


def joined(prints: Sequence[Print]) -> Print:
    """Return one print of a voice that was learned from several recordings."""
    prints = sorted(prints, key=lambda one: (one.levels, one.mean))
    levels = sum(one.levels for one in prints)
    means = [np.array(one.mean) for one in prints]
    sums = sum(
        (one.levels * mean for one, mean in zip(prints, means, strict=True)),
        np.zeros(CEPSTRA),
    )
    products = sum(
        (
            one.levels * (np.array(one.covariance) + np.outer(mean, mean))
            for one, mean in zip(prints, means, strict=True)
        ),
        np.zeros((CEPSTRA, CEPSTRA)),
    )
    return Print.of(levels, sums, products)


def matched(
    voices: Mapping[str, Print], prints: Mapping[str, Print]
) -> dict[str, Match | None]:
    """
    Return whose each voice is, by the names of the prints; None where that is not clear.

    A print is nobody's but one voice's. The order of either makes no difference.
    """
    far = {
        (voice, name): distance(heard, known)
        for voice, heard in voices.items()
        for name, known in prints.items()
    }
    return {
        voice: _match(voice, far) if heard.length_ms >= KNOWN_MS else None
        for voice, heard in voices.items()
    }


def _match(voice: str, far: Mapping[tuple[str, str], float]) -> Match | None:
    """Return the one print that is near, if neither it nor the voice has another choice."""
    own = {name: value for (one, name), value in far.items() if one == voice}
    nearest = min(own, key=lambda name: (own[name], name), default=None)
    if nearest is None or not own[nearest] <= FARTHEST:
        return None
    others = [
        value
        for (one, name), value in far.items()
        if (one == voice) != (name == nearest)  # another's print, or another voice
    ]
    if any(value <= AHEAD * own[nearest] for value in others):
        return None
    return Match(nearest, round(1 - own[nearest] / FARTHEST, 2))


def distance(one: Print, other: Print) -> float:
    """Return how far apart two voices are: 0 for the same print, the same both ways."""
    means = np.array(one.mean) - np.array(other.mean)
    first, second = _spread(one), _spread(other)
    try:
        back, forth = np.linalg.inv(first), np.linalg.inv(second)
    except np.linalg.LinAlgError:
        return math.inf
    shape = np.sum(first * forth) + np.sum(second * back)
    value = float((shape + means @ (back + forth) @ means) / 2 - CEPSTRA)
    return max(0.0, value) if math.isfinite(value) else math.inf


def _spread(one: Print) -> Values:
    return np.array(one.covariance) + LEAST_SPREAD * np.eye(CEPSTRA)


def _numbers(values: Sequence[object], count: int) -> tuple[float, ...]:
    found = tuple(float(str(one)) for one in values)
    if len(found) != count or not all(map(math.isfinite, found)):
        raise ValueError(f"{count} numbers were expected")
    return found
