"""
What is missing from the air: moments of a service that no media segment holds.

Air that ended, a machine that was too slow, a disk that was full: each leaves a hole
between two stretches of the logbook. What is missing since the last stretch is no hole
yet; that air says nothing now is told elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from callsign.newsroom.logbook.models import Aired, Switch

LOOKED_AT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Break:
    """A hole in what was aired, in UTC milliseconds."""

    start_ms: int
    end_ms: int

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class Before:
    """What was before the sound that a switch put on: nothing, for so long."""

    gap_ms: float
    is_new_air: bool


def breaks_of(service: str, *, at: datetime) -> list[Break]:
    """Return the breaks of the last 24 hours, the earliest first; none in nothing."""
    until_ms = milliseconds(at)
    since_ms = until_ms - LOOKED_AT // timedelta(milliseconds=1)
    return list(holes(service, since_ms, until_ms))


def holes(service: str, since_ms: int, until_ms: int) -> Iterator[Break]:
    aired = Aired.objects.filter(service=service)
    # By their starts alone, which the index holds; a station keeps years of stretches.
    before = aired.filter(start_ms__lt=since_ms).order_by("-start_ms").first()
    end_ms = before.end_ms if before else None
    stretches = aired.filter(start_ms__range=(since_ms, until_ms)).order_by("start_ms")
    for start_ms, next_end_ms in stretches.values_list("start_ms", "end_ms"):
        if end_ms is not None and start_ms > end_ms:
            yield Break(max(end_ms, since_ms), start_ms)
        # A clock that was set back lets stretches overlap.
        end_ms = max(end_ms or 0, next_end_ms)


def before(switch: Switch) -> Before | None:
    """
    Return what the first sound of an air follows: the last segment of any air before it.

    None: no segment of it is in the logbook yet, or none was before it. Air itself
    cannot count the time when it was not there.
    """
    stretches = Aired.objects.filter(service=switch.service).order_by("-start_ms")
    its = stretches.filter(start_ms__lte=milliseconds(switch.at)).first()
    if its is None or its.run != switch.run:
        return None
    last = stretches.filter(start_ms__lt=its.start_ms).first()
    if last is None:
        return None
    missing_ms = max(0, its.start_ms - last.end_ms)
    return Before(missing_ms + (switch.gap_ms or 0), last.run != its.run)


def milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1_000)


def length(ms: float) -> str:
    """
    Say how long something is missing, in one breath.

    >>> [length(ms).replace("\\N{NO-BREAK SPACE}", " ") for ms in (40, 3_240, 725_000)]
    ['40 ms', '3.2 s', '12 min 5 s']
    >>> length(11_520_000).replace("\\N{NO-BREAK SPACE}", " ")
    '3 h 12 min'
    """
    seconds = round(ms / 1_000)
    if ms < 1_000:
        said = f"{ms:.0f} ms"
    elif ms < 120_000:
        said = f"{ms / 1_000:.1f} s"
    elif seconds < 7_200:
        said = f"{seconds // 60} min {seconds % 60} s"
    else:
        said = f"{seconds // 3_600} h {seconds % 3_600 // 60} min"
    return said.replace(" ", "\N{NO-BREAK SPACE}")
