"""The report of an alignment: what an editor should know before publishing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from callsign.engines.alignment.edges import loudness_of_voices
from callsign.engines.alignment.hearing import LEVEL_MS
from callsign.engines.alignment.timing import Timing

# Shorter sounds between words are breath, laughter and "um".
SHORTEST_UNTRANSCRIBED_MS = 4_000

# Speech is mostly louder than this below its loudest moments.
SOFTER_DB = 20

# Fewer missing words are a slip of the tongue, not a passage.
SHORTEST_PASSAGE = 5

SILENT = "Nothing is heard in the recording, so no word of the script has a time."


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the recording, from ``start_ms`` up to ``end_ms``."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the script, from number ``first`` up to number ``stop``."""

    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class Report:
    """
    What became of a script in its recording.

    ``heard`` is the share of its words that were heard, from 0 to 1. A script that
    ``is_other_recording`` has no times at all, nor has one whose recording
    ``is_silent``: silence fits no script, and says nothing about whose it is.
    """

    untranscribed: tuple[Span, ...] = ()
    not_found: tuple[Passage, ...] = ()
    heard: float = 0.0
    is_other_recording: bool = False
    is_silent: bool = False
    problems: tuple[str, ...] = ()

    @property
    def has_times(self) -> bool:
        """Whether any of the times can be trusted."""
        return not (self.is_other_recording or self.is_silent)


def find_passages(
    timings: Sequence[Timing], spoken: Sequence[int]
) -> Iterator[Passage]:
    """
    Yield the passages that were not found in the recording.

    ``spoken`` are the numbers of the words that somebody could say; dashes
    between them neither make a passage nor break one.
    """
    for is_timed, group in groupby(spoken, key=lambda number: timings[number].is_timed):
        numbers = list(group)
        if not is_timed and len(numbers) >= SHORTEST_PASSAGE:
            yield Passage(numbers[0], numbers[-1] + 1)


def find_untranscribed(
    timings: Sequence[Timing], levels: Sequence[int], duration_ms: int
) -> Iterator[Span]:
    """Yield where something sounds for seconds and no word of the script stands."""
    loud = loudness_of_voices(levels) - SOFTER_DB
    edge_ms = 0
    for start_ms, end_ms in [*times(timings), (duration_ms, duration_ms)]:
        inside = levels[edge_ms // LEVEL_MS : start_ms // LEVEL_MS]
        sounding_ms = sum(level >= loud for level in inside) * LEVEL_MS
        if start_ms - edge_ms >= SHORTEST_UNTRANSCRIBED_MS <= 2 * sounding_ms:
            yield Span(edge_ms, start_ms)
        edge_ms = max(edge_ms, end_ms)


def times(timings: Sequence[Timing]) -> Iterator[tuple[int, int]]:
    """Yield the edges of the words that have them."""
    for timing in timings:
        if timing.start_ms is not None and timing.end_ms is not None:
            yield timing.start_ms, timing.end_ms


def clock(at_ms: int) -> str:
    """
    Write a moment as an editor's player shows it.

    >>> clock(3_725_400)
    '1:02:05'
    >>> clock(65_000)
    '1:05'
    """
    minutes, seconds = divmod(at_ms // 1_000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
