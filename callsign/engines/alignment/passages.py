"""Passages: the seconds of a recording around words that have to be heard again."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby

from callsign.engines.alignment.hearing import LEVEL_MS
from callsign.engines.alignment.matching import longest_chain
from callsign.engines.alignment.timing import Tier, Timing

# Words whose times stand, on either side: so many, and so much of their sound, that
# fitting holds on to them.
FEWEST_AROUND = 3
AROUND_MS = 5_000

# Room before the first word and after the last one, as fitting wants it.
MARGIN_MS = 500

# What is nearer than this is heard in one go.
NEAR_MS = 2_000

# Where nothing else tells where words are: no more than this is searched for them, or
# for each of many.
LONGEST_MS = 600_000
LONGEST_A_WORD_MS = 2_000

# With more to hear than this the whole recording is as quick, and knows more.
MOST_OF_IT = 0.5

# A word may end this much after a recording does: containers round their lengths.
PAST_THE_END_MS = 1_500

# How a word came by times that others can be found by.
SURE = frozenset({Tier.HEARD, Tier.ALIGNED})


@dataclass(frozen=True, slots=True)
class Passage:
    """Words from number ``first`` up to ``stop``, all said between two moments."""

    first: int
    stop: int
    start_ms: int
    end_ms: int

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms


def find_passages(
    timings: Sequence[Timing], touched: AbstractSet[int], duration_ms: int
) -> list[Passage] | None:
    """
    Return what has to be heard for words to get their times, in order and apart.

    ``touched`` are the numbers of those words; what is known of their times is not
    looked at. None when all of the recording has to be heard: hardly a time stands, or
    times lie beyond its end, so that they are of another one.

    >>> heard = [Timing(at, at + 400, Tier.HEARD) for at in range(0, 60_000, 500)]
    >>> find_passages(heard, {60}, 60_000)
    [Passage(first=49, stop=72, start_ms=24400, end_ms=36000)]
    """
    if not touched:
        return []
    known = [
        (number, timing.start_ms, timing.end_ms)
        for number, timing in enumerate(timings)
        if timing.start_ms is not None and timing.end_ms is not None
    ]
    if any(end_ms > duration_ms + PAST_THE_END_MS for _, _, end_ms in known):
        return None
    sure = rising(timings, touched)
    if not sure:
        return None
    search = _Search(timings, sure, duration_ms)
    found = joined([search.around(*run) for run in runs(touched)])
    if sum(one.length_ms for one in found) > MOST_OF_IT * duration_ms:
        return None
    return found


def rising(timings: Sequence[Timing], touched: AbstractSet[int]) -> list[int]:
    """
    Return the words that others can be found by; of times that go back, the most that do not.

    >>> heard = [Timing(at, at + 90, Tier.HEARD) for at in (0, 100, 9_000, 200, 300)]
    >>> rising(heard, {0})
    [1, 3, 4]
    """
    starts = (
        (number, timing.start_ms)
        for number, timing in enumerate(timings)
        if number not in touched and timing.tier in SURE and timing.start_ms is not None
    )
    return [number for number, _ in longest_chain(starts)]


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """
    Yield where numbers in a row begin and end.

    >>> list(runs({7, 3, 4}))
    [(3, 5), (7, 8)]
    """
    for _, group in groupby(
        enumerate(sorted(numbers)), key=lambda one: one[1] - one[0]
    ):
        row = [number for _, number in group]
        yield row[0], row[-1] + 1


def joined(found: Sequence[Passage]) -> list[Passage]:
    """Return passages of which those that meet, or nearly, are one."""
    kept: list[Passage] = []
    for one in found:
        if kept and is_near(kept[-1], one):
            latest = kept.pop()
            stop, end_ms = max(latest.stop, one.stop), max(latest.end_ms, one.end_ms)
            start_ms = min(latest.start_ms, one.start_ms)
            kept.append(Passage(latest.first, stop, start_ms, end_ms))
        else:
            kept.append(one)
    return kept


def is_near(one: Passage, following: Passage) -> bool:
    return following.first <= one.stop or following.start_ms - one.end_ms < NEAR_MS


@dataclass(frozen=True, slots=True)
class _Search:
    """What is known while passages are looked for: ``sure`` words, in order."""

    timings: Sequence[Timing]
    sure: Sequence[int]
    duration_ms: int

    def around(self, first: int, stop: int) -> Passage:
        """Return the passage around a run of words: up to the ones whose times stand."""
        at = bisect_left(self.sure, first)
        before, after = self._near(self.sure[:at][::-1]), self._near(self.sure[at:])
        longest_ms = max(LONGEST_MS, LONGEST_A_WORD_MS * (stop - first))
        if not before:
            opening, start_ms = 0, max(0, self._start_ms(after[0]) - longest_ms)
        else:
            opening, start_ms = before[-1], self._opens_ms(before[-1])
        if not after:
            ending = len(self.timings)
            end_ms = min(self.duration_ms, self._end_ms(before[0]) + longest_ms)
        elif before and self._gap_ms(before[0], after[0]) > longest_ms:
            ending, end_ms = stop, self._end_ms(before[0]) + longest_ms
        else:
            ending, end_ms = after[-1] + 1, self._closes_ms(after[-1])
        # Whole levels, so that what is cut out has the loudness of what it was.
        end_ms = -(-end_ms // LEVEL_MS) * LEVEL_MS
        return Passage(opening, ending, start_ms // LEVEL_MS * LEVEL_MS, end_ms)

    def _near(self, away: Sequence[int]) -> list[int]:
        """Return the words to hold on to, of those on one side, the nearest first."""
        held: list[int] = []
        for number in away:
            if held and self._gap_ms(*sorted((held[-1], number))) > NEAR_MS:
                break
            held.append(number)
            first, last = sorted((held[0], number))
            covered_ms = self._end_ms(last) - self._start_ms(first)
            if len(held) >= FEWEST_AROUND and covered_ms >= AROUND_MS:
                break
        return held

    def _opens_ms(self, number: int) -> int:
        """Return where to begin before a word: not within the one before."""
        at = bisect_left(self.sure, number)
        floor_ms = self._end_ms(self.sure[at - 1]) if at else 0
        start_ms = self._start_ms(number)
        return max(start_ms - MARGIN_MS, min(start_ms, floor_ms))

    def _closes_ms(self, number: int) -> int:
        """Return where to end after a word: not within the one after."""
        at = bisect_left(self.sure, number) + 1
        is_last = at == len(self.sure)
        ceiling_ms = self.duration_ms if is_last else self._start_ms(self.sure[at])
        end_ms = self._end_ms(number)
        return min(end_ms + MARGIN_MS, max(end_ms, ceiling_ms))

    def _gap_ms(self, one: int, following: int) -> int:
        return self._start_ms(following) - self._end_ms(one)

    def _start_ms(self, number: int) -> int:
        return self.timings[number].start_ms or 0

    def _end_ms(self, number: int) -> int:
        return self.timings[number].end_ms or 0
