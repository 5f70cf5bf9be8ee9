"""Forcing: the words of one chunk, fitted to its sound."""

from collections.abc import Sequence
from dataclasses import replace

from callsign.engines.alignment.anchors import Anchor
from callsign.engines.alignment.chunks import Chunk
from callsign.engines.alignment.hearing import HeardWord, Hearer
from callsign.engines.alignment.timing import Tier, Timing

# From narrow to wide: the first fits nearly everything, the last is slower and finds
# the way through a cough or a wrong word. 1e-100 lost it in speech with
# coughs; at 1e-200 the end of a chunk goes missing more often.
BEAMS = (1e-48, 1e-140)

# Listening and fitting mean the same moment when they are this close.
AGREEMENT_MS = 300

# The decoder often has no room left to end the last word, softly said before a
# pause; the words before it are as exact as ever.
MOST_CUT_OFF = 1

# When fitting moves more than this share of the words that were heard, it is
# the fitting that went astray.
MOST_ASTRAY = 0.2


def fit(hearer: Hearer, chunk: Chunk, names: Sequence[str]) -> dict[int, Timing]:
    """Return when the words of a chunk are said, by their number in the script."""
    fitted = force(hearer, chunk, names)
    if fitted is not None:
        return fitted
    timings: dict[int, Timing] = {}
    for part in halves(chunk):
        timings |= fit(hearer, part, names)
    return timings or as_heard(chunk.anchors)


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
        if found is None or len(wanted) - len(found) > MOST_CUT_OFF:
            continue
        timings = {
            number: Timing(word.start_ms, word.end_ms, tier_of(word, heard.get(number)))
            for number, word in enumerate(found, start=chunk.first)
        }
        astray = sum(
            timing.tier is not Tier.HEARD
            for number, timing in timings.items()
            if number in heard
        )
        if astray <= MOST_ASTRAY * len(heard):
            return timings
    return None


def tier_of(fitted: HeardWord, heard: HeardWord | None) -> Tier:
    """Return ``HEARD`` when listening agrees with fitting."""
    if heard is None or abs(fitted.start_ms - heard.start_ms) > AGREEMENT_MS:
        return Tier.ALIGNED
    return Tier.HEARD


def halves(chunk: Chunk) -> list[Chunk]:
    """
    Cut a chunk in two, so that what made it fail costs as few words as possible.

    The cut is inside the anchor nearest to its middle. Two anchors that cannot be
    cut any more come apart, and the words between them stay out. A lone anchor has
    no halves.
    """
    middle = (chunk.first + chunk.stop) // 2
    inner = [
        (abs(number - middle), place, number)
        for place, anchor in enumerate(chunk.anchors)
        for number in range(anchor.first + 1, anchor.stop)
    ]
    inner = [cut for cut in inner if is_inside(chunk, cut[1], cut[2])]
    if inner:
        _, place, number = min(inner)
        return cut_inside(chunk, place, number)
    if len(chunk.anchors) > 1:
        return [alone(chunk, place) for place in range(len(chunk.anchors))]
    anchor = chunk.anchors[0]
    if (chunk.first, chunk.stop) != (anchor.first, anchor.stop):
        return [alone(chunk, 0)]
    return []


def is_inside(chunk: Chunk, place: int, number: int) -> bool:
    """Return whether a cut leaves words that nobody heard, or an anchor, on both sides."""
    before = place > 0 or chunk.first < chunk.anchors[0].first
    after = place < len(chunk.anchors) - 1 or chunk.stop > chunk.anchors[-1].stop
    return before and after


def cut_inside(chunk: Chunk, place: int, number: int) -> list[Chunk]:
    """Cut a chunk before one word of one of its anchors."""
    anchor = chunk.anchors[place]
    at = number - anchor.first
    left, right = anchor.heard[:at], anchor.heard[at:]
    cut_ms = (left[-1].end_ms + right[0].start_ms) // 2
    before = (*chunk.anchors[:place], Anchor(anchor.first, left))
    after = (Anchor(number, right), *chunk.anchors[place + 1 :])
    return [
        replace(chunk, stop=number, end_ms=cut_ms, anchors=before),
        replace(chunk, first=number, start_ms=cut_ms, anchors=after),
    ]


def alone(chunk: Chunk, place: int) -> Chunk:
    """Return one anchor of a chunk with half of the room to its neighbors."""
    anchor = chunk.anchors[place]
    start_ms, end_ms = chunk.start_ms, chunk.end_ms
    if place:
        start_ms = (chunk.anchors[place - 1].end_ms + anchor.start_ms) // 2
    elif chunk.first < anchor.first:
        start_ms = anchor.start_ms
    if place < len(chunk.anchors) - 1:
        end_ms = (anchor.end_ms + chunk.anchors[place + 1].start_ms) // 2
    elif chunk.stop > anchor.stop:
        end_ms = anchor.end_ms
    return Chunk(
        anchor.first,
        anchor.stop,
        min(start_ms, anchor.start_ms),
        max(end_ms, anchor.end_ms),
        (anchor,),
    )


def as_heard(anchors: Sequence[Anchor]) -> dict[int, Timing]:
    """Return the times at which free listening heard the words."""
    return {
        number: Timing(word.start_ms, word.end_ms, Tier.ALIGNED)
        for anchor in anchors
        for number, word in enumerate(anchor.heard, start=anchor.first)
    }
