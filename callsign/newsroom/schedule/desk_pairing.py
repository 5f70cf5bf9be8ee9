"""A slot that ends and the one that follows it: one change to a listener, and told as one."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from callsign.engines.airtime.difference import Change, Difference, difference_of


def paired(
    found: Sequence[Difference], touched: Collection[str]
) -> Iterator[Difference]:
    """
    Yield differences, with what an edited slot gives up and another takes over as one.

    That is how a change from a date on looks: the slot ends, and a new one begins. They
    are taken together where an edit takes one airing from a date and puts one on it.
    """
    gone = alone_on_its_date(found, Change.REMOVED, touched)
    come = alone_on_its_date(found, Change.ADDED, touched)
    for one in found:
        day = one.local_date
        if one is come.get(day) and day in gone:
            continue
        if one is gone.get(day) and day in come:
            joined = difference_of((one.slot, day), one.before, come[day].after)
            if joined is not None:
                yield joined
        else:
            yield one


def alone_on_its_date(
    found: Sequence[Difference], change: Change, touched: Collection[str]
) -> dict[date, Difference]:
    """Return the differences of a kind that are the only one of their date."""
    of_date: dict[date, list[Difference]] = defaultdict(list)
    for one in found:
        if one.change is change and one.slot in touched:
            of_date[one.local_date].append(one)
    return {day: each[0] for day, each in of_date.items() if len(each) == 1}
