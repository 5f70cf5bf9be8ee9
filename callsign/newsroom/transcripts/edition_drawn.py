"""An edition as the desk draws it: two bars, one above the other, and a table of parts."""

from collections.abc import Iterator
from dataclasses import dataclass

from callsign.engines.transcript.edit_list import EditList, Kept
from callsign.newsroom.transcripts.rendering import clock

WIDTH = 1_000  # units of the drawing
# A cut this short is where an edge was found a few milliseconds off.
UNHEARD_MS = 100
# What is this much longer or shorter than its parts is another file than was compared.
ROUNDING_MS = 500


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch on a bar: its kind ("kept", "cut" or "other"), and where it is drawn."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """A part, in words: where it is in the edition, and where in the master."""

    kind: str
    what: str
    length: str
    in_edition: str = ""
    in_master: str = ""
    seek_ms: int | None = None


@dataclass(frozen=True, slots=True)
class EditionDrawn:
    """Both bars, what joins them (points of quadrilaterals), and the table beneath."""

    master: tuple[Box, ...]
    edition: tuple[Box, ...]
    bands: tuple[str, ...]
    rows: tuple[Row, ...]
    cut: str
    put_in: str


def drawn(edits: EditList, master_ms: int) -> EditionDrawn:
    """Return the drawing of an edition of a recording that is ``master_ms`` long."""
    longest_ms = max(master_ms, edits.duration_ms, 1)
    cuts = [one for one in edits.cuts(master_ms) if one.duration_ms >= UNHEARD_MS]
    others_ms = edits.duration_ms - edits.kept_ms
    master = [("kept", one.start_ms, one.end_ms) for one in edits.kept]
    master += [("cut", one.start_ms, one.end_ms) for one in cuts]
    placed = [(at, at + part.duration_ms, part) for at, part in edits.placed]
    return EditionDrawn(
        tuple(box(*one, longest_ms) for one in sorted(master, key=lambda one: one[1])),
        tuple(
            box("kept" if isinstance(part, Kept) else "other", first, last, longest_ms)
            for first, last, part in placed
        ),
        tuple(
            band(part, first, last, longest_ms)
            for first, last, part in placed
            if isinstance(part, Kept)
        ),
        tuple(rows(edits, cuts)),
        cut=shown(sum(one.duration_ms for one in cuts)),
        put_in=shown(others_ms),
    )


def shown(ms: int) -> str:
    """
    Return a moment or a length to the nearest second.

    >>> shown(59_996)
    '1:00'
    """
    return clock(ms + 500)


def box(kind: str, start_ms: int, end_ms: int, longest_ms: int) -> Box:
    """
    >>> box("cut", 15_000, 30_000, 60_000)
    Box(kind='cut', x=250.0, width=250.0)
    """
    start, end = units(start_ms, longest_ms), units(end_ms, longest_ms)
    return Box(kind, start, round(end - start, 1))


def band(part: Kept, first_ms: int, last_ms: int, longest_ms: int) -> str:
    """Return what joins a stretch of the master, at 40, with its place below, at 80."""
    corners = (part.start_ms, 40), (part.end_ms, 40), (last_ms, 80), (first_ms, 80)
    return " ".join(f"{units(ms, longest_ms)},{y}" for ms, y in corners)


def units(ms: int, longest_ms: int) -> float:
    return round(WIDTH * ms / longest_ms, 1)


def rows(edits: EditList, cuts: list[Kept]) -> Iterator[Row]:
    """Yield the parts in the edition's order, each followed by what was cut behind it."""
    cut_at = {one.start_ms: one for one in cuts}
    if 0 in cut_at:
        yield cut_row(cut_at[0])
    for at_ms, part in edits.placed:
        here = f"{shown(at_ms)} to {shown(at_ms + part.duration_ms)}"
        length = shown(part.duration_ms)
        if not isinstance(part, Kept):
            what = part.label or "Something else"
            yield Row("other", what, length, here, seek_ms=at_ms)
            continue
        there = f"{shown(part.start_ms)} to {shown(part.end_ms)}"
        yield Row("kept", "As in the master", length, here, there, at_ms)
        if part.end_ms in cut_at:
            yield cut_row(cut_at[part.end_ms])


def cut_row(cut: Kept) -> Row:
    there = f"{shown(cut.start_ms)} to {shown(cut.end_ms)}"
    return Row("cut", "Left out", shown(cut.duration_ms), in_master=there)
