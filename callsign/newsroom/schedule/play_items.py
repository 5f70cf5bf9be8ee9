"""
What a play plan plays of each broadcast: its episode, else its program's latest.

Of a program without an episode of its own, the latest that was published is heard, so
that what is heard is what is said to be on.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from callsign.engines.stream.legible import one_line
from callsign.engines.stream.moments import EPOCH, MILLISECOND
from callsign.engines.stream.plan import Item
from callsign.newsroom.audio.models import Audio, Rendition
from callsign.newsroom.programs.models import Episode, Program
from callsign.newsroom.schedule.models import Broadcast

logger = logging.getLogger(__name__)

# A rendition may be some milliseconds longer than its master was measured.
SLACK_MS = 1_000
LONGEST_TITLE = 500  # that a plan holds


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


def title_of(broadcast: Broadcast, episode: Episode) -> str:
    """Return what listeners are shown while an episode is heard."""
    names = (one for one, _ in groupby([broadcast.shown_title, episode.title]))
    return one_line(": ".join(name for name in names if name))[:LONGEST_TITLE]


def key_of(broadcast: Broadcast) -> str:
    return f"broadcast-{broadcast.pk}"


def milliseconds(moment: datetime) -> int:
    return (moment - EPOCH) // MILLISECOND
