"""
The draft of an episode that an aircheck makes: its segments, its credits, its address.

An episode that somebody made beforehand is the one that is given the sound; what an
editor has put there stays as it is.
"""

from collections.abc import Sequence

from django.utils.dateformat import format as written
from wagtail.models import Page

from callsign.engines.airtime.hour_clock import AiredItem, ItemKind
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models import (
    Episode,
    EpisodeCredit,
    Program,
    ProgramHost,
    Segment,
)
from callsign.newsroom.schedule.cutting import Cut, day_of
from callsign.newsroom.schedule.models import Aircheck, Broadcast
from callsign.newsroom.schedule.rounds import plan_soon


def drafted(aircheck: Aircheck, cut: Cut) -> Episode:
    """Return the airing's episode with its sound: the one that waits for it, or a new draft."""
    broadcast = aircheck.broadcast
    episode = awaiting(broadcast)
    if episode is None:
        return new_draft(broadcast, aircheck.audio, cut)
    edition: Episode = episode.get_latest_revision_as_object()
    if edition.audio is None:
        edition.audio = aircheck.audio
        edition.save_revision()
    align_script(edition, aircheck.audio)
    return episode


def awaiting(broadcast: Broadcast) -> Episode | None:
    """Return the episode of an airing that somebody made beforehand."""
    if broadcast.episode is not None:
        return broadcast.episode
    children = Episode.objects.child_of(broadcast.program)
    same_day = Broadcast.objects.filter(
        service=broadcast.service_id,
        local_date=broadcast.local_date,
        is_rerun=False,
        episode__isnull=False,
    )
    # Of a program that airs twice a day, that of the morning is not the evening's.
    aired = same_day.exclude(slot=broadcast.slot_id)
    free = children.exclude(pk__in=aired.values("episode"))
    return free.filter(aired_on=day_of(broadcast)).order_by("pk").first()


def new_draft(broadcast: Broadcast, audio: Audio | None, cut: Cut) -> Episode:
    program: Program = Program.objects.get(pk=broadcast.program_id)
    day = day_of(broadcast)
    episode = Episode(
        title=title_of(broadcast),
        slug=free_slug(program, day.isoformat()),
        aired_on=day,
        audio=audio,
        live=False,
    )
    episode.credits = [
        EpisodeCredit(person_id=host.person_id, credit=host.credit, sort_order=number)
        for number, host in enumerate(ProgramHost.objects.filter(program=program))
    ]
    episode.segments = segments_of(cut)
    program.add_child(instance=episode)
    episode.save_revision()
    return episode


def segments_of(cut: Cut) -> list[Segment]:
    """Return the segments of the recording, by the program's hour clock."""
    return [
        Segment(
            label=one.item.label[:8],
            title=name_of(one, number),
            start_ms=cut.place_ms(one.starts_at),
            end_ms=cut.place_ms(one.ends_at),
            sort_order=number,
        )
        for number, one in enumerate(cut.clock)
        if one.item.kind in (ItemKind.SEGMENT, ItemKind.NEWSCAST)
    ]


def name_of(one: AiredItem, number: int) -> str:
    name = one.item.name
    return name[0].upper() + name[1:] if name else f"Segment {number + 1}"


def align_script(edition: Episode, audio: Audio | None) -> None:
    """Give the script of an episode its recording; it is aligned once that is prepared."""
    transcript = edition.transcript
    if transcript is None or transcript.audio_id is not None or audio is None:
        return
    transcript.audio = audio
    transcript.save(update_fields=["audio"])


def learn_episode(broadcast: Broadcast, episode: Episode) -> None:
    """Let the airing, and those that repeat it, know their episode."""
    same = Broadcast.objects.filter(
        service=broadcast.service_id,
        slot=broadcast.slot_id,
        local_date=broadcast.local_date,
        program=broadcast.program_id,
        episode=None,
    )
    for one in same:
        one.episode = episode
        one.save(update_fields=["episode"])
    broadcast.episode = episode
    # The evening's repeat may be due within the minutes until grids are planned again.
    plan_soon()


def title_of(broadcast: Broadcast) -> str:
    """Return a first title: what was on, and the date."""
    return f"{broadcast.shown_title}, {written(day_of(broadcast), 'F j, Y')}"


def free_slug(program: Page, wanted: str) -> str:
    """Return an address under a program that nothing has."""
    taken: Sequence[str] = list(
        program.get_children()
        .filter(slug__startswith=wanted)
        .values_list("slug", flat=True)
    )
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
