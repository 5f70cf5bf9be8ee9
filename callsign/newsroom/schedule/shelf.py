"""The shelf: rows that tiles speak of, by the names they have in a grid."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from callsign.engines.airtime.tiling import Tile
from callsign.newsroom.programs.feed import IN_STEP, feed_day, feed_delays
from callsign.newsroom.programs.models import Episode, Program
from callsign.newsroom.schedule.models import Broadcast, GridState, Override, Slot
from callsign.newsroom.station.models import Service

# As far back as a rerun may reach, and a little.
OLDEST = timedelta(days=400)


class Shelf:
    """
    The slots, programs and episodes of one service, by key, slug and date.

    Several slots of a program on one date have an episode each, in the order in which
    they air, as far as there are any; a rerun has that of the slot it repeats.

    Cost: seven queries when it is made.
    """

    def __init__(self, service: Service, *, at: datetime) -> None:
        self.service = service
        slots = Slot.objects.filter(service=service).select_related("program")
        self.slots = {slot.key: slot for slot in slots}
        self.programs = {
            slot.program.slug: slot.program for slot in self.slots.values()
        }
        for override in Override.objects.filter(
            slot__service=service, program__isnull=False
        ).select_related("program"):
            self.programs[override.program.slug] = override.program
        state = (
            GridState.objects.filter(service=service)
            .select_related("default_program")
            .first()
        )
        self.default = state.default_program if state else None
        self.delays = feed_delays(service.station_id)
        since = at.date() - OLDEST
        self.episodes = episodes_of(self.programs.values(), since=since)
        self.aired = aired_by(service, since=since)

    def broadcast(self, tile: Tile) -> Broadcast:
        """Return a tile as a broadcast that is not yet stored."""
        slot = self.slots[tile.slot] if tile.slot else None
        program = self.programs[tile.program] if slot else self.default
        return Broadcast(
            service=self.service,
            slot=slot,
            local_date=tile.local_date,
            program=program,
            episode_id=self.episode_id(tile, program),
            title=tile.title,
            starts_at=tile.starts_at,
            ends_at=tile.ends_at,
            is_rerun=bool(slot and slot.rerun_of_id),
        )

    def is_of(self, broadcast: Broadcast, tile: Tile) -> bool:
        """Return whether a broadcast is the airing that a tile is a part of."""
        new = self.broadcast(tile)
        return (broadcast.slot_id, broadcast.local_date, broadcast.program_id) == (
            new.slot_id,
            new.local_date,
            new.program_id,
        )

    def episode_id(self, tile: Tile, program: Program | None) -> int | None:
        """Return the episode of the airing, or of that which it repeats, if there is one."""
        if program is None or tile.occurrence is None:
            return None
        key, day = tile.occurrence.episode
        slot = self.slots.get(key) or self.slots[tile.occurrence.slot.id]
        delay = self.delays.get(program.pk, IN_STEP)
        edition = feed_day(day, slot.local_start, delay)
        known = self.episodes.get((program.path, edition), [])
        airings = self.aired[program.pk, day]
        if (own := airings.get(slot.pk)) is not None:
            return own
        taken = {pk for other, pk in airings.items() if other != slot.pk}
        free = [pk for pk in known if pk not in taken]
        # What is recorded becomes an episode of its own, and is not another's before.
        found = free or ([] if slot.is_recorded else known)
        if not found:
            return None
        if key == tile.slot:
            airings[slot.pk] = found[0]
        return found[0]


def episodes_of(
    programs: Iterable[Program], *, since: date
) -> Mapping[tuple[str, date], list[int]]:
    """Return episodes since a date, by the tree path of their program and their date."""
    paths = {program.path for program in programs}
    rows = Episode.objects.filter(aired_on__gte=since).order_by("pk")
    found = defaultdict(list)
    for pk, path, aired_on in rows.values_list("pk", "path", "aired_on"):
        parent = path[: -Episode.steplen]
        if parent in paths:
            found[parent, aired_on].append(pk)
    return found


def aired_by(
    service: Service, *, since: date
) -> defaultdict[tuple[int, date], dict[int, int]]:
    """Return the episodes of first airings, by program and date, then by slot."""
    rows = Broadcast.objects.on(service).filter(
        is_rerun=False, episode__isnull=False, local_date__gte=since
    )
    found: defaultdict[tuple[int, date], dict[int, int]] = defaultdict(dict)
    for program, day, slot, episode in rows.order_by("starts_at").values_list(
        "program", "local_date", "slot", "episode"
    ):
        found[program, day].setdefault(slot, episode)
    return found
