"""Months and years: what a report is told in, and drawn by."""

from datetime import date

# More months than this are told as years.
MOST_MONTHS = 36


def periods(first: date, last: date) -> list[date]:
    """
    Return the first days of the months between two days; of many months, of the years.

    >>> [f"{day:%b %Y}" for day in periods(date(2026, 11, 20), date(2027, 1, 2))]
    ['Nov 2026', 'Dec 2026', 'Jan 2027']
    >>> [f"{day:%b %Y}" for day in periods(date(2024, 2, 1), date(2027, 2, 1))]
    ['Jan 2024', 'Jan 2025', 'Jan 2026', 'Jan 2027']
    """
    is_yearly = are_many(first, last)
    begins = [first.replace(month=1, day=1) if is_yearly else first.replace(day=1)]
    while (begin := following(begins[-1], is_yearly=is_yearly)) <= last:
        begins.append(begin)
    return begins


def are_many(first: date, last: date) -> bool:
    """
    Return whether two days are so far apart that years are told, not months.

    >>> are_many(date(2024, 2, 28), date(2027, 1, 1))
    False
    """
    months = 12 * (last.year - first.year) + last.month - first.month
    return months >= MOST_MONTHS


def following(begin: date, *, is_yearly: bool) -> date:
    """
    >>> following(date(2026, 12, 1), is_yearly=False)
    datetime.date(2027, 1, 1)
    """
    if is_yearly or begin.month == 12:
        return date(begin.year + 1, 1, 1)
    return begin.replace(month=begin.month + 1)
