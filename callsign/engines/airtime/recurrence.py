"""
Recurrence: the dates of a rule (RFC 5545 section 3.3.10), asked for near where they are
wanted.

Rules are expanded by python-dateutil. Two kinds that make up nearly every grid, each
day and some days of each week, are reckoned here instead: ten years of 200 slots are
half a million dates, at 8 us each there and 0.2 us here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

FREQUENCIES: Mapping[str, Literal[0, 1, 2, 3]] = {
    "DAILY": DAILY,
    "WEEKLY": WEEKLY,
    "MONTHLY": MONTHLY,
    "YEARLY": YEARLY,
}
WEEKDAYS = {name: index for index, name in enumerate("MO TU WE TH FR SA SU".split())}
# The parts that name days, with the smallest and the largest number of each.
NUMBERS = {
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (1, 31),
    "BYYEARDAY": (1, 366),
    "BYWEEKNO": (1, 53),
    "BYSETPOS": (1, 366),
}
SIGNED = frozenset(NUMBERS) - {"BYMONTH"}
KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *NUMBERS})
BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
MOST_COUNT = 1_000_000
MOST_INTERVAL = 10_000
WEEK = 7


class NotARule(ValueError):
    """A text that is no rule a slot can recur by; the message says why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """
    A recurrence by date. ``until`` is a local moment, the last that may be.

    ``days`` are weekdays, Monday 0, each with its number in the month or year, 0 for any.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    is_until_utc: bool = False
    week_start: int = 0
    days: tuple[tuple[int, int], ...] = ()
    numbers: tuple[tuple[str, tuple[int, ...]], ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is each so many days, or days of each so many weeks."""
        has_order = any(order for _, order in self.days)
        if self.numbers or has_order or self.count is not None:
            return False
        return self.frequency == "WEEKLY" or (
            self.frequency == "DAILY" and not (self.days and self.interval > 1)
        )


ONCE = Rule("DAILY", count=1)


@lru_cache(maxsize=4_096)
def read_rule(text: str) -> Rule:
    """
    Read a rule. An empty one is a single date.

    Raises: NotARule

    >>> read_rule("FREQ=WEEKLY;BYDAY=MO,WE").days
    ((0, 0), (2, 0))
    >>> read_rule("FREQ=HOURLY")
    Traceback (most recent call last):
        ...
    callsign.engines.airtime.recurrence.NotARule: FREQ=HOURLY: a slot has one airing a day at most; \
FREQ is one of DAILY, WEEKLY, MONTHLY, YEARLY
    """
    text = text.strip().removeprefix("RRULE:")
    if not text:
        return ONCE
    parts = parts_of(text)
    frequency = parts.pop("FREQ", "")
    if frequency not in FREQUENCIES:
        raise NotARule(
            f"FREQ={frequency}: a slot has one airing a day at most; FREQ is one of"
            f" {', '.join(FREQUENCIES)}"
        )
    until, is_until_utc = read_until(parts.get("UNTIL"))
    rule = Rule(
        frequency,
        interval=whole("INTERVAL", parts.get("INTERVAL", "1"), MOST_INTERVAL),
        count=whole("COUNT", parts["COUNT"], MOST_COUNT) if "COUNT" in parts else None,
        until=until,
        is_until_utc=is_until_utc,
        week_start=read_week_start(parts.get("WKST", "MO")),
        days=tuple(read_days(parts["BYDAY"])) if "BYDAY" in parts else (),
        numbers=tuple(
            (name, tuple(numbers_of(name, parts[name])))
            for name in NUMBERS
            if name in parts
        ),
    )
    refuse_what_makes_no_sense(rule)
    return rule


def parts_of(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.upper().rstrip(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value:
            raise NotARule(f"{part[:40]!r} is no NAME=VALUE")
        if name in parts:
            raise NotARule(f"{name} stands there twice")
        if name not in KNOWN:
            raise NotARule(f"{name[:40]} is no part that a rule by date can have")
        parts[name] = value
    return parts


def whole(name: str, text: str, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        raise NotARule(f"{name}={text[:40]} is no whole number")
    if not 1 <= int(text) <= most:
        raise NotARule(f"{name}={text}: it must lie between 1 and {most:,}")
    return int(text)


def read_until(text: str | None) -> tuple[datetime | None, bool]:
    if text is None:
        return None, False
    found = UNTIL.fullmatch(text)
    if found is None:
        raise NotARule(f"UNTIL={text[:40]} is no date such as 20261231")
    # A date alone includes its whole day.
    clock = found[2] or "235959"
    try:
        moment = datetime.strptime(found[1] + clock, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise NotARule(f"UNTIL={text}: there is no such moment") from error
    return moment.replace(tzinfo=None), bool(found[3])


def read_week_start(text: str) -> int:
    if text not in WEEKDAYS:
        raise NotARule(f"WKST={text[:40]} is no weekday; one of {', '.join(WEEKDAYS)}")
    return WEEKDAYS[text]


def read_days(text: str) -> Iterator[tuple[int, int]]:
    for word in text.split(","):
        found = BY_DAY.fullmatch(word)
        order = int(found[1] or 0) if found else 0
        if found is None or abs(order) > 53 or (found[1] and not order):
            raise NotARule(f"BYDAY={word[:40]} is no day such as MO or 2TU")
        yield WEEKDAYS[found[2]], order


def numbers_of(name: str, text: str) -> Iterator[int]:
    least, most = NUMBERS[name]
    for word in text.split(","):
        digits = word.lstrip("+-") if name in SIGNED else word
        is_number = digits.isascii() and digits.isdecimal() and len(word) <= 4
        if (
            not is_number
            or not least <= int(digits) <= most
            or len(word) - len(digits) > 1
        ):
            raise NotARule(f"{name}={word[:40]}: a number between {least} and {most}")
        yield int(word)


def refuse_what_makes_no_sense(rule: Rule) -> None:
    names = {name for name, _ in rule.numbers}
    if any(order for _, order in rule.days) and rule.frequency in ("DAILY", "WEEKLY"):
        raise NotARule("a numbered BYDAY such as 2TU needs FREQ=MONTHLY or YEARLY")
    if "BYWEEKNO" in names and rule.frequency != "YEARLY":
        raise NotARule("BYWEEKNO needs FREQ=YEARLY")
    if "BYSETPOS" in names and len(names) == 1 and not rule.days:
        raise NotARule("BYSETPOS needs other days to choose from, such as BYDAY")
    if rule.count is not None and rule.until is not None:
        raise NotARule("COUNT and UNTIL cannot stand together")


def dates(
    rule: Rule, *, valid_from: int, first: int, last: int, start_s: int, zone: ZoneInfo
) -> Iterable[int]:
    """
    Return the days of a rule from ``first`` to ``last``, both included, in order.

    The recurrence starts at ``valid_from``; days are ordinals. ``start_s`` is the second
    of the day at which the slot starts, for a rule that ends at a moment.
    Cost: by the days between, however long ago the rule began, unless it counts.
    """
    if rule.until is not None:
        last = min(last, last_day(rule, rule.until, start_s, zone))
    first = max(first, valid_from)
    if last < first:
        return ()
    if rule.is_plain:
        return plain_dates(rule, valid_from, first, last)
    return (day for day in expanded(rule, valid_from, first, last) if day >= first)


def last_day(rule: Rule, until: datetime, start_s: int, zone: ZoneInfo) -> int:
    """Return the last day on which a slot starts no later than the rule's end."""
    if rule.is_until_utc:
        until = until.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    until_s = until.hour * 3_600 + until.minute * 60 + until.second
    return until.toordinal() - (start_s > until_s)


def plain_dates(rule: Rule, valid_from: int, first: int, last: int) -> Iterable[int]:
    if rule.frequency == "DAILY" and not rule.days:
        ahead = -(first - valid_from) % rule.interval
        return range(first + ahead, last + 1, rule.interval)
    # An ordinal of 1 is a Monday.
    wanted = {day for day, _ in rule.days} or {(valid_from - 1) % WEEK}
    if rule.interval == 1 and len(wanted) == 1:
        ahead = (min(wanted) - (first - 1)) % WEEK
        return range(first + ahead, last + 1, WEEK)
    return weekly_dates(rule, wanted, valid_from, first, last)


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


def expanded(rule: Rule, valid_from: int, first: int, last: int) -> Iterator[int]:
    """Yield the days by python-dateutil, from a period near ``first`` on."""
    near = (
        valid_from if rule.count is not None else period_before(rule, valid_from, first)
    )
    options = days_named(rule, date.fromordinal(valid_from))
    recurrence = rrule(
        FREQUENCIES[rule.frequency],
        dtstart=midnight(near),
        interval=rule.interval,
        wkst=rule.week_start,
        # A rule of the 31st of February would be looked for until the year 9999.
        until=midnight(last),
        **options,
    )
    counted = 0
    for moment in recurrence:
        day = moment.toordinal()
        if day < valid_from:
            continue
        counted += 1
        if rule.count is not None and counted > rule.count:
            return
        yield day


def period_before(rule: Rule, valid_from: int, first: int) -> int:
    """
    Return the start of a period (day, week, month, year) of the rule, at or before
    ``first``, a whole number of intervals after that of ``valid_from``.
    """
    started, wanted = date.fromordinal(valid_from), date.fromordinal(first)
    match rule.frequency:
        case "DAILY":
            return first - (first - valid_from) % rule.interval
        case "WEEKLY":
            week = start_of_week(valid_from, rule.week_start)
            return first - (first - week) % (WEEK * rule.interval)
        case "MONTHLY":
            months = (wanted.year - started.year) * 12 + wanted.month - started.month
            month = started.year * 12 + started.month - 1
            month += months - months % rule.interval
            return date(month // 12, month % 12 + 1, 1).toordinal()
        case _:
            years = (wanted.year - started.year) // rule.interval * rule.interval
            return date(started.year + years, 1, 1).toordinal()


def days_named(rule: Rule, started: date) -> dict[str, Any]:
    """Return what names the days; what a rule leaves open is as on its first day."""
    options: dict[str, Any] = {name.lower(): numbers for name, numbers in rule.numbers}
    if rule.days:
        options["byweekday"] = [weekday(day, order or None) for day, order in rule.days]
    if not {"byweekno", "byyearday", "bymonthday", "byweekday"} & set(options):
        match rule.frequency:
            case "WEEKLY":
                options["byweekday"] = [weekday(started.weekday())]
            case "MONTHLY":
                options["bymonthday"] = started.day
            case "YEARLY":
                options.setdefault("bymonth", started.month)
                options["bymonthday"] = started.day
    return options


def midnight(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day), time())
