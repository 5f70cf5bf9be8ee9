"""Chunks: the script between anchors, each with the piece of recording it is said in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from callsign.engines.alignment.anchors import Anchor
from callsign.engines.alignment.pace import is_believable

# Fitting fails as a whole and costs more than its length; a dozen seconds are
# as exact as a minute.
CHUNK_MS = 12_000
PIECE_MS = 5_000

# With more room than this between two words that follow each other in the
# script, something may have been said that is not in it: fit them apart.
TOUCHING_MS = 700

# More words than this that nobody heard are not fitted on the word of their
# neighbors: they were cut, or never said.
MOST_UNHEARD = 15

# Free listening is late at the first word and early at the last one.
MARGIN_MS = 250


@dataclass(frozen=True, slots=True)
class Chunk:
    """The words from ``first`` up to ``stop``, said between two moments."""

    first: int
    stop: int
    start_ms: int
    end_ms: int
    anchors: tuple[Anchor, ...]


def find_chunks(
    names: Sequence[str], anchors: Sequence[Anchor], duration_ms: int
) -> list[Chunk]:
    """Return the parts of a script that its anchors place in the recording."""
    pieces = [piece for anchor in anchors for piece in cut(anchor)]
    groups = list(grouped(names, pieces))
    chunks = []
    for number, group in enumerate(groups):
        floor_ms = groups[number - 1][-1].end_ms if number else 0
        ceiling_ms = (
            groups[number + 1][0].start_ms if number + 1 < len(groups) else duration_ms
        )
        chunks.append(chunk_of(group, floor_ms, ceiling_ms))
    if chunks:
        chunks[0] = with_opening(chunks[0], names)
        chunks[-1] = with_ending(chunks[-1], names, duration_ms)
    return chunks


def cut(anchor: Anchor) -> Iterator[Anchor]:
    """Cut a long anchor at pauses into pieces of some seconds."""
    first = 0
    heard = anchor.heard
    for at in range(1, len(heard)):
        length_ms = heard[at - 1].end_ms - heard[first].start_ms
        pause_ms = heard[at].start_ms - heard[at - 1].end_ms
        wanted_ms = max(0, 200 - length_ms // 50)
        if pause_ms > TOUCHING_MS or (length_ms > PIECE_MS and pause_ms >= wanted_ms):
            yield Anchor(anchor.first + first, heard[first:at])
            first = at
    yield Anchor(anchor.first + first, heard[first:])


def grouped(names: Sequence[str], pieces: Sequence[Anchor]) -> Iterator[list[Anchor]]:
    """Join neighboring pieces that are best fitted together."""
    group: list[Anchor] = []
    for piece in pieces:
        if group and not belongs(names, group, piece):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def belongs(names: Sequence[str], group: Sequence[Anchor], piece: Anchor) -> bool:
    """Return whether a piece has to be fitted together with the pieces before it."""
    gap_ms = piece.start_ms - group[-1].end_ms
    unheard = names[group[-1].stop : piece.first]
    if unheard:
        return len(unheard) <= MOST_UNHEARD and is_believable(unheard, gap_ms)
    return gap_ms <= TOUCHING_MS and piece.end_ms - group[0].start_ms <= CHUNK_MS


def chunk_of(group: Sequence[Anchor], floor_ms: int, ceiling_ms: int) -> Chunk:
    """Return a chunk with a margin that stops half way to its neighbors."""
    start_ms, end_ms = group[0].start_ms, group[-1].end_ms
    return Chunk(
        first=group[0].first,
        stop=group[-1].stop,
        start_ms=max(start_ms - MARGIN_MS, min(start_ms, (floor_ms + start_ms) // 2)),
        end_ms=min(end_ms + MARGIN_MS, max(end_ms, (end_ms + ceiling_ms) // 2)),
        anchors=tuple(group),
    )


def with_opening(chunk: Chunk, names: Sequence[str]) -> Chunk:
    """Return the first chunk with the unheard words before it, if they fit there."""
    before = names[: chunk.first]
    if before and len(before) <= MOST_UNHEARD and is_believable(before, chunk.start_ms):
        return replace(chunk, first=0, start_ms=0)
    return chunk


def with_ending(chunk: Chunk, names: Sequence[str], duration_ms: int) -> Chunk:
    """Return the last chunk with the unheard words after it, if they fit there."""
    after = names[chunk.stop :]
    left_ms = duration_ms - chunk.end_ms
    if after and len(after) <= MOST_UNHEARD and is_believable(after, left_ms):
        return replace(chunk, stop=len(names), end_ms=duration_ms)
    return chunk
