"""Recurrence: the rules by which slots recur (RFC 5545 section 3.3.10), read and checked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
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
        if self.numbers:
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
