"""How often, as the desk asks for it and says it: in days, and only for the rest in RRULE."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from callsign.engines.airtime.recurrence import NotARule, Rule, read_rule
from callsign.newsroom.schedule.desk_rule_words import rule_words
from callsign.newsroom.schedule.desk_words_of_days import (
    DAYS,
    EVERY_DAY,
    ORDERS,
    day_in_words,
    days_in_words,
)

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


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
    'every second week, on Monday'
    >>> rule_in_words("FREQ=YEARLY;BYWEEKNO=20", date(2026, 1, 5))
    'by the rule FREQ=YEARLY;BYWEEKNO=20'
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
            return words_of(one.rule, valid_from) or f"by the rule {one.rule}"


def words_of(text: str, valid_from: date) -> str:
    """Say a rule that has no fields; nothing of what is none, or is not plainer in words."""
    try:
        return rule_words(read_rule(text), valid_from)
    except NotARule:
        return ""


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
