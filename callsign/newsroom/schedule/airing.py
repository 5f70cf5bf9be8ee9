"""
Airing: the rules of a grid as broadcasts, eight weeks ahead.

What has ended is never touched. What is on the air keeps its beginning. Of what is to
come, a row keeps its identity as long as its slot airs on its date, wherever it is
moved to.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from callsign.engines.airtime.asking import on_air
from callsign.engines.airtime.grid import Grid
from callsign.engines.airtime.tiling import Tile, tiles_between
from callsign.newsroom.schedule.grids import grid_of
from callsign.newsroom.schedule.models import Broadcast, GridState
from callsign.newsroom.schedule.shelf import Shelf
from callsign.newsroom.schedule.signals import broadcasts_changed
from callsign.newsroom.station.models import Service

AHEAD = timedelta(weeks=8)
# An airing that began before this has ended.
LONGEST = timedelta(days=3)
# A time that no broadcast has, at which those that change places wait for each other.
ASIDE = datetime(9000, 1, 1, tzinfo=UTC)
WRITTEN = ["program", "episode", "title", "starts_at", "ends_at", "is_rerun"]

Key = tuple[int | None, date | datetime | None, int]


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows were made, changed and removed."""

    made: int = 0
    changed: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        return bool(self.made or self.changed or self.removed)


@transaction.atomic
def plan_broadcasts(service: Service, *, at: datetime) -> Written:
    """
    Make the broadcasts of a service what its grid says, for eight weeks from a moment.

    To be done after each change, and daily; doing it twice changes nothing. Cost: a
    query to write all that is new, one for all that has changed.
    """
    lock_grid(service)
    at = at.replace(microsecond=0)
    grid, shelf = grid_of(service), Shelf(service, at=at)
    ended = list(
        Broadcast.objects.on(service).filter(starts_at__lt=at, ends_at__gt=at - LONGEST)
    )
    heard = end_what_is_heard(ended, on_air(grid, at=at), shelf, at)
    starts_at = max((one.ends_at for one in heard), default=at - LONGEST)
    wanted = broadcasts_from(grid, shelf, heard, starts_at, at)
    written = write(service, wanted, at)
    if written:
        transaction.on_commit(
            lambda: broadcasts_changed.send(sender=Broadcast, service=service)
        )
    return written


def lock_grid(service: Service) -> GridState:
    """Return the state of a grid, for who is alone with it until the end of the transaction."""
    GridState.objects.get_or_create(service=service)
    return GridState.objects.select_for_update().get(service=service)


def end_what_is_heard(
    heard: list[Broadcast], tile: Tile, shelf: Shelf, at: datetime
) -> list[Broadcast]:
    """Let what is on the air end when its tile does; now, if the air was taken from it."""
    for one in heard:
        if one.ends_at <= at:
            continue
        goes_on = shelf.is_of(one, tile)
        ends_at = tile.ends_at if goes_on else at
        title = tile.title if goes_on else one.title
        if (ends_at, title) != (one.ends_at, one.title):
            one.ends_at, one.title = ends_at, title
            one.save(update_fields=["ends_at", "title"], at=at)
    return heard


def broadcasts_from(
    grid: Grid, shelf: Shelf, heard: list[Broadcast], starts_at: datetime, at: datetime
) -> list[Broadcast]:
    """Return the broadcasts that follow what was heard, not yet stored."""
    parts = Counter((one.slot_id, one.local_date) for one in heard)
    found = []
    for tile in tiles_between(grid, starts_at, horizon(at)):
        if tile.ends_at <= at:
            # Nobody planned for it at the time; nothing is made up afterwards.
            continue
        one = shelf.broadcast(tile)
        one.part = parts[one.slot_id, one.local_date] if one.slot_id else 0
        parts[one.slot_id, one.local_date] += 1
        found.append(one)
    return found


def horizon(at: datetime) -> datetime:
    """
    Return how far is planned: a whole day, so that a day's later plannings write nothing.

    >>> horizon(datetime(2026, 11, 23, 15, 30, tzinfo=UTC)).isoformat()
    '2027-01-19T00:00:00+00:00'
    """
    day = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + AHEAD + timedelta(days=1)


def write(service: Service, wanted: Iterable[Broadcast], at: datetime) -> Written:
    """Make the rows to come those that are wanted."""
    standing = {
        key_of(one): one
        for one in Broadcast.objects.on(service).filter(starts_at__gte=at)
    }
    made, changed = [], []
    for one in wanted:
        present = standing.pop(key_of(one), None)
        if present is None:
            made.append(one)
        elif take_over(present, one):
            changed.append(present)
    Broadcast.objects.filter(pk__in=[one.pk for one in standing.values()]).delete()
    change(changed)
    Broadcast.objects.bulk_create(made)
    return Written(len(made), len(changed), len(standing))


def change(changed: list[Broadcast]) -> None:
    """Write rows, some of which may want the place that another is about to leave."""
    aside = [
        Broadcast(
            pk=one.pk,
            starts_at=ASIDE + timedelta(seconds=one.pk),
            ends_at=ASIDE + timedelta(seconds=one.pk + 1),
        )
        for one in changed
    ]
    Broadcast.objects.bulk_update(aside, ["starts_at", "ends_at"])
    Broadcast.objects.bulk_update(changed, WRITTEN)


def take_over(present: Broadcast, one: Broadcast) -> bool:
    """Make a stored row like a new one; return whether anything is otherwise."""
    # An episode that somebody chose stays.
    one.episode_id = present.episode_id or one.episode_id
    names = [
        f"{name}_id" if name in ("program", "episode") else name for name in WRITTEN
    ]
    is_changed = any(getattr(present, name) != getattr(one, name) for name in names)
    for name in names:
        setattr(present, name, getattr(one, name))
    return is_changed


def key_of(one: Broadcast) -> Key:
    """Return what a row is known by: filler, by when it starts."""
    if one.slot_id is None:
        return None, one.starts_at, 0
    return one.slot_id, one.local_date, one.part
