"""A preview in fewer words: what happens alike on many dates is said once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from callsign.engines.airtime.difference import Change, Difference, clock, name
from callsign.engines.airtime.remarks import Remark
from callsign.engines.airtime.tiling import Tile
from callsign.newsroom.schedule.desk_recurrence import (
    day_in_words,
    days_in_words,
    listed,
)

WEEK = timedelta(days=7)
# More dates than this within a week are said as a span.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and what it says of each date when it is of several."""

    sentence: str
    each: tuple[str, ...] = ()


def said_of_differences(
    found: Sequence[Difference],
    words: Sequence[str],
    *,
    zone: ZoneInfo,
    names: Mapping[str, str],
    until: date,
) -> list[Said]:
    """
    Return what changes, alike things together, in order of the first of each.

    ``words`` are the sentences of the single differences; ``until`` is as far as was
    looked: what goes on up to there has no end that is worth saying.
    """
    groups: dict[tuple[str, str], list[tuple[date, str]]] = {}
    for one, sentence in zip(found, words, strict=True):
        key = one.slot, what_happens(one, zone, names)
        groups.setdefault(key, []).append((local_date(one.starts_at, zone), sentence))
    return [
        together([day for day, _ in each], what, [word for _, word in each], until)
        for (_, what), each in groups.items()
    ]


def said_of_remarks(
    found: Iterable[Remark], *, zone: ZoneInfo, until: date
) -> list[Said]:
    """Return what is odd, alike things together."""
    groups: dict[str, list[Remark]] = {}
    for one in found:
        span = times(one.starts_at, one.ends_at, zone)
        # What is said of an odd night names its date by itself.
        dated = str(local_date(one.starts_at, zone)) in one.sentence
        what = one.sentence if dated else f"{span} {one.sentence}"
        groups.setdefault(what, []).append(one)
    return [
        together(
            [local_date(one.starts_at, zone) for one in each],
            what,
            [
                f"{day_in_words(local_date(one.starts_at, zone))}: {what}"
                for one in each
            ],
            until,
        )
        for what, each in groups.items()
    ]


def together(days: list[date], what: str, each: Sequence[str], until: date) -> Said:
    if len(days) == 1:
        return Said(each[0])
    dates = dates_in_words(days, until=until)
    return Said(f"{dates[0].upper()}{dates[1:]}: {what}", tuple(each))


def dates_in_words(days: Sequence[date], *, until: date) -> str:
    """
    Say which dates, as a pattern where they make one.

    >>> mondays = [date(2026, 11, 30) + number * WEEK for number in range(7)]
    >>> dates_in_words(mondays, until=date(2027, 1, 18))
    'every Monday from Mon Nov 30, 2026'
    >>> dates_in_words(mondays[:3], until=date(2027, 1, 18))
    'every Monday from Mon Nov 30, 2026 to Mon Dec 14, 2026'
    >>> dates_in_words([mondays[0], mondays[2]], until=date(2027, 1, 18))
    'Mon Nov 30, 2026 and Mon Dec 14, 2026'
    """
    days = sorted(set(days))
    first, last, weekdays = days[0], days[-1], {day.weekday() for day in days}
    span = f"{day_in_words(first)} to {day_in_words(last)}"
    if days != list(dates_on(weekdays, first, last)):
        if len(days) <= MOST_NAMED:
            return listed([day_in_words(day) for day in days])
        return f"on some days from {span}"
    if last - first < WEEK:
        if len(days) <= MOST_NAMED:
            return listed([day_in_words(day) for day in days])
        return f"{days_in_words(weekdays)} from {span}"
    following = next(dates_on(weekdays, last + timedelta(days=1), last + WEEK))
    end = "" if following >= until else f" to {day_in_words(last)}"
    return f"{days_in_words(weekdays)} from {day_in_words(first)}{end}"


def dates_on(weekdays: set[int], first: date, last: date) -> Iterable[date]:
    span = range((last - first).days + 1)
    every = (first + timedelta(days=number) for number in span)
    return (day for day in every if day.weekday() in weekdays)


def what_happens(one: Difference, zone: ZoneInfo, names: Mapping[str, str]) -> str:
    """Return what a difference says of any date."""
    old, new = (in_times(side, zone) for side in (one.before, one.after))
    match one.change:
        case Change.ADDED:
            return f"{name(one.after[0], names)} airs {new}"
        case Change.REMOVED:
            return f"{name(one.before[0], names)} no longer airs {old}"
        case Change.MOVED:
            days = weekdays_if_another(one, zone)
            return f"{name(one.after[0], names)} airs {new}{days[1]} instead of {old}{days[0]}"
        case Change.REPLACED:
            return f"{name(one.after[0], names)} instead of {name(one.before[0], names)} {new}"
        case _:
            return f"{name(one.before[0], names)} is called {name(one.after[0], names)} {new}"


def weekdays_if_another(one: Difference, zone: ZoneInfo) -> tuple[str, str]:
    old, new = (local_date(side[0].starts_at, zone) for side in (one.before, one.after))
    return ("", "") if old == new else (f" on {old:%A}", f" on {new:%A}")


def in_times(side: Sequence[Tile], zone: ZoneInfo) -> str:
    return listed([times(tile.starts_at, tile.ends_at, zone) for tile in side])


def times(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    return f"{clock(starts_at.astimezone(zone))}–{clock(ends_at.astimezone(zone))}"


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
