"""
What is known of air when it does not answer: what its journal said last, and when.

The line to air is a socket of one machine. Air that runs on another cannot be asked, and
yet its journal arrives; so only the journal tells whether it runs, and nothing here says
"not running" of air that nobody has heard of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Max

from callsign.newsroom.logbook.models import Aired, Notice, Outage, Said, Switch

# Air writes every two seconds; between two machines the journal may come by the minute.
FRESH = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class SilentAir:
    """Why air could not be asked (``reason``), and the last that was heard of it."""

    reason: str
    latest_at: datetime | None
    at: datetime

    @property
    def is_fresh(self) -> bool:
        """Return whether air was running just now, wherever that is."""
        # What is dated far ahead was written by a clock that was wrong.
        return self.latest_at is not None and abs(self.at - self.latest_at) < FRESH

    @property
    def age(self) -> str:
        """Return how old the last entry is, in words."""
        return long(self.at - self.latest_at) if self.latest_at else ""


def silent_air(reason: str, *, at: datetime) -> SilentAir:
    """Return what can be said of air that was not reached."""
    return SilentAir(reason, max(moments(), default=None), at)


def moments() -> Iterator[datetime]:
    """Return the last moment of each kind of entry."""
    end_ms = Aired.objects.aggregate(latest=Max("end_ms"))["latest"]
    if end_ms is not None:
        yield datetime.fromtimestamp(end_ms / 1_000, UTC)
    for model, field in (
        (Switch, "at"),
        (Said, "at"),
        (Outage, "at"),
        (Outage, "ended_at"),
        (Notice, "latest_at"),
    ):
        if latest := model.objects.aggregate(latest=Max(field))["latest"]:
            yield latest


def long(span: timedelta) -> str:
    """
    Say how long something is, by its largest unit.

    >>> long(timedelta(seconds=4)), long(timedelta(minutes=90)), long(timedelta(days=3))
    ('4 seconds', '1 hour', '3 days')
    """
    seconds = max(0, int(span.total_seconds()))
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if count := seconds // length:
            return f"{count} {unit}{'s' * (count > 1)}"
    return f"{seconds} second{'s' * (seconds != 1)}"
