"""Listening: the recording heard once for the whole script, then again where it was missed."""

from bisect import bisect_right
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from callsign.engines.alignment.anchors import SHORTEST_RUN, Anchor, find_anchors
from callsign.engines.alignment.hearing import HeardWord, Hearer
from callsign.engines.alignment.language_model import language_model
from callsign.engines.alignment.pace import (
    is_idle,
    is_rushed,
    is_usual,
    usual_letter_ms,
)
from callsign.engines.alignment.progress import Progress, Stage
from callsign.engines.alignment.stretches import stretches

# Expecting thirty words instead of three thousand, a hearer finds what it missed:
# each time the gaps get smaller. More than three rounds find nothing new.
ROUNDS = 3

# The last words heard before a gap and the first ones after it, which stand firm:
# a word that follows them at once is in its place even if it is alone.
CONTEXT = 2

# A few words said at the usual pace are left to fitting, which is cheaper.
FEWEST_WORDS = 6
SHORTEST_GAP_MS = 300

# An unhurried letter: how much of a passage there may be time for.
USUAL_LETTER_MS = 70

# Expecting few words, a hearer hears them in anything. When it is right, much of
# what it hears is in order; in other speech hardly three words in a row are.
FEWEST_IN_ORDER = 0.35


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that were not heard, the sound they may be in, and what was heard around it."""

    first: int
    stop: int
    start_ms: int
    end_ms: int
    before: tuple[HeardWord, ...]
    after: tuple[HeardWord, ...]


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
        for gap in find_gaps(names, anchors, hearer.duration_ms):
            found += listen_again(names, gap, hearer)
            yield Progress(gap.end_ms, hearer.duration_ms, Stage.LISTENING)
        if not found:
            break
        anchors = sorted([*anchors, *found], key=lambda anchor: anchor.first)
    return anchors


def find_gaps(
    names: Sequence[str], anchors: Sequence[Anchor], duration_ms: int
) -> list[Gap]:
    """Return what is worth another listening between anchors, and before and after them."""
    opening = Anchor(0, ())
    ending = Anchor(len(names), ())
    gaps = [
        Gap(
            first=one.stop,
            stop=two.first,
            start_ms=one.end_ms if one.heard else 0,
            end_ms=two.start_ms if two.heard else duration_ms,
            before=one.heard[-CONTEXT:],
            after=two.heard[:CONTEXT],
        )
        for one, two in pairwise([opening, *anchors, ending])
    ]
    letter_ms = usual_letter_ms(names, anchors)
    return [gap for gap in gaps if is_worth_hearing(gap, names, letter_ms)]


def is_worth_hearing(gap: Gap, names: Sequence[str], letter_ms: float) -> bool:
    """Return whether fitting would not find the words of a gap anyway."""
    missing = names[gap.first : gap.stop]
    length_ms = gap.end_ms - gap.start_ms
    if not missing or length_ms < SHORTEST_GAP_MS:
        return False
    return len(missing) >= FEWEST_WORDS or not is_usual(missing, length_ms, letter_ms)


def listen_again(names: Sequence[str], gap: Gap, hearer: Hearer) -> list[Anchor]:
    """Hear one gap, expecting only its own words."""
    missing = names[gap.first : gap.stop]
    # Next to a passage that nobody said, its first word may be the next one that
    # somebody did: "and".
    fewest = SHORTEST_RUN if is_rushed(missing, gap.end_ms - gap.start_ms) else 1
    model = language_model(sayable(missing, gap))
    heard: list[HeardWord] = []
    for stretch in stretches(hearer.levels, gap.start_ms, gap.end_ms):
        if not stretch.is_silent:
            heard += hearer.decode(stretch.start_ms, stretch.end_ms, model)
    around = [*gap.before, *heard, *gap.after]
    first = gap.first - len(gap.before)
    expected = names[first : gap.stop + len(gap.after)]
    found = [
        inside
        for anchor in find_anchors(expected, around, first=first)
        for inside in within(anchor, gap)
        if len(inside.heard) >= fewest
    ]
    trusted = in_order(found, heard)
    return [one for one in trusted if not is_misplaced(one, gap, names)]


def sayable(missing: Sequence[str], gap: Gap) -> list[str]:
    """
    Return the words that there is time for at both ends of a gap.

    Of a passage that was never said only the edges may hold words that were; expecting
    all of it would hide them.
    """
    letters = (gap.end_ms - gap.start_ms) // USUAL_LETTER_MS
    upto = list(accumulate(len(name) for name in missing))
    first = bisect_right(upto, letters)
    last = bisect_right(upto, upto[-1] - letters)
    if first > last:
        return list(missing)
    return [*missing[:first], *missing[last:]]


def is_misplaced(anchor: Anchor, gap: Gap, names: Sequence[str]) -> bool:
    """
    Return whether an anchor leaves no room for the words on one side of it, and far too
    much on the other: a phrase said twice, heard in the wrong place.
    """
    before = names[gap.first : anchor.first], anchor.start_ms - gap.start_ms
    after = names[anchor.stop : gap.stop], gap.end_ms - anchor.end_ms
    return (is_rushed(*before) and is_idle(*after)) or (
        is_idle(*before) and is_rushed(*after)
    )


def within(anchor: Anchor, gap: Gap) -> list[Anchor]:
    """Return an anchor without the words that were known before."""
    start = max(anchor.first, gap.first)
    stop = min(anchor.stop, gap.stop)
    if start >= stop:
        return []
    return [Anchor(start, anchor.heard[start - anchor.first : stop - anchor.first])]


def in_order(found: Sequence[Anchor], heard: Sequence[HeardWord]) -> list[Anchor]:
    """
    Return the anchors, from either edge of a gap inwards, that make up enough of what
    was heard up to them: in the middle there may be speech that the script does not have.
    """
    from_start = from_end = 0
    words = 0
    for number, anchor in enumerate(found):
        words += len(anchor.heard)
        around = sum(word.start_ms < anchor.end_ms for word in heard)
        if words >= FEWEST_IN_ORDER * around:
            from_start = number + 1
    words = 0
    for number, anchor in enumerate(reversed(found)):
        words += len(anchor.heard)
        around = sum(word.start_ms >= anchor.start_ms for word in heard)
        if words >= FEWEST_IN_ORDER * around:
            from_end = number + 1
    return [
        anchor
        for number, anchor in enumerate(found)
        if number < from_start or number >= len(found) - from_end
    ]
