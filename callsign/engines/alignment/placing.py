"""Placing: newly found times go between those that stand, and never move one of them."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import accumulate

from callsign.engines.alignment.passages import runs
from callsign.engines.alignment.timing import UNTIMED, Tier, Timing

# Less than this for a letter is faster than anybody speaks: no room, no time.
FASTEST_LETTER_MS = 20


def placed(
    words: Sequence[str],
    timings: Sequence[Timing],
    touched: AbstractSet[int],
    found: Mapping[int, Timing],
) -> list[Timing]:
    """
    Return the times of all words; those of ``touched`` ones are the ones found.

    A time that stands is kept to the millisecond, and what was found is kept between
    such times; there an untimed word gets a time too. A touched word that was not found
    keeps what it had if that still fits, or shares the time between its neighbors.

    >>> heard = [Timing(0, 300, Tier.HEARD), UNTIMED, Timing(600, 900, Tier.HEARD)]
    >>> placed(["from", "the", "west"], heard, {1}, {})[1]
    Timing(start_ms=300, end_ms=600, tier=<Tier.INTERPOLATED: 'interpolated'>)
    """
    open_ = {n for n, one in enumerate(timings) if n in touched or not one.is_timed}
    made = [UNTIMED if n in open_ else one for n, one in enumerate(timings)]
    for first, stop in runs(open_):
        settle(made, first, stop, found)
        had = {
            number: timings[number]
            for number in range(first, stop)
            if timings[number].tier not in (Tier.INTERPOLATED, Tier.NONE)
        }
        settle(made, first, stop, had)
        share(made, first, stop, words, touched)
    return made


def settle(
    made: list[Timing], first: int, stop: int, found: Mapping[int, Timing]
) -> None:
    """Write times on untimed words, where they are between those of their neighbors."""
    for number in range(first, stop):
        timing = found.get(number)
        if timing is None or made[number].is_timed:
            continue
        fitting = between(timing, *room(made, number, number + 1))
        if fitting is not None:
            made[number] = fitting


def between(
    timing: Timing, floor_ms: int | None, ceiling_ms: int | None
) -> Timing | None:
    """
    Return a timing within bounds; None when it is mostly beyond them.

    >>> between(Timing(90, 300, Tier.HEARD), 100, None)
    Timing(start_ms=100, end_ms=300, tier=<Tier.HEARD: 'heard'>)
    >>> between(Timing(90, 300, Tier.HEARD), 200, None) is None
    True
    """
    if timing.start_ms is None or timing.end_ms is None:
        return None
    middle_ms = (timing.start_ms + timing.end_ms) // 2
    low_ms = 0 if floor_ms is None else floor_ms
    high_ms = timing.end_ms if ceiling_ms is None else ceiling_ms
    if not low_ms <= middle_ms <= high_ms:
        return None
    return replace(
        timing,
        start_ms=max(timing.start_ms, low_ms),
        end_ms=min(timing.end_ms, high_ms),
    )


def room(
    made: Sequence[Timing], first: int, stop: int
) -> tuple[int | None, int | None]:
    """Return the end of the timed word before a run of words and the start of the one after."""
    floor_ms = next(
        (one.end_ms for one in reversed(made[:first]) if one.is_timed), None
    )
    ceiling_ms = next((one.start_ms for one in made[stop:] if one.is_timed), None)
    return floor_ms, ceiling_ms


def share(
    made: list[Timing],
    first: int,
    stop: int,
    words: Sequence[str],
    touched: AbstractSet[int],
) -> None:
    """Divide the time between neighbors among touched words that were not found."""
    open_ = [number for number in range(first, stop) if not made[number].is_timed]
    for start, end in runs(open_):
        floor_ms, ceiling_ms = room(made, start, end)
        letters = [0, *accumulate(len(words[number]) for number in range(start, end))]
        if floor_ms is None or ceiling_ms is None:
            continue
        length_ms = ceiling_ms - floor_ms
        if length_ms < FASTEST_LETTER_MS * letters[-1]:
            continue
        for number in touched & set(range(start, end)):
            from_ms, to_ms = (
                floor_ms + length_ms * letters[at] // letters[-1]
                for at in (number - start, number - start + 1)
            )
            made[number] = Timing(from_ms, to_ms, Tier.INTERPOLATED)
