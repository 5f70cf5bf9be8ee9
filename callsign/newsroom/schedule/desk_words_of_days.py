"""Days in words: weekdays, runs of them, and dates."""

from collections.abc import Iterable
from datetime import date

DAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
ORDERS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
EVERY_DAY, WEEKDAYS = tuple(range(7)), (0, 1, 2, 3, 4)
# Fewer days than these are named one by one.
SHORTEST_RUN = 4


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
