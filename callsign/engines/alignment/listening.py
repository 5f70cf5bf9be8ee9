"""Listening: the recording heard once for the whole script, then again where it was missed."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from callsign.engines.alignment.anchors import Anchor, find_anchors
from callsign.engines.alignment.hearing import HeardWord, Hearer
from callsign.engines.alignment.language_model import language_model
from callsign.engines.alignment.progress import Progress, Stage
from callsign.engines.alignment.stretches import stretches

# Expecting thirty words instead of three thousand, a hearer finds what it missed:
# each time the gaps get smaller. More than three rounds find nothing new.
ROUNDS = 3

# In less sound or fewer words there is nothing that fitting would not find.
SHORTEST_GAP_MS = 600
FEWEST_WORDS = 6

# Expecting few words, a hearer hears them in anything. When it is right, most of
# what it hears is in order; in other speech no more than a third is.
FEWEST_IN_ORDER = 0.5


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that were not heard, and the sound they may be in."""

    first: int
    stop: int
    start_ms: int
    end_ms: int


def listen(
    names: Sequence[str], hearer: Hearer
) -> Generator[Progress, None, list[Anchor]]:
    """Return where words of the script were heard, in rounds of ever closer listening."""
    if not names:
        return []
    heard: list[HeardWord] = []
    model = language_model(names)
    for stretch in stretches(hearer.levels, 0, hearer.duration_ms):
        if not stretch.is_silent:
            heard += hearer.decode(stretch.start_ms, stretch.end_ms, model)
        yield Progress(stretch.end_ms, hearer.duration_ms, Stage.LISTENING)
    anchors = find_anchors(names, heard)
    for _ in range(ROUNDS):
        found: list[Anchor] = []
        for gap in find_gaps(anchors, len(names), hearer.duration_ms):
            found += listen_again(names, gap, hearer)
            yield Progress(gap.end_ms, hearer.duration_ms, Stage.LISTENING)
        if not found:
            break
        anchors = sorted([*anchors, *found], key=lambda anchor: anchor.first)
    return anchors


def find_gaps(anchors: Sequence[Anchor], count: int, duration_ms: int) -> list[Gap]:
    """Return what lies between anchors, and before the first and after the last."""
    edges = [(0, 0, 0, 0)]
    edges += [(one.first, one.stop, one.start_ms, one.end_ms) for one in anchors]
    edges += [(count, count, duration_ms, duration_ms)]
    gaps = [
        Gap(first=before[1], stop=after[0], start_ms=before[3], end_ms=after[2])
        for before, after in pairwise(edges)
    ]
    return [gap for gap in gaps if is_worth_hearing(gap)]


def is_worth_hearing(gap: Gap) -> bool:
    return (
        gap.stop - gap.first >= FEWEST_WORDS
        and gap.end_ms - gap.start_ms >= SHORTEST_GAP_MS
    )


def listen_again(names: Sequence[str], gap: Gap, hearer: Hearer) -> list[Anchor]:
    """Hear one gap, expecting only its own words."""
    expected = names[gap.first : gap.stop]
    model = language_model(expected)
    heard: list[HeardWord] = []
    for stretch in stretches(hearer.levels, gap.start_ms, gap.end_ms):
        if not stretch.is_silent:
            heard += hearer.decode(stretch.start_ms, stretch.end_ms, model)
    found = find_anchors(expected, heard, first=gap.first)
    return found if is_in_order(found, heard) else []


def is_in_order(found: Sequence[Anchor], heard: Sequence[HeardWord]) -> bool:
    """Return whether most of what was heard, from the first word found to the last, is found."""
    if not found:
        return False
    start_ms, end_ms = found[0].start_ms, found[-1].end_ms
    around = sum(start_ms <= word.start_ms < end_ms for word in heard)
    return sum(len(one.heard) for one in found) >= FEWEST_IN_ORDER * around
