"""Chunks: the script between anchors, each with the piece of recording it is said in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from callsign.engines.alignment.anchors import Anchor
from callsign.engines.alignment.pace import is_believable, is_usual, usual_letter_ms

# Fitting fails as a whole and costs more than its length; a dozen seconds are
# as exact as a minute.
CHUNK_MS = 12_000
PIECE_MS = 5_000

# With more room than this between two words that follow each other in the
# script, something may have been said that is not in it: fit them apart.
TOUCHING_MS = 700

# A few words that nobody heard are fitted between their neighbors wherever people
# can speak that fast. More of them are when they would be said at the usual pace;
# else they were cut, or something else was said.
FEW_UNHEARD = 6
MOST_UNHEARD = 120

# Free listening is late at the first word and early at the last one: by a third of a
# second where a word begins softly after a pause, or a voice is under noise.
MARGIN_MS = 400


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
    letter_ms = usual_letter_ms(names, anchors)
    groups = list(grouped(names, pieces, letter_ms))
    chunks = []
    for number, group in enumerate(groups):
        floor_ms = groups[number - 1][-1].end_ms if number else 0
        ceiling_ms = (
            groups[number + 1][0].start_ms if number + 1 < len(groups) else duration_ms
        )
        chunks.append(chunk_of(group, floor_ms, ceiling_ms))
    if chunks:
        chunks[0] = with_opening(chunks[0], names, letter_ms)
        chunks[-1] = with_ending(chunks[-1], names, duration_ms, letter_ms)
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


def grouped(
    names: Sequence[str], pieces: Sequence[Anchor], letter_ms: float
) -> Iterator[list[Anchor]]:
    """Join neighboring pieces that are best fitted together."""
    group: list[Anchor] = []
    for piece in pieces:
        if group and not belongs(names, group, piece, letter_ms):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def belongs(
    names: Sequence[str], group: Sequence[Anchor], piece: Anchor, letter_ms: float
) -> bool:
    """Return whether a piece has to be fitted together with the pieces before it."""
    gap_ms = piece.start_ms - group[-1].end_ms
    unheard = names[group[-1].stop : piece.first]
    if unheard:
        return fits_between(names, group[-1], piece) or were_said(
            unheard, gap_ms, letter_ms
        )
    return gap_ms <= TOUCHING_MS and piece.end_ms - group[0].start_ms <= CHUNK_MS


def fits_between(names: Sequence[str], before: Anchor, after: Anchor) -> bool:
    """
    Return whether a few unheard words fit between two anchors.

    The neighbors of a missed word were often heard in its time, so they count too.
    """
    around = names[before.stop - 1 : after.first + 1]
    length_ms = after.heard[0].end_ms - before.heard[-1].start_ms
    return len(around) <= FEW_UNHEARD + 2 and is_believable(around, length_ms)


def were_said(unheard: Sequence[str], gap_ms: int, letter_ms: float) -> bool:
    """Return whether words that nobody heard were probably said in a gap all the same."""
    if len(unheard) <= FEW_UNHEARD and is_believable(unheard, gap_ms):
        return True
    return len(unheard) <= MOST_UNHEARD and is_usual(unheard, gap_ms, letter_ms)


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


def with_opening(chunk: Chunk, names: Sequence[str], letter_ms: float) -> Chunk:
    """Return the first chunk with the unheard words before it, if they fit there."""
    before = names[: chunk.first]
    if before and were_said(before, chunk.start_ms, letter_ms):
        return replace(chunk, first=0, start_ms=0)
    return chunk


def with_ending(
    chunk: Chunk, names: Sequence[str], duration_ms: int, letter_ms: float
) -> Chunk:
    """Return the last chunk with the unheard words after it, if they fit there."""
    after = names[chunk.stop :]
    if after and were_said(after, duration_ms - chunk.end_ms, letter_ms):
        return replace(chunk, stop=len(names), end_ms=duration_ms)
    return chunk
