"""
The play plan: what a service without an encoder plays in the next 48 hours.

Each broadcast's episode from its start; without one, the latest of its program that was
published, so that what is heard is what is said to be on. The station's identification on
the hour where no episode is heard; the rest is for air to fill. And what the service is
called, from as far back as it can be rewound, whoever makes its sound.
"""

import logging
import os
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from callsign.engines.stream.legible import one_line
from callsign.engines.stream.moments import EPOCH, MILLISECOND
from callsign.engines.stream.plan import Item, ItemKind, Plan, Title, write_plan
from callsign.newsroom.audio.models import Audio, Rendition
from callsign.newsroom.programs.models import Carriage, Episode, Program
from callsign.newsroom.schedule.models import Broadcast, Identification
from callsign.newsroom.station.air_configuration import air_folder, replace
from callsign.newsroom.station.models import Service, Source

logger = logging.getLogger(__name__)

AHEAD = timedelta(hours=48)
EVERY = timedelta(minutes=10)
HOUR_MS = 3_600_000
# Air keeps sound a little longer than it may be rewound.
KEPT_LONGER = timedelta(hours=1)
# A rendition may be some milliseconds longer than its master was measured.
SLACK_MS = 1_000
# How late the station may still name itself: at the next break, if that is near.
LATEST_ID_MS = 15 * 60_000
LONGEST_TITLE = 500  # that a plan holds


def play_plan(service: Service, *, at: datetime) -> Plan:
    """
    Return the play plan of a service, from a moment on.

    Only a service with a source of the kind *plan* has items.
    """
    since = at - timedelta(hours=service.rewind_hours) - KEPT_LONGER
    broadcasts = list(
        Broadcast.objects.on(service).between(since, at + AHEAD).for_pages()
    )
    items: list[Item] = []
    if service.sources.filter(kind=Source.Kind.PLAN).exists():
        heard = [one for one in broadcasts if one.ends_at > at]
        items = list(episodes_of(heard))
        items += identifications(service, items, milliseconds(at))
    return Plan(
        service.slug,
        made_ms=milliseconds(at),
        until_ms=milliseconds(at + AHEAD),
        items=tuple(sorted(items, key=lambda item: item.start_ms)),
        titles=tuple(titles_of(broadcasts, not_streamed_by(service))),
    )


def write_play_plan(service: Service, *, at: datetime) -> None:
    """
    Bring the plan of a service up to the database, for air to find.

    Raises: OSError
    """
    file = plan_path(service)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace(file, write_plan(play_plan(service, at=at)))
    # When it was made, by the caller's clock: the next round looks how old it is.
    os.utime(file, (at.timestamp(), at.timestamp()))


def keep_play_plans(*, at: datetime) -> None:
    """Write each plan that is ten minutes old, or is not there."""
    for service in Service.objects.all():
        if not is_fresh(plan_path(service), at=at):
            tell_plan(service, at=at)


def tell_plan(service: Service, *, at: datetime) -> None:
    """
    Write a plan after a change that is committed already.

    A station is not kept from its work by a file; the old plan holds.
    """
    try:
        write_play_plan(service, at=at)
    except OSError as error:
        logger.error("the play plan of %s could not be written: %s", service, error)


def tell_plans() -> None:
    """Write every plan as of now."""
    at = timezone.now()
    for service in Service.objects.all():
        tell_plan(service, at=at)


def tell_plans_soon() -> None:
    """Write every plan, once, when what has changed is committed."""
    waiting = transaction.get_connection().run_on_commit
    if not any(entry[1] is tell_plans for entry in waiting):
        transaction.on_commit(tell_plans, robust=True)


def plan_path(service: Service) -> Path:
    return air_folder() / "plan" / f"{service.slug}.json"


def is_fresh(file: Path, *, at: datetime) -> bool:
    try:
        age_s = at.timestamp() - file.stat().st_mtime
    except FileNotFoundError:
        return False
    return 0 <= age_s < EVERY.total_seconds()


def titles_of(
    broadcasts: Iterable[Broadcast], not_streamed: Container[int | None]
) -> Iterator[Title]:
    """Yield what listeners are shown of each broadcast; also that they cannot hear it."""
    for one in broadcasts:
        said = one.shown_title
        if said and one.program_id in not_streamed:
            said = f"{said} cannot be streamed"
        if title := one_line(said)[:LONGEST_TITLE]:
            yield Title(
                key_of(one),
                milliseconds(one.starts_at),
                milliseconds(one.ends_at),
                title,
            )


def not_streamed_by(service: Service) -> Container[int | None]:
    """Return the programs that may not be given on the stream."""
    forbidden = Carriage.objects.filter(station=service.station_id, may_stream=False)
    return set(forbidden.values_list("program", flat=True))


def episodes_of(broadcasts: Sequence[Broadcast]) -> Iterator[Item]:
    """Yield the recording of each broadcast that has one, or whose program has."""
    chosen = {one.pk: as_edited(one.episode) for one in broadcasts if one.episode}
    latest = latest_of({one.program for one in broadcasts if one.program})
    heard = (*chosen.values(), *latest.values())
    paths = paths_of(episode.audio for episode in heard)
    for one in broadcasts:
        own = chosen.get(one.pk)
        has_sound = own is not None and own.audio_id in paths
        episode = own if has_sound else latest.get(one.program_id)
        if episode is not None and episode.audio_id in paths:
            yield from item_of(one, episode, paths[episode.audio_id])


def item_of(broadcast: Broadcast, episode: Episode, path: str) -> Iterator[Item]:
    """Yield a broadcast's item, unless it goes on after the end of its recording."""
    skip_ms = heard_before_ms(broadcast)
    left_ms = episode.audio.duration_ms - skip_ms
    start_ms = milliseconds(broadcast.starts_at)
    if left_ms > 0:
        yield Item(
            key_of(broadcast),
            start_ms,
            min(milliseconds(broadcast.ends_at), start_ms + left_ms + SLACK_MS),
            path=path,
            title=title_of(broadcast, episode),
            skip_ms=skip_ms,
            broadcast=broadcast.pk,
        )


def latest_of(programs: Iterable[Program]) -> dict[int, Episode]:
    """Return the latest published episode with sound of programs, by the program's number."""
    by_path = {program.path: program.pk for program in programs}
    rows = Episode.objects.live().exclude(audio=None).order_by("aired_on", "pk")
    latest = {
        by_path[path[: -Episode.steplen]]: pk
        for pk, path in rows.values_list("pk", "path")
        if path[: -Episode.steplen] in by_path
    }
    found = Episode.objects.select_related("audio").in_bulk(latest.values())
    return {program: found[pk] for program, pk in latest.items()}


def as_edited(episode: Episode) -> Episode:
    """Return an episode as it will be heard: until it is published, as its draft says."""
    if episode.live:
        return episode
    draft: Episode = episode.get_latest_revision_as_object()
    return draft


def paths_of(recordings: Iterable[Audio | None]) -> dict[int, str]:
    """Return where the prepared sound of recordings is, on this machine's disk."""
    numbers = {one.pk for one in recordings if one is not None}
    renditions = Rendition.objects.filter(audio__in=numbers, kind=Rendition.Kind.MP3)
    found = {}
    for rendition in renditions:
        try:
            found[rendition.audio_id] = rendition.file.path
        except NotImplementedError:
            # Kept far away, where air cannot read: its time is filled.
            logger.warning("%s is not on this machine and is not played", rendition)
    return found


def heard_before_ms(broadcast: Broadcast) -> int:
    """Return how much of its episode was heard before an airing was interrupted."""
    if not broadcast.part or broadcast.slot_id is None:
        return 0
    earlier = Broadcast.objects.filter(
        service=broadcast.service_id,
        slot=broadcast.slot_id,
        local_date=broadcast.local_date,
        part__lt=broadcast.part,
        episode=broadcast.episode_id,
    )
    lengths = (one.ends_at - one.starts_at for one in earlier)
    return sum(lengths, timedelta()) // MILLISECOND


def identifications(
    service: Service, items: Sequence[Item], since_ms: int
) -> Iterator[Item]:
    """Yield the station's identification for each hour, where there is room for it."""
    known = Identification.objects.filter(service=service).select_related("audio")
    identification = known.first()
    paths = paths_of([identification.audio] if identification else [])
    if identification is None or not paths:
        return
    length_ms = identification.audio.duration_ms
    first_hour_ms = -(-since_ms // HOUR_MS) * HOUR_MS
    last_ms = since_ms + AHEAD // MILLISECOND
    for hour_ms in range(first_hour_ms, last_ms, HOUR_MS):
        start_ms = place_of(hour_ms, length_ms, items)
        if start_ms is not None and start_ms >= since_ms:
            yield Item(
                f"id-{hour_ms // 1_000}",
                start_ms,
                start_ms + length_ms,
                path=paths[identification.audio_id],
                title=one_line(identification.audio.title)[:LONGEST_TITLE],
                kind=ItemKind.ID,
            )


def place_of(hour_ms: int, length_ms: int, items: Sequence[Item]) -> int | None:
    """
    Return where the station may name itself: up to the hour, else at the next break.

    >>> desk = Item("a", 0, 3_000, "/desk.mp3", "Local Desk")
    >>> place_of(5_000, 500, [desk]), place_of(2_000, 500, [desk])
    (4500, 3000)
    """
    breaks = sorted(one.end_ms for one in items)
    later = [one for one in breaks if hour_ms < one <= hour_ms + LATEST_ID_MS]
    for start_ms in (hour_ms - length_ms, hour_ms, *later):
        end_ms = start_ms + length_ms
        if all(one.end_ms <= start_ms or end_ms <= one.start_ms for one in items):
            return start_ms
    return None


def title_of(broadcast: Broadcast, episode: Episode) -> str:
    """Return what listeners are shown while an episode is heard."""
    names = (one for one, _ in groupby([broadcast.shown_title, episode.title]))
    return one_line(": ".join(name for name in names if name))[:LONGEST_TITLE]


def key_of(broadcast: Broadcast) -> str:
    return f"broadcast-{broadcast.pk}"


def milliseconds(moment: datetime) -> int:
    return (moment - EPOCH) // MILLISECOND
