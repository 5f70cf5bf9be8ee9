"""Dates as people say them: one, a few, or the pattern that they make."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from callsign.newsroom.schedule.desk_words_of_days import (
    day_in_words,
    days_in_words,
    listed,
)

DAY, WEEK = timedelta(days=1), timedelta(days=7)
# More dates than this within a week are said as a span.
MOST_NAMED = 3
FEWEST_FOR_A_PATTERN = 3


def dates_in_words(days: Sequence[date], *, today: date, until: date) -> str:
    """
    Say which dates, as a pattern where they make one, with the year where it is another.

    >>> mondays = [date(2026, 11, 30) + number * WEEK for number in range(7)]
    >>> span = {"today": date(2026, 11, 23), "until": date(2027, 1, 18)}
    >>> dates_in_words(mondays, **span)
    'every Monday from Mon Nov 30'
    >>> dates_in_words(mondays[:3], **span)
    'every Monday from Mon Nov 30 to Mon Dec 14'
    >>> dates_in_words(mondays[::2], **span)
    'every second Monday from Mon Nov 30'
    >>> dates_in_words([mondays[0], mondays[2]], **span)
    'Mon Nov 30 and Mon Dec 14'
    """
    days = sorted(set(days))
    named = listed([day_in_words(day, today=today) for day in days])
    if len(days) == 1 or (len(days) <= MOST_NAMED and days[-1] - days[0] < WEEK):
        return named
    weekdays = {day.weekday() for day in days}
    every, left_out = days_in_words(weekdays), missing(days, weekdays)
    if is_every_second_week(days):
        every, left_out = every.replace("every", "every second"), []
        following = days[-1] + 2 * WEEK
    elif len(days) <= MOST_NAMED and left_out:
        return named
    elif len(left_out) > min(MOST_NAMED, len(days) // 3):
        every, left_out, following = "on some days", [], days[-1]
    else:
        following = next(dates_on(weekdays, days[-1] + DAY, days[-1] + WEEK))
    spared = listed([day_in_words(day, today=today) for day in left_out])
    first, last = (day_in_words(day, today=today) for day in (days[0], days[-1]))
    end = f" to {last}" if following < until else ""
    return f"{every} from {first}{end}" + (f", except {spared}" if spared else "")


def missing(days: Sequence[date], weekdays: set[int]) -> list[date]:
    """Return the dates of the weekdays that are not among the days, from first to last."""
    return [day for day in dates_on(weekdays, days[0], days[-1]) if day not in days]


def is_every_second_week(days: Sequence[date]) -> bool:
    """
    >>> is_every_second_week([date(2026, 12, 1), date(2026, 12, 15), date(2026, 12, 29)])
    True
    """
    steps = {later - day for day, later in pairwise(days)}
    return len(days) >= FEWEST_FOR_A_PATTERN and steps == {2 * WEEK}


def dates_on(weekdays: set[int], first: date, last: date) -> Iterable[date]:
    days = range((last - first).days + 1)
    every = (first + timedelta(days=number) for number in days)
    return (day for day in every if day.weekday() in weekdays)
