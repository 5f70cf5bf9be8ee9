"""
Expansion: the dates of a rule, reckoned near where they are asked for.

Months and years are expanded by python-dateutil, each by itself: left alone it looks for
the 30th of February until the year 9999, 0.3 s each time. Days and weeks, nearly all of
every grid, are reckoned here: ten years of 200 slots are half a million dates, at 8 us
each there and 0.2 us here.
"""

from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import islice
from typing import Any, Literal
from zoneinfo import ZoneInfo

from dateutil.rrule import MONTHLY, YEARLY, rrule, weekday

from callsign.engines.airtime.recurrence import Rule

WEEK = 7
# After so many years the calendar has the same days of the week again.
CALENDAR_YEARS = 28
# With steps this long, the period after the first lies beyond every calendar.
ONE_PERIOD: Mapping[str, tuple[Literal[0, 1], int]] = {
    "MONTHLY": (MONTHLY, 12 * 10_000),
    "YEARLY": (YEARLY, 10_000),
}


def dates(
    rule: Rule, *, valid_from: int, first: int, last: int, start_s: int, zone: ZoneInfo
) -> Iterable[int]:
    """
    Return the days of a rule from ``first`` to ``last``, both included, in order.

    The recurrence starts at ``valid_from``; days are ordinals. ``start_s`` is the second
    of the day at which the slot starts, for a rule that ends at a moment.
    Cost: by the days between, however long ago the rule began; one that counts and has
    few days in a year is counted through once, and the end remembered.
    """
    if rule.until is not None:
        last = min(last, last_day(rule, rule.until, start_s, zone))
    if rule.count is not None:
        last = min(last, last_counted(rule, rule.count, valid_from, last))
    first = max(first, valid_from)
    return uncounted(rule, valid_from, first, last) if first <= last else ()


def has_a_date(rule: Rule, valid_from: date, *, start_s: int, zone: ZoneInfo) -> bool:
    """
    Return whether a rule comes true within a calendar's round of 28 years.

    >>> from callsign.engines.airtime.recurrence import read_rule
    >>> never = read_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    >>> has_a_date(never, date(2026, 11, 23), start_s=0, zone=ZoneInfo("UTC"))
    False
    """
    first = valid_from.toordinal()
    last = min(first + CALENDAR_YEARS * 366, date.max.toordinal())
    reach = {"valid_from": first, "first": first, "last": last}
    return any(dates(rule, **reach, start_s=start_s, zone=zone))


def last_day(rule: Rule, until: datetime, start_s: int, zone: ZoneInfo) -> int:
    """Return the last day on which a slot starts no later than the rule's end."""
    if rule.is_until_utc:
        until = until.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    until_s = until.hour * 3_600 + until.minute * 60 + until.second
    return until.toordinal() - (start_s > until_s)


def last_counted(rule: Rule, count: int, valid_from: int, last: int) -> int:
    """Return the day on which a rule is counted out, or one not before ``last``."""
    # So many dates do not fit into so few days.
    if count > last - valid_from:
        return last
    if rule.is_plain:
        return plain_date(rule, valid_from, count - 1)
    # Whole centuries, so that whoever asks a week later finds it counted.
    century = date.fromordinal(last).year // 100
    horizon = date(min(century * 100 + 99, date.max.year), 12, 31).toordinal()
    return counted_out(rule, count, valid_from, horizon)


@lru_cache(maxsize=4_096)
def counted_out(rule: Rule, count: int, valid_from: int, horizon: int) -> int:
    counted = uncounted(rule, valid_from, valid_from, horizon)
    return next(islice(counted, count - 1, None), horizon)


def plain_date(rule: Rule, valid_from: int, index: int) -> int:
    """
    Return a date of a plain rule by its number, the first being 0.

    Such a rule repeats itself: so many dates in each stride.
    """
    if rule.frequency == "DAILY" and not rule.days:
        return valid_from + index * rule.interval
    stride = WEEK * (rule.interval if rule.frequency == "WEEKLY" else 1)
    each = list(plain_dates(rule, valid_from, valid_from, valid_from + stride - 1))
    return each[index % len(each)] + index // len(each) * stride


def uncounted(rule: Rule, valid_from: int, first: int, last: int) -> Iterator[int]:
    """Return the days of a rule as if it had no end of its own."""
    if rule.is_plain:
        return iter(plain_dates(rule, valid_from, first, last))
    if rule.frequency in ONE_PERIOD:
        return days_of_periods(rule, valid_from, first, last)
    return chosen_days(rule, valid_from, first, last)


def plain_dates(rule: Rule, valid_from: int, first: int, last: int) -> Iterable[int]:
    if rule.frequency == "DAILY" and not rule.days:
        ahead = -(first - valid_from) % rule.interval
        return range(first + ahead, last + 1, rule.interval)
    wanted = weekdays_of(rule, valid_from)
    if rule.interval == 1 and len(wanted) == 1:
        ahead = (min(wanted) - (first - 1)) % WEEK
        return range(first + ahead, last + 1, WEEK)
    return weekly_dates(rule, wanted, valid_from, first, last)


def weekdays_of(rule: Rule, valid_from: int) -> set[int]:
    # An ordinal of 1 is a Monday.
    return {day for day, _ in rule.days} or {(valid_from - 1) % WEEK}


def weekly_dates(
    rule: Rule, wanted: set[int], valid_from: int, first: int, last: int
) -> Iterator[int]:
    steps = sorted((day - rule.week_start) % WEEK for day in wanted)
    week = start_of_week(valid_from, rule.week_start)
    stride = WEEK * (rule.interval if rule.frequency == "WEEKLY" else 1)
    week += (first - week) // stride * stride
    while week <= last:
        for step in steps:
            if first <= week + step <= last:
                yield week + step
        week += stride


def start_of_week(day: int, week_start: int) -> int:
    return day - (day - 1 - week_start) % WEEK


def chosen_days(rule: Rule, valid_from: int, first: int, last: int) -> Iterator[int]:
    """Yield the days of a rule by day or week of which months or numbers choose some."""
    numbers = dict(rule.numbers)
    is_any_day = "BYMONTHDAY" in numbers or "BYYEARDAY" in numbers
    if rule.days or (rule.frequency == "WEEKLY" and not is_any_day):
        weekdays = weekdays_of(rule, valid_from)
    else:
        weekdays = set(range(WEEK))
    for period in short_periods(rule, valid_from, first, last):
        chosen = [
            day
            for day in period
            if (day - 1) % WEEK in weekdays and is_named(day, numbers)
        ]
        for day in at_positions(chosen, numbers.get("BYSETPOS", ())):
            if first <= day <= last:
                yield day


def short_periods(
    rule: Rule, valid_from: int, first: int, last: int
) -> Iterator[range]:
    """Yield the days or weeks of a rule that may have a date from ``first`` to ``last``."""
    begin, length = valid_from, 1
    if rule.frequency == "WEEKLY":
        begin, length = start_of_week(valid_from, rule.week_start), WEEK
    stride = length * rule.interval
    begin += (first - begin) // stride * stride
    for start in range(begin, last + 1, stride):
        yield range(start, start + length)


def is_named(ordinal: int, numbers: Mapping[str, tuple[int, ...]]) -> bool:
    """Return whether a day is of the months, and has one of the numbers, of a rule."""
    day = date.fromordinal(ordinal)
    if "BYMONTH" in numbers and day.month not in numbers["BYMONTH"]:
        return False
    if "BYMONTHDAY" in numbers:
        from_end = day.day - monthrange(day.year, day.month)[1] - 1
        if not {day.day, from_end} & set(numbers["BYMONTHDAY"]):
            return False
    if "BYYEARDAY" in numbers:
        number = day.timetuple().tm_yday
        numbered = {number, number - 366 - isleap(day.year)}
        return not numbered.isdisjoint(numbers["BYYEARDAY"])
    return True


def at_positions(days: Sequence[int], positions: Sequence[int]) -> list[int]:
    """
    Return the days at some positions, counted from 1 or back from -1; without any, all.

    >>> at_positions([11, 12, 13], [-1, 1]), at_positions([11], [2])
    ([11, 13], [])
    """
    if not positions:
        return list(days)
    places = {place - 1 if place > 0 else len(days) + place for place in positions}
    return [day for place, day in enumerate(days) if place in places]


def days_of_periods(
    rule: Rule, valid_from: int, first: int, last: int
) -> Iterator[int]:
    """Yield the days of a rule by month or year, each period by python-dateutil."""
    frequency, one_period = ONE_PERIOD[rule.frequency]
    named = days_named(rule, date.fromordinal(valid_from))
    for start in long_periods(rule, valid_from, first, last):
        moments = rrule(
            frequency,
            dtstart=datetime.combine(start, time()),
            interval=one_period,
            wkst=rule.week_start,
            **named,
        )
        for moment in moments:
            day = moment.toordinal()
            if first <= day <= last:
                yield day


def long_periods(rule: Rule, valid_from: int, first: int, last: int) -> Iterator[date]:
    """Yield the first days of a rule's months or years that touch ``first`` to ``last``."""
    months = rule.interval * (12 if rule.frequency == "YEARLY" else 1)
    began, begin, end = (date.fromordinal(day) for day in (valid_from, first, last))
    origin = began.year * 12 + (began.month - 1 if rule.frequency == "MONTHLY" else 0)
    wanted = begin.year * 12 + begin.month - 1
    ahead = (wanted - origin) // months * months
    for month in range(origin + ahead, end.year * 12 + end.month, months):
        yield date(month // 12, month % 12 + 1, 1)


def days_named(rule: Rule, began: date) -> dict[str, Any]:
    """Return what names the days; what a rule leaves open is as on its first day."""
    options: dict[str, Any] = {name.lower(): numbers for name, numbers in rule.numbers}
    if rule.days:
        options["byweekday"] = [weekday(day, order or None) for day, order in rule.days]
    if not {"byweekno", "byyearday", "bymonthday", "byweekday"} & set(options):
        if rule.frequency == "YEARLY":
            options.setdefault("bymonth", began.month)
        options["bymonthday"] = began.day
    return options
