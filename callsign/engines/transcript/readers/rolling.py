"""
Rolling captions: each shows the last line of the one before again, above a new one.

That is how captions of live broadcasts scroll, and how YouTube writes them down. Said
once, a line is kept once. Somebody may say the same line twice, so lines are left out
only in a file where most of the cues repeat.
"""

from collections.abc import Iterator, Sequence

from callsign.engines.transcript.readers.caption_text import shown
from callsign.engines.transcript.readers.cues import Cue

# Captions that do not roll repeat a line once in a while; those that do, nearly always.
SHARE_OF_ROLLING = 0.4
FEWEST = 3  # cues that repeat
# A repeated line makes room for a new one, at once or after a moment on its own.
SHARE_OF_SCROLLING = 0.25
# Between a line and its repetition nothing else shows.
LONGEST_GAP_MS = 1_000


def without_repeated_lines(cues: Sequence[Cue]) -> list[int]:
    """
    Take the repeated lines out of rolling captions; return the lines of the file that
    begin such cues.

    >>> rows = [["Good morning."], ["Good morning.", "I'm Ada"], ["I'm Ada", "Okafor."]]
    >>> cues = [Cue(9, at * 100, at * 100 + 99, row) for at, row in enumerate(rows)]
    >>> cues.append(Cue(9, 300, 400, ["Okafor.", "Hello."]))
    >>> without_repeated_lines(cues)
    [9, 9, 9]
    >>> [cue.rows for cue in cues]
    [['Good morning.'], ["I'm Ada"], ['Okafor.'], ['Hello.']]
    """
    repeated = list(_repeated(cues))
    scrolled = sum(count < len(cue.rows) for cue, count in repeated)
    if len(repeated) < max(
        FEWEST, SHARE_OF_ROLLING * (len(cues) - 1)
    ) or scrolled < SHARE_OF_SCROLLING * len(repeated):
        return []
    for cue, count in repeated:
        cue.rows = cue.rows[count:]
    return [cue.line for cue, _ in repeated]


def _repeated(cues: Sequence[Cue]) -> Iterator[tuple[Cue, int]]:
    """Yield the cues that begin with lines of the one before, and with how many."""
    before: list[str] = []
    end_ms: int | None = None
    for cue in cues:
        rows = [shown(row) for row in cue.rows]
        is_next = (
            end_ms is not None
            and cue.start_ms is not None
            and cue.start_ms - end_ms <= LONGEST_GAP_MS
        )
        if is_next and (count := _overlap(before, rows)):
            yield cue, count
        before, end_ms = [row for row in rows if row] or before, cue.end_ms


def _overlap(before: Sequence[str], rows: Sequence[str]) -> int:
    """Return how many lines at the start are those that ended the cue before."""
    longest = min(len(before), len(rows))
    return next(
        (count for count in range(longest, 0, -1) if before[-count:] == rows[:count]), 0
    )
