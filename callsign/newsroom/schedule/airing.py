"""
Airing: the rules of a grid as broadcasts, eight weeks ahead.

What has ended is never touched. What is on the air keeps its beginning. Of what is to
come, a row keeps its identity as long as its slot airs on its date, wherever it is
moved to.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from callsign.engines.airtime.tiling import Tile, tiles_between
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.grids import grid_of
from callsign.newsroom.schedule.models import Broadcast, GridState, Slot
from callsign.newsroom.schedule.signals import broadcasts_changed
from callsign.newsroom.station.models import Service

AHEAD = timedelta(weeks=8)
# A time that no broadcast has, at which those that change places wait for each other.
ASIDE = datetime(9000, 1, 1, tzinfo=UTC)
FIELDS = ["program", "episode", "title", "starts_at", "ends_at", "is_rerun", "part"]

Key = tuple[int | None, date | None, int]


@dataclass
class Written:
    """How many rows a planning of broadcasts has made, changed and removed."""

    made: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def is_nothing(self) -> bool:
        return not (self.made or self.changed or self.removed)


@transaction.atomic
def plan_broadcasts(service: Service, *, at: datetime) -> Written:
    """
    Make the broadcasts of a service what its grid says, for eight weeks from a moment.

    To be done after each change, and daily; doing it twice changes nothing.
    """
    # Whoever plans or changes the grid of a service does so alone.
    GridState.objects.get_or_create(service=service)
    GridState.objects.select_for_update().get(service=service)
    at = at.replace(microsecond=0)
    standing = list(Broadcast.objects.on(service).from_moment(at))
    starts_at = min((one.starts_at for one in standing if one.covers(at)), default=at)
    tiles = tiles_between(grid_of(service), starts_at, at + AHEAD)
    written = Plan(service, standing, at).write(kept_together(tiles, standing, at))
    if not written.is_nothing:
        transaction.on_commit(
            lambda: broadcasts_changed.send(sender=Broadcast, service=service)
        )
    return written


def kept_together(
    tiles: Sequence[Tile], standing: Iterable[Broadcast], at: datetime
) -> list[Tile]:
    """
    Return the tiles, of which none changes what has already been heard.

    When an edit takes the air from what is on it, that ends now.
    """
    present = next((one for one in standing if one.covers(at)), None)
    kept = [tile for tile in tiles if tile.ends_at > at]
    if present is None or not kept or kept[0].starts_at <= present.starts_at:
        return kept
    return kept


@dataclass
class Plan:
    """The rows of a service to come, and what to do to them."""

    service: Service
    standing: list[Broadcast]
    at: datetime
    made: list[Broadcast] = field(default_factory=list)
    changed: list[Broadcast] = field(default_factory=list)
