"""
Alarms: what engineers are written about, once when it begins and once when it is over.

Decided from what the journal said and not from air itself, so a worker that was away
for an hour tells what is still wrong, and nothing of what has passed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from callsign.newsroom.logbook.models import Aired, Alarm, Outage, Switch
from callsign.newsroom.station.models import Service

# A segment is two seconds and the journal is read every five.
SENDS_WITHIN = timedelta(seconds=60)
# A person chose it, or the rights of what is on do: nobody has to be woken.
ON_PURPOSE = frozenset({"held", "not_streamed"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is wrong now, and since when."""

    kind: Alarm.Kind
    service: str
    source: str
    began_at: datetime


def watch(*, at: datetime, watching_since: datetime) -> None:
    """
    Bring the alarms up to what is wrong at a moment.

    While nobody watched, air may have been off on purpose; so it has to be off for a
    while under our eyes before that is an alarm.
    """
    now_wrong = {key_of(one): one for one in troubles(at=at)}
    off_air = {one.service for one in now_wrong.values() if is_off_air(one)}
    if at - watching_since < SENDS_WITHIN:
        now_wrong = {key: one for key, one in now_wrong.items() if not is_off_air(one)}
    open_alarms = {key_of(alarm): alarm for alarm in Alarm.objects.open()}
    for key, alarm in open_alarms.items():
        # Of a service that is off the air nothing else is known to be over.
        is_known = is_off_air(alarm) or alarm.service not in off_air
        if key not in now_wrong and is_known:
            alarm.end(at=over_at(alarm) or at)
    for key, trouble in now_wrong.items():
        if key not in open_alarms:
            Alarm.objects.get_or_create(
                kind=trouble.kind,
                service=trouble.service,
                source=trouble.source,
                began_at=trouble.began_at,
            )


def over_at(alarm: Alarm) -> datetime | None:
    """Return when the journal says that it was over, which was before we looked."""
    if alarm.kind == Alarm.Kind.SILENCE:
        same = Outage.objects.filter(service=alarm.service, source=alarm.source)
        outage = same.filter(kind=Outage.Kind.SILENCE, at=alarm.began_at).first()
        return outage.ended_at if outage else None
    later = Switch.objects.filter(service=alarm.service, at__gt=alarm.began_at)
    back = later.filter(source=alarm.source).order_by("pk").first()
    return back.at if back and alarm.source else None


def key_of(one: Trouble | Alarm) -> tuple[str, str, str, datetime]:
    return (one.kind, one.service, one.source, one.began_at)


def is_off_air(one: Trouble | Alarm) -> bool:
    return one.kind == Alarm.Kind.OFF_AIR


def troubles(*, at: datetime) -> Iterator[Trouble]:
    """Return what is wrong with the services of this newsroom."""
    for service in Service.objects.select_related("station").prefetch_related(
        "sources"
    ):
        if names := [source.name for source in service.sources.all()]:
            yield from troubles_of(service, names, at=at)


def troubles_of(
    service: Service, names: list[str], *, at: datetime
) -> Iterator[Trouble]:
    # The latest that was written down; a clock that went wrong may have dated another later.
    stretch = Aired.objects.filter(service=service.slug).order_by("pk").last()
    if stretch is None:
        return  # never on the air yet
    aired_until = datetime.fromtimestamp(stretch.end_ms / 1_000, UTC)
    if at - aired_until > SENDS_WITHIN:
        # Nothing else is known then: what was wrong is old, and nothing is heard.
        yield Trouble(Alarm.Kind.OFF_AIR, service.slug, "", aired_until)
        return
    silences = Outage.objects.open().filter(
        kind=Outage.Kind.SILENCE, service=service.slug, source__in=names
    )
    for outage in silences:
        yield Trouble(Alarm.Kind.SILENCE, service.slug, outage.source, outage.at)
    patience = timedelta(seconds=service.fallback_alert_s)
    since = on_fallback_since(service.slug, primary=names[0])
    if since is not None and at - since >= patience:
        yield Trouble(Alarm.Kind.FALLBACK, service.slug, names[0], since)


def on_fallback_since(service: str, *, primary: str) -> datetime | None:
    """Return since when something else than the first source is heard, by nobody's choice."""
    switches = Switch.objects.filter(service=service).order_by("pk")
    latest = switches.last()
    if latest is None or latest.source == primary:
        return None
    if latest.reason in ON_PURPOSE:
        return None
    left = switches.filter(source=primary).last()
    away = switches.filter(pk__gt=left.pk) if left else switches
    first = away.first()
    return first.at if first else None
