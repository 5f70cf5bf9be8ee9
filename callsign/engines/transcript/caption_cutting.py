"""
Cutting: which words of a turn stand on the screen together, and on which line.

Every place to cut has a price, and of all ways to cut a turn the cheapest is taken; so a
good place in the third caption is not lost to a full line in the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from callsign.engines.transcript.caption_breaks import badness, ends_a_sentence
from callsign.engines.transcript.caption_units import Unit

# No caption stands longer.  Source:  Netflix Timed Text Style Guide (7 s)
LONGEST_MS = 7_000
# A silence this long inside a turn takes the caption off the screen.
LONGEST_PAUSE_MS = 2_000
# Shorter than this nobody reads anything.
SHORTEST_MS = 1_000
# Characters a second: what grown-ups read at ease.
# Source:  Netflix Timed Text Style Guide, English (20)
COMFORT_CPS = 20

# Prices, beside those of caption_breaks: one more caption, one that is gone at once, a
# character a second above comfort, lines of which one is empty.
_A_CAPTION, _TOO_SHORT, _A_CPS, _UNEVEN = 30, 80, 12, 60


@dataclass(frozen=True, slots=True)
class Screen:
    """
    Room for a few short lines.

    Raises:  ValueError: lines that no eye, or no player, can take
    """

    line_length: int
    line_count: int = 2

    def __post_init__(self) -> None:
        if not (1 <= self.line_length <= 65 and self.line_count >= 1):
            raise ValueError(
                f"captions have lines of up to 65 characters, not {self.line_length}"
            )

    def rows(self, units: Sequence[Unit]) -> tuple[tuple[Unit, ...], ...]:
        """Return the words of one caption as lines: as few as can be, even, well cut."""
        ends = [0]
        while ends[-1] < len(units):
            ends.append(_line_end(units, ends[-1], self.line_length))
        if len(ends) <= 2:
            return (tuple(units),)
        ways = combinations(range(1, len(units)), len(ends) - 2)
        best = min(((0, *way, len(units)) for way in ways), key=self._price(units))
        return tuple(tuple(units[start:stop]) for start, stop in pairwise(best))

    def _price(self, units: Sequence[Unit]) -> "_PriceOfLines":
        return _PriceOfLines(units, self.line_length)

    def holds(self, units: Sequence[Unit]) -> bool:
        """Return whether all the words can stand at once."""
        at = 0
        for _ in range(self.line_count):
            at = _line_end(units, at, self.line_length) if at < len(units) else at
        return at == len(units)

    def cut(self, units: Sequence[Unit], *, next_ms: int | None) -> list[list[Unit]]:
        """Part the words of a turn into captions; ``next_ms`` is when the next begins."""
        return [
            group
            for stretch, until_ms in _stretches(units, next_ms)
            for group in _Cutting(self, stretch, until_ms).groups()
        ]


class _PriceOfLines:
    def __init__(self, units: Sequence[Unit], line_length: int) -> None:
        self.units = units
        self.line_length = line_length

    def __call__(self, edges: Sequence[int]) -> float:
        units = self.units
        lengths = [_length(units[start:stop]) for start, stop in pairwise(edges)]
        if max(lengths) > self.line_length:
            return float("inf")
        breaks = sum(badness(units[at - 1].text, units[at].text) for at in edges[1:-1])
        uneven = (max(lengths) - min(lengths)) / self.line_length
        # An eye comes to rest on a longer line below more easily than above.
        top_heavy = lengths[0] > lengths[-1]
        return 0.6 * breaks + _UNEVEN * uneven + top_heavy


class _Cutting:
    """The cheapest way to cut a stretch of speech without a long pause in it."""

    def __init__(self, screen: Screen, units: Sequence[Unit], until_ms: int) -> None:
        self.units = units
        self.reach = _reach(units, screen)
        self.starts = [*(one.start_ms for one in units), until_ms]
        ends = [0]
        for one in units:
            ends.append(ends[-1] + len(one.text) + 1)
        self.letters = ends
        opens = [True, *(ends_a_sentence(one.text) for one in units)]
        self.breaks = [
            badness(
                one.text,
                other.text,
                pause_ms=other.start_ms - one.end_ms,
                begins_sentence=is_first,
            )
            for (one, other), is_first in zip(pairwise(units), opens, strict=False)
        ]
        self.breaks.append(0)

    def groups(self) -> Iterator[list[Unit]]:
        edges = [len(self.units)]
        came_from = self._cheapest()
        while edges[-1]:
            edges.append(came_from[edges[-1]])
        for start, stop in pairwise(reversed(edges)):
            yield list(self.units[start:stop])

    def _cheapest(self) -> list[int]:
        """Return, for each place to cut, the cut before it."""
        count = len(self.units)
        prices, came_from = [0.0] * (count + 1), [0] * (count + 1)
        first = 0
        for stop in range(1, count + 1):
            while self.reach[first] < stop:
                first += 1
            best, where = float("inf"), stop - 1
            for start in range(stop - 1, first - 1, -1):
                price = prices[start] + self._price(start, stop)
                if price < best:
                    best, where = price, start
            prices[stop] = best + self.breaks[stop - 1]
            came_from[stop] = where
        return came_from

    def _price(self, start: int, stop: int) -> float:
        start_ms = self.starts[start]
        room_ms = self.starts[stop] - start_ms
        is_alone = stop == start + 1
        if self.units[stop - 1].end_ms - start_ms > LONGEST_MS and not is_alone:
            return float("inf")
        price = float(_A_CAPTION)
        if room_ms < SHORTEST_MS:
            price += _TOO_SHORT * (1 - room_ms / SHORTEST_MS)
        letters = self.letters[stop] - self.letters[start] - 1
        fast = 1_000 * letters / max(room_ms, 1) - COMFORT_CPS
        return price + _A_CPS * min(fast, 40) if fast > 0 else price


def _stretches(
    units: Sequence[Unit], next_ms: int | None
) -> Iterator[tuple[Sequence[Unit], int]]:
    """Yield the words between long pauses, and until when their last may stay."""
    start = 0
    for at in range(1, len(units) + 1):
        is_end = at == len(units)
        end_ms = units[at - 1].end_ms
        begins_ms = next_ms if is_end else units[at].start_ms
        if is_end or units[at].start_ms - end_ms > LONGEST_PAUSE_MS:
            room_ms = LONGEST_PAUSE_MS if begins_ms is None else begins_ms - end_ms
            yield units[start:at], end_ms + max(0, min(room_ms, LONGEST_PAUSE_MS))
            start = at


def _reach(units: Sequence[Unit], screen: Screen) -> list[int]:
    """Return, for each word, how far a caption reaches that begins with it."""
    ends = [_line_end(units, at, screen.line_length) for at in range(len(units))] + [
        len(units)
    ]
    reach = list(range(len(units) + 1))
    for _ in range(screen.line_count):
        reach = [ends[at] for at in reach]
    return reach


def _line_end(units: Sequence[Unit], start: int, line_length: int) -> int:
    """Return where a line ends that begins with a word, and is as full as can be."""
    length = -1
    for at in range(start, len(units)):
        length += 1 + len(units[at].text)
        if length > line_length:
            return max(at, start + 1)
    return len(units)


def _length(units: Sequence[Unit]) -> int:
    return sum(len(one.text) + 1 for one in units) - 1
