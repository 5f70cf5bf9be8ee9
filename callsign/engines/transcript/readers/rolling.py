"""
Rolling captions: each shows the last line of the one before again, above a new one.

That is how captions of live broadcasts scroll, and how YouTube writes them down; other
captions grow, by a word or two at a time. Said once, a line is kept once. Somebody may say
the same line twice, so lines are left out only in a file where most of the cues repeat.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from callsign.engines.transcript.readers.caption_text import NEEDS_READING, shown
from callsign.engines.transcript.readers.cues import Cue

# Captions that do not roll repeat a line once in a while; those that do, nearly always.
SHARE_OF_ROLLING = 0.4
FEWEST = 3  # cues that repeat
# A repeated line makes room for a new one, at once or after a moment on its own.
SHARE_OF_SCROLLING = 0.25
# Between a line and its repetition nothing else shows.
LONGEST_GAP_MS = 1_000


class Repetition(NamedTuple):
    """
    A cue that begins with what the one before showed.

    ``rows`` of its lines were there before, and ``letters`` of the line below them.
    """

    cue: Cue
    rows: int
    letters: int

    @property
    def brings_more(self) -> bool:
        """Whether something new stands below."""
        return self.rows < len(self.cue.rows)


def without_repeated_lines(cues: Sequence[Cue]) -> list[Repetition]:
    """
    Take the repeated lines out of rolling captions; return which were.

    >>> rows = [["Good morning."], ["Good morning.", "I'm Ada"], ["I'm Ada", "Okafor."]]
    >>> rows += [["Okafor.", "Hello"], ["Okafor.", "Hello again."]]
    >>> cues = [Cue(9, at * 100, at * 100 + 99, row) for at, row in enumerate(rows)]
    >>> len(without_repeated_lines(cues))
    4
    >>> [cue.rows for cue in cues]
    [['Good morning.'], ["I'm Ada"], ['Okafor.'], ['Hello'], ['again.']]
    """
    repeated = list(_repeated(cues))
    fresh = sum(one.brings_more for one in repeated)
    if len(repeated) < max(FEWEST, SHARE_OF_ROLLING * (len(cues) - 1)):
        return []
    if fresh < SHARE_OF_SCROLLING * len(repeated):
        return []
    for cue, count, letters in repeated:
        cue.rows = cue.rows[count:]
        if letters:
            cue.rows[0] = shown(cue.rows[0])[letters:].lstrip()
    return repeated


def _repeated(cues: Sequence[Cue]) -> Iterator[Repetition]:
    before: list[str] = []
    end_ms: int | None = None
    for cue in cues:
        rows = [shown(row) for row in cue.rows]
        is_next = (
            end_ms is not None
            and cue.start_ms is not None
            and cue.start_ms - end_ms <= LONGEST_GAP_MS
        )
        if is_next:
            count, letters = _overlap(before, rows)
            if letters and NEEDS_READING.search(cue.rows[count]):
                letters = 0  # its marks stand among its letters
            if count or letters:
                yield Repetition(cue, count, letters)
        before, end_ms = [row for row in rows if row] or before, cue.end_ms


def _overlap(before: Sequence[str], rows: Sequence[str]) -> tuple[int, int]:
    """
    Return how many lines at the start are those that ended the cue before.

    The last of these may have grown: then it is told how many of its letters were there.
    """
    for count in range(min(len(before), len(rows)), 0, -1):
        *same, last = before[-count:]
        if last and same == list(rows[: count - 1]):
            if rows[count - 1] == last:
                return count, 0
            if rows[count - 1].startswith(f"{last} "):
                return count - 1, len(last)
    return 0, 0
