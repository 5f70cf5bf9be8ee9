"""The shelf: rows that tiles speak of, by the names they have in a grid."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from callsign.engines.airtime.tiling import Tile
from callsign.newsroom.programs.models import Episode, Program
from callsign.newsroom.schedule.models import Broadcast, GridState, Override, Slot
from callsign.newsroom.station.models import Service

# As far back as a rerun may reach, and a little.
OLDEST = timedelta(days=400)


class Shelf:
    """
    The slots, programs and episodes of one service, by key, slug and date.

    Cost: four queries when it is made.
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
        self.episodes = episodes_of(self.programs.values(), since=at.date() - OLDEST)

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
        """Return the episode of the day on which it first aired, if there is one."""
        if program is None or tile.occurrence is None:
            return None
        _, day = tile.occurrence.episode
        return self.episodes.get((program.path, day))


def episodes_of(
    programs: Iterable[Program], *, since: date
) -> dict[tuple[str, date], int]:
    """Return episodes since a date, by the tree path of their program and their date."""
    paths = {program.path for program in programs}
    rows = Episode.objects.filter(aired_on__gte=since).order_by("pk")
    found: dict[tuple[str, date], int] = {}
    for pk, path, aired_on in rows.values_list("pk", "path", "aired_on"):
        parent = path[: -Episode.steplen]
        if parent in paths:
            found.setdefault((parent, aired_on), pk)
    return found
