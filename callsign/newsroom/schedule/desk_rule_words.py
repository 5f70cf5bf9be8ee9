"""A rule in words: what has no fields of its own at the desk can still be said plainly."""

from datetime import date

from callsign.engines.airtime.recurrence import Rule
from callsign.newsroom.schedule.desk_words_of_days import (
    DAYS,
    ORDERS,
    day_in_words,
    days_in_words,
    listed,
    names_in_words,
)

UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
INTERVALS = {1: "every", 2: "every second", 3: "every third", 4: "every fourth"}
MONTHS = tuple(
    "January February March April May June July August September October November"
    " December".split()
)


def rule_words(rule: Rule, valid_from: date) -> str:
    """
    Say a rule as a sentence goes on, or nothing where words would not be plainer.

    >>> from callsign.engines.airtime.recurrence import read_rule
    >>> def said(text):
    ...     return rule_words(read_rule(text), date(2026, 1, 5))
    >>> said("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH")
    'every second week, on Monday and Thursday'
    >>> said("FREQ=MONTHLY;BYDAY=1TU,3TU;COUNT=6")
    'the first and third Tuesday of the month, 6 times'
    >>> said("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH")
    'the fourth Thursday of November'
    >>> said("FREQ=YEARLY;BYWEEKNO=20")
    ''
    """
    numbers = dict(rule.numbers)
    months = names_of_months(numbers.pop("BYMONTH", ()))
    dates = numbers.pop("BYMONTHDAY", ())
    if numbers or (dates and rule.days):
        return ""
    match rule.frequency:
        case "DAILY" | "WEEKLY" if not dates:
            often = often_in_weeks(rule, valid_from)
            often += f", in {months}" if often and months else ""
        case "MONTHLY":
            often = often_in_months(rule, dates or (valid_from.day,), months)
        case "YEARLY" if rule.interval == 1 and (months or not rule.days):
            named = months or MONTHS[valid_from.month - 1]
            often = often_in_months(rule, dates or (valid_from.day,), named)
        case _:
            often = ""
    return often + ending(rule) if often else ""


def often_in_weeks(rule: Rule, valid_from: date) -> str:
    """Say which days of which weeks, or which days of all."""
    if any(order for _, order in rule.days):
        return ""
    days = tuple(sorted({day for day, _ in rule.days}))
    if rule.frequency == "DAILY":
        if days and rule.interval > 1:
            return ""
        return days_in_words(days or range(7)) if rule.interval == 1 else each(rule)
    days = days or (valid_from.weekday(),)
    if rule.interval == 1:
        return days_in_words(days)
    return f"{each(rule)}, on {names_in_words(days)}"


def often_in_months(rule: Rule, dates: tuple[int, ...], months: str) -> str:
    """Say which days of which months; dates only where no weekdays are named."""
    of_months = "the month" if rule.interval == 1 else each(rule)
    if not rule.days:
        return (
            f"{listed([date_in_words(one) for one in dates])} of {months or of_months}"
        )
    weekdays = sorted({day for day, _ in rule.days})
    orders = [order for _, order in rule.days]
    if not any(orders) and rule.interval == 1:
        return days_in_words(weekdays) + (f" in {months}" if months else "")
    if len(weekdays) > 1 or not set(orders) <= ORDERS.keys():
        return ""
    named = listed([ORDERS[order] for order in orders])
    return f"the {named} {DAYS[weekdays[0]]} of {months or of_months}"


def each(rule: Rule) -> str:
    unit = UNITS[rule.frequency]
    often = INTERVALS.get(rule.interval)
    return f"{often} {unit}" if often else f"every {rule.interval} {unit}s"


def date_in_words(number: int) -> str:
    """
    >>> [date_in_words(one) for one in (1, 12, 23, -1, -3)]
    ['the 1st', 'the 12th', 'the 23rd', 'the last day', 'the 3rd to last day']
    """
    if number == -1:
        return "the last day"
    size = abs(number)
    letters = (
        "th"
        if 10 < size % 100 < 14
        else {1: "st", 2: "nd", 3: "rd"}.get(size % 10, "th")
    )
    return f"the {size}{letters}" + (" to last day" if number < 0 else "")


def names_of_months(numbers: tuple[int, ...]) -> str:
    return listed([MONTHS[number - 1] for number in sorted(set(numbers))])


def ending(rule: Rule) -> str:
    """Say when it ends, which the rule itself may."""
    if rule.count is not None:
        return ", once" if rule.count == 1 else f", {rule.count} times"
    return f", until {day_in_words(rule.until.date())}" if rule.until else ""
