"""Clock words: times, days and lengths as a program guide prints them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

MONTHS = (
    *("Jan.", "Feb.", "March", "April", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
DAYS = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def time_words(at: datetime, zone: ZoneInfo) -> str:
    """
    Write a time of day; noon and midnight by their names, for nobody knows 12 a.m.

    >>> at = datetime.fromisoformat("2026-11-23T15:30:00+00:00")
    >>> time_words(at, ZoneInfo("America/Chicago"))
    '9:30 a.m.'
    >>> time_words(at.replace(hour=18, minute=0), ZoneInfo("America/Chicago"))
    'noon'
    """
    local = at.astimezone(zone)
    if local.minute == 0 and local.hour % 12 == 0:
        return "noon" if local.hour else "midnight"
    half = "p.m." if local.hour >= 12 else "a.m."
    return f"{local.hour % 12 or 12}:{local.minute:02} {half}"


def day_words(day: date) -> str:
    """
    Write a day.

    >>> day_words(date(2026, 11, 23))
    'Monday, Nov. 23'
    """
    return f"{DAYS[day.weekday()]}, {short_day(day)}"


def short_day(day: date) -> str:
    """
    Write a day without its weekday.

    >>> short_day(date(2026, 11, 23))
    'Nov. 23'
    """
    return f"{MONTHS[day.month - 1]} {day.day}"


def span_words(first: date, last: date) -> str:
    """
    Write the days from one to another.

    >>> span_words(date(2026, 11, 23), date(2026, 11, 29))
    'Nov. 23–29, 2026'
    >>> span_words(date(2026, 11, 30), date(2026, 12, 6))
    'Nov. 30–Dec. 6, 2026'
    """
    end = str(last.day) if last.month == first.month else short_day(last)
    return f"{short_day(first)}–{end}, {last.year}"


def length_words(length: timedelta) -> str:
    """
    Write how long something lasts.

    >>> length_words(timedelta(hours=1, minutes=30)), length_words(timedelta(hours=25))
    ('1 hour 30 minutes', '25 hours')
    """
    hours, rest = divmod(length, HOUR)
    parts = ((hours, "hour"), (rest // MINUTE, "minute"))
    words = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
    return " ".join(words) or "less than a minute"


def zone_words(at: datetime, zone: ZoneInfo) -> str:
    r"""
    Name a zone as its clocks go at a moment.

    >>> at = datetime.fromisoformat("2026-11-23T15:30:00+00:00")
    >>> zone_words(at, ZoneInfo("America/Chicago")).replace("\N{MINUS SIGN}", "-")
    'CST, UTC-6'
    >>> zone_words(at, ZoneInfo("Australia/Lord_Howe"))
    'UTC+11'
    """
    local = at.astimezone(zone)
    minutes = (local.utcoffset() or timedelta()) // MINUTE
    hours, rest = divmod(abs(minutes), 60)
    sign = "\N{MINUS SIGN}" if minutes < 0 else "+"
    offset = f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
    name = local.tzname() or ""
    return f"{name}, {offset}" if name.isalpha() else offset
