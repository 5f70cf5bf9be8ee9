"""
The feed: when a network sent what a station airs later.

Slots and broadcasts stand at the station's own time. What belongs to an edition, its date
and its hour clock, follows the feed: by as many minutes as its carriage says.
"""

from datetime import date, datetime, time, timedelta

from callsign.newsroom.programs.models import Carriage

IN_STEP = timedelta()


def feed_delays(station: int) -> dict[int, timedelta]:
    """Return the delays of the programs that a station airs later than they are fed."""
    rows = Carriage.objects.filter(station=station, delay_minutes__gt=0)
    return {
        program: timedelta(minutes=minutes)
        for program, minutes in rows.values_list("program", "delay_minutes")
    }


def feed_delay(station: int, program: int | None) -> timedelta:
    """Return how much later than it is fed a station airs a program."""
    return feed_delays(station).get(program, IN_STEP) if program else IN_STEP


def feed_day(day: date, local_start: time, delay: timedelta) -> date:
    """
    Return the date of the edition that airs on a local date.

    >>> feed_day(date(2026, 11, 21), time(0, 30), timedelta(minutes=90))
    datetime.date(2026, 11, 20)
    """
    return (datetime.combine(day, local_start) - delay).date()
