"""Days: local dates as stretches of time, of 23, 24 or 25 hours."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from callsign.engines.airtime.wall_clock import WallClock, utc
from callsign.outlets.live.clock_words import length_words, time_words

A_DAY = timedelta(days=1)
STEP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Day:
    """A date of a zone, from its first instant up to the next day's."""

    date: date
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    @property
    def is_odd(self) -> bool:
        """Whether the clocks change on it."""
        return self.length != A_DAY

    @property
    def note(self) -> str:
        """
        What listeners are told of a day on which the clocks change.

        >>> day_of(date(2026, 11, 1), ZoneInfo("America/Chicago")).note
        'The clocks go back at 2:00 a.m.: this day has 25 hours.'
        >>> day_of(date(2026, 11, 2), ZoneInfo("America/Chicago")).note
        ''
        """
        if not self.is_odd:
            return ""
        way = "back" if self.length > A_DAY else "forward"
        length = length_words(self.length)
        return f"The clocks go {way} at {self._change()}: this day has {length}."

    def _change(self) -> str:
        """Return the time at which the clocks change, as the old clock shows it."""
        before, at = self.starts_at, self.starts_at + STEP
        while at.astimezone(self.zone).utcoffset() == offset(before, self.zone):
            at += STEP
        return time_words(at + offset(before, self.zone), ZoneInfo("UTC"))


def day_of(day: date, zone: ZoneInfo) -> Day:
    """
    Return a date of a zone.

    >>> day_of(date(2026, 3, 8), ZoneInfo("America/Chicago")).length
    datetime.timedelta(seconds=82800)
    """
    clock, number = WallClock(zone), day.toordinal()
    starts, ends = clock.instant(number, 0), clock.instant(number + 1, 0)
    return Day(day, utc(starts), utc(ends), zone)


def week_of(day: date, zone: ZoneInfo) -> list[Day]:
    """Return the seven days around a date, from Monday on."""
    monday = day - timedelta(days=day.weekday())
    return [day_of(monday + timedelta(days=more), zone) for more in range(7)]


def change_during(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> timedelta:
    """
    Return by how much more time passes than the clock on the wall says.

    >>> midnight = datetime.fromisoformat("2026-11-01T05:00:00+00:00")  # in Chicago
    >>> morning = midnight + timedelta(hours=5)  # the clocks went back at two
    >>> change_during(midnight, morning, ZoneInfo("America/Chicago"))
    datetime.timedelta(seconds=3600)
    """
    return offset(starts_at, zone) - offset(ends_at, zone)


def offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
