"""
The wall clock: local days and the seconds on their clocks, as instants.

A local time that happens twice is its first. One that does not exist is the instant the
clocks jump. Both keep the order of local times, so what is tiled by local times is
tiled in truth: an end never comes before its start, and the next start never before it.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

DAY_S = 86_400
EPOCH_DAY = date(1970, 1, 1).toordinal()


class Oddity(Enum):
    """What can be odd about a local time: it does not exist, or happens twice."""

    SKIPPED = "skipped"
    TWICE = "twice"


class WallClock:
    """
    The clock of a zone.

    A local time is a day (``date.toordinal``) and a second of that day; from 86,400 on
    it is one of the days after. An instant is whole seconds since 1970, UTC.
    Cost: a day is looked at once; after that about a microsecond.

    >>> clock = WallClock(ZoneInfo("America/Chicago"))
    >>> spring = date(2026, 3, 8).toordinal()
    >>> skipped = clock.instant(spring, 2 * 3_600 + 1_800)
    >>> utc(skipped).isoformat()  # 02:30 does not exist: the clocks jump
    '2026-03-08T08:00:00+00:00'
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self._offsets: dict[int, int | None] = {}

    def instant(self, day: int, second: int) -> int:
        """Return when the clock first shows this, or jumps over it."""
        if second >= DAY_S:
            day, second = day + second // DAY_S, second % DAY_S
        try:
            offset_s = self._offsets[day]
        except KeyError:
            offset_s = self._offsets[day] = self._constant_offset_s(day)
        if offset_s is None:
            return self._searched(day, second)
        return (day - EPOCH_DAY) * DAY_S + second - offset_s

    def day_of(self, instant: int) -> int:
        """Return the local day of an instant."""
        return datetime.fromtimestamp(instant, self.zone).toordinal()

    def is_odd(self, day: int) -> bool:
        """Return whether the clocks are changed on a day, or at its midnights."""
        return self._constant_offset_s(day) is None

    def oddity(self, day: int, second: int) -> Oddity | None:
        """Return what is odd about a local time."""
        first, last = self._both_offsets_s(day + second // DAY_S, second % DAY_S)
        if first == last:
            return None
        return Oddity.SKIPPED if first < last else Oddity.TWICE

    def _constant_offset_s(self, day: int) -> int | None:
        """Return the day's distance from UTC, or None when it changes that day."""
        first, again = self._both_offsets_s(day, 0)
        after, _ = self._both_offsets_s(day + 1, 0)
        return first if first == again == after else None

    def _searched(self, day: int, second: int) -> int:
        before_s, after_s = self._both_offsets_s(day, second)
        local = (day - EPOCH_DAY) * DAY_S + second
        if before_s >= after_s:
            return local - before_s
        return self._jump(local - after_s, local - before_s)

    def _jump(self, before: int, after: int) -> int:
        """Return the instant between two at which the clocks are set forward."""
        offset_s = self._offset_s(before)
        while after - before > 1:
            middle = (before + after) // 2
            if self._offset_s(middle) == offset_s:
                before = middle
            else:
                after = middle
        return after

    def _both_offsets_s(self, day: int, second: int) -> tuple[int, int]:
        """Return the distances from UTC before and after a change at this time."""
        moment = datetime.combine(date.fromordinal(day), time()) + timedelta(
            seconds=second
        )
        first, last = (
            moment.replace(tzinfo=self.zone, fold=fold).utcoffset() or timedelta()
            for fold in (0, 1)
        )
        return int(first.total_seconds()), int(last.total_seconds())

    def _offset_s(self, instant: int) -> int:
        offset = datetime.fromtimestamp(instant, self.zone).utcoffset() or timedelta()
        return int(offset.total_seconds())


def utc(instant: int) -> datetime:
    """Return whole seconds since 1970 as an aware moment."""
    return datetime.fromtimestamp(instant, UTC)


def seconds_of(at: datetime) -> int:
    """
    Return an aware moment as whole seconds since 1970, downward.

    >>> seconds_of(datetime(1970, 1, 1, 0, 0, 1, 999_999, tzinfo=UTC))
    1
    """
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)
