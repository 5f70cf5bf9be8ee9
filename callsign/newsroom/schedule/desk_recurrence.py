"""How often, as the desk asks for it and says it: in days, and only for the rest in RRULE."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from callsign.engines.airtime.recurrence import NotARule, Rule, read_rule

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
ORDERS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
EVERY_DAY, WEEKDAYS = tuple(range(7)), (0, 1, 2, 3, 4)
# Fewer days than these are named one by one.
SHORTEST_RUN = 4


class Recurs(StrEnum):
    """The ways in which a slot recurs that have fields of their own."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    ONCE = "once"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often, as the fields of a form hold it. ``days`` are weekdays, Monday 0."""

    recurs: Recurs
    days: tuple[int, ...] = ()
    order: int = 1
    weekday: int = 0
    rule: str = ""

    @property
    def as_rule(self) -> str:
        """
        The RRULE that says the same.

        >>> Recurrence(Recurs.MONTHLY, order=-1, weekday=4).as_rule
        'FREQ=MONTHLY;BYDAY=-1FR'
        """
        match self.recurs:
            case Recurs.WEEKLY:
                days = ",".join(CODES[day] for day in sorted(set(self.days)))
                return f"FREQ=WEEKLY;BYDAY={days}"
            case Recurs.MONTHLY:
                return f"FREQ=MONTHLY;BYDAY={self.order}{CODES[self.weekday]}"
            case Recurs.ONCE:
                return ""
            case _:
                return self.rule.strip().upper().removeprefix("RRULE:")


def recurrence_of(text: str, valid_from: date) -> Recurrence:
    """
    Return how the fields of a form say a rule.

    >>> recurrence_of("FREQ=DAILY", date(2026, 11, 23)).days
    (0, 1, 2, 3, 4, 5, 6)
    >>> recurrence_of("FREQ=YEARLY", date(2026, 11, 23)).recurs
    <Recurs.RULE: 'rule'>
    """
    if not text.strip():
        return Recurrence(Recurs.ONCE)
    try:
        rule = read_rule(text)
    except NotARule:
        return Recurrence(Recurs.RULE, rule=text)
    if weekdays := weekdays_of(rule, valid_from):
        return Recurrence(Recurs.WEEKLY, days=weekdays, rule=text)
    if rule.frequency == "MONTHLY" and is_bare(rule) and len(rule.days) == 1:
        ((weekday, order),) = rule.days
        if order in ORDERS:
            return Recurrence(Recurs.MONTHLY, (), order, weekday, rule=text)
    return Recurrence(Recurs.RULE, rule=text)


def weekdays_of(rule: Rule, valid_from: date) -> tuple[int, ...]:
    """Return the days of a rule that airs on the same ones in every week; else nothing."""
    if not is_bare(rule) or any(order for _, order in rule.days):
        return ()
    days = tuple(sorted({day for day, _ in rule.days}))
    match rule.frequency:
        case "DAILY":
            return days or EVERY_DAY
        case "WEEKLY":
            return days or (valid_from.weekday(),)
        case _:
            return ()


def is_bare(rule: Rule) -> bool:
    """Return whether a rule says nothing but its days."""
    return (
        rule.interval == 1
        and rule.count is None
        and rule.until is None
        and not rule.numbers
    )


def rule_in_words(text: str, valid_from: date) -> str:
    """
    Say how often, as far as plain words can; else the rule itself.

    >>> rule_in_words("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", date(2026, 1, 5))
    'every weekday'
    >>> rule_in_words("FREQ=MONTHLY;BYDAY=-1FR", date(2026, 1, 5))
    'the last Friday of the month'
    >>> rule_in_words("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", date(2026, 1, 5))
    'by the rule FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'
    """
    one = recurrence_of(text, valid_from)
    match one.recurs:
        case Recurs.ONCE:
            return f"once, on {day_in_words(valid_from)}"
        case Recurs.WEEKLY:
            return days_in_words(one.days)
        case Recurs.MONTHLY:
            return f"the {ORDERS[one.order]} {DAYS[one.weekday]} of the month"
        case _:
            return f"by the rule {one.rule}"


def days_in_words(days: Iterable[int]) -> str:
    """
    Say which days of each week.

    >>> days_in_words([0, 3])
    'every Monday and Thursday'
    >>> days_in_words([6, 0, 1, 2, 3])
    'every Sunday to Thursday'
    """
    known = {EVERY_DAY: "every day", WEEKDAYS: "every weekday"}
    days = tuple(sorted(set(days)))
    return known.get(days) or f"every {run_in_words(days) or names_in_words(days)}"


def run_in_words(days: tuple[int, ...]) -> str:
    """Say days that follow each other as a span, also over Sunday; else nothing."""
    firsts = [day for day in days if (day - 1) % 7 not in days]
    if len(firsts) != 1 or len(days) < SHORTEST_RUN:
        return ""
    last = (firsts[0] + len(days) - 1) % 7
    return f"{DAYS[firsts[0]]} to {DAYS[last]}"


def names_in_words(days: tuple[int, ...]) -> str:
    return listed([DAYS[day] for day in days])


def listed(words: list[str]) -> str:
    """
    >>> listed(["Monday", "Tuesday", "Friday"])
    'Monday, Tuesday and Friday'
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def day_in_words(day: date, *, today: date | None = None) -> str:
    """
    Say a date; one of the year of ``today`` without it.

    >>> day_in_words(date(2026, 11, 27))
    'Fri Nov 27, 2026'
    >>> day_in_words(date(2026, 11, 27), today=date(2026, 11, 23))
    'Fri Nov 27'
    """
    year = "" if today and today.year == day.year else f", {day.year}"
    return f"{day:%a %b} {day.day}{year}"


def shifted(text: str, valid_from: date, *, old: int, new: int) -> str:
    """
    Return a rule that airs on another weekday in place of one.

    Raises: NotARule when it airs on several days, or on none that can be named
    """
    one = recurrence_of(text, valid_from)
    match one.recurs:
        case Recurs.WEEKLY if one.days == (old,):
            return Recurrence(Recurs.WEEKLY, days=(new,)).as_rule
        case Recurs.MONTHLY if one.weekday == old:
            return Recurrence(Recurs.MONTHLY, order=one.order, weekday=new).as_rule
        case _:
            raise NotARule(
                f"It airs {rule_in_words(text, valid_from)}: only one date of it can be"
                " moved to another day. To change the days, edit the slot."
            )
