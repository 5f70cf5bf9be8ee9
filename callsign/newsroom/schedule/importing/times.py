"""Times, days and dates as people and programs write them in files."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
GROUPS = {
    "daily": DAYS,
    "every day": DAYS,
    "weekdays": DAYS[:5],
    "weekend": DAYS[5:],
    "weekends": DAYS[5:],
}
CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?::(\d{2}))?\s*([ap]\.?m\.?)?", re.IGNORECASE
)
# JavaScript's Date.toString, whose offset is the station's own at that moment.
JS_DATE = re.compile(
    r"(?:\w{3} )?(\w{3} \d{1,2} \d{4}) (\d{2}:\d{2}:\d{2})(?: GMT([+-]\d{4}))?"
)


def read_clock(text: str) -> time:
    """
    Return a time of day.

    Raises: ValueError

    >>> read_clock("5:30 pm").isoformat(), read_clock("24:00").isoformat()
    ('17:30:00', '00:00:00')
    """
    found = CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no time of day such as 17:30 or 5:30 pm")
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    if found[4]:
        if not 1 <= hour <= 12:
            raise ValueError(f"{text!r} is no time of day such as 5:30 pm")
        hour = hour % 12 + 12 * (found[4][0] in "pP")
    if (hour, minute, second) == (24, 0, 0):
        hour = 0
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise ValueError(f"{text!r} is no time of day such as 17:30") from error


def read_days(text: str) -> list[str]:
    """
    Return weekdays, in order.

    Raises: ValueError

    >>> read_days("Mon-Thu, Sat")
    ['MO', 'TU', 'WE', 'TH', 'SA']
    >>> read_days("weekdays") == DAYS[:5]
    True
    """
    if text.strip().lower() in GROUPS:
        return GROUPS[text.strip().lower()]
    found: set[int] = set()
    for word in re.split(r"[\s,;/+]+", text.strip().replace("–", "-")):
        first, dash, last = word.partition("-")
        begin, end = day_number(first), day_number(last if dash else first)
        # Fri-Mon goes over the end of the week.
        found |= {day % 7 for day in range(begin, end + (7 if end < begin else 0) + 1)}
    return [DAYS[day] for day in sorted(found)]


def day_number(word: str) -> int:
    short = word.strip()[:2].upper()
    if short not in DAYS:
        raise ValueError(f"{word!r} is no weekday such as Mo, Tue or Friday")
    return DAYS.index(short)


def weekly(days: list[str]) -> str:
    """
    Return the rule of some weekdays.

    >>> weekly(["MO", "WE"]), weekly(DAYS)
    ('FREQ=WEEKLY;BYDAY=MO,WE', 'FREQ=DAILY')
    """
    return "FREQ=DAILY" if days == DAYS else f"FREQ=WEEKLY;BYDAY={','.join(days)}"


def read_date(text: str) -> date:
    """
    Return a date.

    Raises: ValueError
    """
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError as error:
        raise ValueError(f"{text!r} is no date such as 2026-11-23") from error


def read_js_date(text: str, zone: ZoneInfo) -> datetime:
    """
    Return what JavaScript shows or sends of a date, naive, by the station's clock.

    ``Date.toString`` tells a clock's time, taken as it stands; ``Date.toJSON`` tells UTC.

    Raises: ValueError

    >>> east = ZoneInfo("America/New_York")
    >>> read_js_date("Fri Sep 14 2018 23:00:00 GMT-0400 (EDT)", east).isoformat()
    '2018-09-14T23:00:00'
    >>> read_js_date("2018-09-15T03:00:00.000Z", east).isoformat()
    '2018-09-14T23:00:00'
    >>> read_js_date("2018-09-14 23:00", east).isoformat()
    '2018-09-14T23:00:00'
    """
    if found := JS_DATE.match(text.strip()):
        return datetime.strptime(f"{found[1]} {found[2]}", "%b %d %Y %H:%M:%S")  # noqa: DTZ007
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise ValueError(
            f"{text!r} is no date such as Fri Sep 14 2018 23:00:00"
        ) from error
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def next_date(first: date, days: list[str]) -> date:
    """Return the first date from ``first`` on that falls on one of some weekdays."""
    return next(
        first + timedelta(days=ahead)
        for ahead in range(7)
        if DAYS[(first + timedelta(days=ahead)).weekday()] in days
    )
