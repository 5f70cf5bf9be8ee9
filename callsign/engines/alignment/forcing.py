"""Forcing: the words of one chunk, fitted to its sound."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from callsign.engines.alignment.anchors import Anchor
from callsign.engines.alignment.chunks import Chunk
from callsign.engines.alignment.hearing import HeardWord, Hearer
from callsign.engines.alignment.timing import Tier, Timing

# From narrow to wide: the first fits nearly everything, the last is six times
# slower and finds the way through a cough or a wrong word.
BEAMS = (1e-48, 1e-100)

# Listening and fitting mean the same moment when they are this close.
AGREEMENT_MS = 300

# When fitting moves more than this share of the words that were heard, it is
# the fitting that went astray.
MOST_ASTRAY = 0.3


def fit(hearer: Hearer, chunk: Chunk, names: Sequence[str]) -> dict[int, Timing]:
    """Return when the words of a chunk are said, by their number in the script."""
    fitted = force(hearer, chunk, names)
    if fitted is not None:
        return fitted
    if len(chunk.anchors) > 1:
        return fit_apart(hearer, chunk, names)
    return as_heard(chunk.anchors[0])


def force(
    hearer: Hearer, chunk: Chunk, names: Sequence[str]
) -> dict[int, Timing] | None:
    """Fit the whole chunk, with an ever wider search; None when nothing can be trusted."""
    wanted = names[chunk.first : chunk.stop]
    heard = {
        anchor.first + step: word
        for anchor in chunk.anchors
        for step, word in enumerate(anchor.heard)
    }
    for beam in BEAMS:
        found = hearer.force(chunk.start_ms, chunk.end_ms, wanted, beam)
        if found is None:
            continue
        timings = {
            number: Timing(word.start_ms, word.end_ms, tier_of(word, heard.get(number)))
            for number, word in enumerate(found, start=chunk.first)
        }
        astray = sum(timings[number].tier is not Tier.HEARD for number in heard)
        if astray <= MOST_ASTRAY * len(heard):
            return timings
    return None


def tier_of(fitted: HeardWord, heard: HeardWord | None) -> Tier:
    """Return ``HEARD`` when listening agrees with fitting."""
    if heard is None or abs(fitted.start_ms - heard.start_ms) > AGREEMENT_MS:
        return Tier.ALIGNED
    return Tier.HEARD


def fit_apart(hearer: Hearer, chunk: Chunk, names: Sequence[str]) -> dict[int, Timing]:
    """Fit each anchor of a chunk alone, and leave the words between them out."""
    timings: dict[int, Timing] = {}
    for part in parts(chunk):
        timings |= fit(hearer, part, names)
    return timings


def parts(chunk: Chunk) -> Iterator[Chunk]:
    """Yield one chunk for each anchor."""
    last = len(chunk.anchors) - 1
    for number, anchor in enumerate(chunk.anchors):
        start_ms, end_ms = chunk.start_ms, chunk.end_ms
        if number:
            start_ms = (chunk.anchors[number - 1].end_ms + anchor.start_ms) // 2
        if number < last:
            end_ms = (anchor.end_ms + chunk.anchors[number + 1].start_ms) // 2
        yield replace(
            chunk,
            first=anchor.first,
            stop=anchor.stop,
            start_ms=min(start_ms, anchor.start_ms),
            end_ms=max(end_ms, anchor.end_ms),
            anchors=(anchor,),
        )


def as_heard(anchor: Anchor) -> dict[int, Timing]:
    """Return the times at which free listening heard the words."""
    return {
        number: Timing(word.start_ms, word.end_ms, Tier.ALIGNED)
        for number, word in enumerate(anchor.heard, start=anchor.first)
    }
