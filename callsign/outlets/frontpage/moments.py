"""Moments as a newsroom writes them: in the station's own zone, in its own style."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

MONTHS = (
    *("Jan.", "Feb.", "March", "April", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """
    One moment, for machines (``iso``) and for people.

    >>> noon = datetime.fromisoformat("2026-11-20T18:00:00+00:00")
    >>> at = moment(noon, ZoneInfo("America/Chicago"))
    >>> at.day, at.time, at.whole
    ('Nov. 20, 2026', '12:00 p.m.', 'Nov. 20, 2026, at 12:00 p.m. CST')
    """

    iso: str
    day: str
    short: str
    time: str
    whole: str


def moment(at: datetime, zone: ZoneInfo) -> Moment:
    """Return a moment in words."""
    local = at.astimezone(zone)
    half = "p.m." if local.hour >= 12 else "a.m."
    day = f"{MONTHS[local.month - 1]} {local.day}, {local.year}"
    time = f"{local.hour % 12 or 12}:{local.minute:02} {half}"
    return Moment(
        local.isoformat(timespec="seconds"),
        day,
        day.partition(",")[0],
        time,
        f"{day}, at {time} {local.tzname()}",
    )


def minutes(ms: int) -> int:
    """Return the minutes a listener would say it takes."""
    return max(1, round(ms / 60_000))


def duration(ms: int) -> str:
    """
    Return the length of a recording as machines read it (ISO 8601).

    >>> duration(62_500)
    'PT1M2S'
    """
    whole_minutes, seconds = divmod(ms // 1000, 60)
    return f"PT{whole_minutes}M{seconds}S"
