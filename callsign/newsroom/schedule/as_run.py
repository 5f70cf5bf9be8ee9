"""
As run: what was on the air, beside what was planned.

The logbook knows stretches of sound and which source was heard; broadcasts know what was
meant to be. Both are joined by time, for the log that licenses and funders ask for.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max, Min

from callsign.newsroom.logbook.models import Aired, AsRun, Outage, Said, Switch
from callsign.newsroom.schedule.models import Broadcast
from callsign.newsroom.schedule.stretches import (
    LEAST_GAP_MS,
    joined,
    meeting,
    meeting_of,
    milliseconds,
    moment,
)
from callsign.newsroom.station.models import Service

# When the last of its sound is in the logbook for sure.
SETTLED = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch of time, in UTC milliseconds, and the source that was heard in it."""

    start_ms: int
    end_ms: int
    source: str


@dataclass(frozen=True, slots=True)
class Line:
    """A broadcast as it was planned, and as it ran."""

    broadcast: Broadcast
    aired_from: datetime | None
    aired_until: datetime | None
    on_air_ms: int
    missing_ms: int
    silent_ms: int
    sources: tuple[str, ...]
    played: tuple[AsRun, ...]
    said: tuple[str, ...]

    @property
    def was_whole(self) -> bool:
        return self.aired_from is not None and not (self.missing_ms or self.silent_ms)


class Log:
    """
    What the logbook has of a service between two moments.

    Cost: five queries.
    """

    def __init__(
        self, service: Service, starts_at: datetime, ends_at: datetime
    ) -> None:
        start_ms, end_ms = milliseconds(starts_at), milliseconds(ends_at)
        slug = service.slug
        # A source is switched to when its sound leaves the mixer, which is dated earlier.
        self.delay = timedelta(milliseconds=service.delay_ms)
        aired = Aired.objects.filter(service=slug).covering(start_ms, end_ms)
        self.aired = joined((one.start_ms, one.end_ms) for one in aired)
        self.sources = list(self._sources(slug, starts_at, ends_at))
        self.silences = [
            (milliseconds(one.at), milliseconds(one.ended_at or ends_at), one.source)
            for one in Outage.objects.filter(
                service=slug, kind=Outage.Kind.SILENCE, at__lt=ends_at
            ).exclude(ended_at__lte=starts_at)
        ]
        self.played = list(
            AsRun.objects.filter(service=slug).covering(start_ms, end_ms)
        )
        self.said = list(
            Said.objects.filter(
                service=slug,
                at__gte=starts_at + self.delay,
                at__lt=ends_at + self.delay,
            ).order_by("at", "pk")
        )

    def heard(self, start_ms: int, end_ms: int) -> list[Heard]:
        """Return what was heard of a time: sound there was, of a source."""
        return [
            Heard(*both, source)
            for stretch in self.aired
            for source_start, source_end, source in self.sources
            if source
            for both in meeting(
                meeting_of(stretch, (start_ms, end_ms)), (source_start, source_end)
            )
        ]

    def silent_ms(self, heard: Iterable[Heard]) -> int:
        """Return for how long what was heard was silent."""
        return sum(
            min(one.end_ms, end_ms) - max(one.start_ms, start_ms)
            for one in heard
            for start_ms, end_ms, source in self.silences
            if source == one.source and start_ms < one.end_ms and one.start_ms < end_ms
        )

    def _sources(
        self, slug: str, starts_at: datetime, ends_at: datetime
    ) -> Iterator[tuple[int, int, str]]:
        switches = Switch.objects.filter(service=slug)
        first = switches.filter(at__lt=starts_at + self.delay).first()
        later = switches.filter(
            at__gte=starts_at + self.delay, at__lt=ends_at + self.delay
        ).order_by("at", "pk")
        end_ms = milliseconds(ends_at)
        # Before the first switch that is known, sound has come from somewhere.
        before_ms, source = milliseconds(starts_at), first.source if first else "?"
        for switch in later:
            at_ms = milliseconds(switch.at - self.delay)
            yield before_ms, at_ms, source
            before_ms, source = at_ms, switch.source
        yield before_ms, end_ms, source


def line_of(broadcast: Broadcast, log: Log) -> Line:
    """Return how a broadcast ran."""
    start_ms, end_ms = (
        milliseconds(broadcast.starts_at),
        milliseconds(broadcast.ends_at),
    )
    heard = log.heard(start_ms, end_ms)
    on_air_ms = sum(one.end_ms - one.start_ms for one in heard)
    missing_ms = end_ms - start_ms - on_air_ms
    played = (
        one for one in log.played if start_ms < one.end_ms and one.start_ms < end_ms
    )
    said = (
        one.text
        for one in log.said
        if start_ms <= milliseconds(one.at - log.delay) < end_ms
    )
    return Line(
        broadcast,
        moment(heard[0].start_ms) if heard else None,
        moment(heard[-1].end_ms) if heard else None,
        on_air_ms,
        missing_ms if missing_ms >= LEAST_GAP_MS else 0,
        log.silent_ms(heard),
        tuple(dict.fromkeys(one.source for one in heard)),
        tuple(played),
        tuple(dict.fromkeys(said)),
    )


def lines_of(service: Service, day: date, *, at: datetime) -> list[Line]:
    """Return how a local day ran, as far as it has; broadcasts by when they began."""
    starts_at, ends_at = bounds_of(service, day)
    broadcasts = list(
        Broadcast.objects.on(service)
        .between(starts_at, min(ends_at, at))
        .filter(ends_at__lte=at)
        .for_pages()
    )
    return lines_between(service, broadcasts)


def lines_between(service: Service, broadcasts: Sequence[Broadcast]) -> list[Line]:
    if not broadcasts:
        return []
    starts_at = min(one.starts_at for one in broadcasts)
    log = Log(service, starts_at, max(one.ends_at for one in broadcasts))
    return [line_of(one, log) for one in broadcasts]


def why_not_known(service: Service, day: date, *, at: datetime) -> str:
    """Return why nothing can be said of how a local day ran, "" when something can."""
    starts_at, ends_at = bounds_of(service, day)
    if starts_at > at:
        return "This day is still to come."
    known = Aired.objects.filter(service=service.slug).aggregate(
        first=Min("start_ms"), last=Max("end_ms")
    )
    if known["first"] is None:
        return f"No journal of {service} has arrived yet."
    zone = ZoneInfo(service.station.zone)
    first, last = moment(known["first"]), moment(known["last"])
    if first < ends_at and last > starts_at:
        return ""
    return (
        f"There is no journal of this day: that of {service} goes from"
        f" {first.astimezone(zone).date()} up to {last.astimezone(zone).date()}."
    )


def join(service: Service, *, since: datetime, at: datetime) -> int:
    """
    Write down on broadcasts that have ended when they were on the air; return how many changed.

    Doing it again changes nothing, unless the logbook has learned more.
    """
    ended = list(
        Broadcast.objects.on(service)
        .filter(ends_at__gt=since, ends_at__lte=at - SETTLED)
        .for_pages()
        .order_by("starts_at")
    )
    changed = 0
    for line in lines_between(service, ended):
        one = line.broadcast
        known = (one.aired_from, one.aired_until)
        # What air has forgotten by now was once true.
        if line.aired_from is None or known == (line.aired_from, line.aired_until):
            continue
        one.aired_from, one.aired_until = line.aired_from, line.aired_until
        one.save(update_fields=["aired_from", "aired_until"])
        changed += 1
    return changed


def bounds_of(service: Service, day: date) -> tuple[datetime, datetime]:
    """Return when a local day begins and ends."""
    zone = ZoneInfo(service.station.zone)
    first = datetime(day.year, day.month, day.day, tzinfo=zone)
    later = day + timedelta(days=1)
    return first, datetime(later.year, later.month, later.day, tzinfo=zone)
