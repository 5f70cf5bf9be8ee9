"""
The difference between two plans: what an edit would change, before it is saved.

Airings are paired by slot and local date, so that "moved" can be told from "gone".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from callsign.engines.airtime.tiling import Tile

NO_NAMES: Mapping[str, str] = MappingProxyType({})

Airing = tuple[str | None, date | None]


class Change(StrEnum):
    """What may become of an airing."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REPLACED = "replaced"
    RETITLED = "retitled"


@dataclass(frozen=True, slots=True)
class Difference:
    """One airing that an edit changes; ``before`` or ``after`` is empty when there is none."""

    change: Change
    slot: str
    local_date: date
    before: tuple[Tile, ...] = ()
    after: tuple[Tile, ...] = ()

    @property
    def starts_at(self) -> datetime:
        return (self.after or self.before)[0].starts_at


def differences(before: Iterable[Tile], after: Iterable[Tile]) -> list[Difference]:
    """
    Return what differs between two tilings of the same time, in order of time.

    Filler is left out: it is told of as gaps.
    """
    old, new = by_airing(before), by_airing(after)
    found = [
        one
        for airing in {**old, **new}
        if (one := difference_of(airing, old.get(airing, ()), new.get(airing, ())))
    ]
    return sorted(found, key=lambda one: (one.starts_at, one.slot))


def by_airing(tiles: Iterable[Tile]) -> dict[Airing, tuple[Tile, ...]]:
    found: dict[Airing, tuple[Tile, ...]] = {}
    for tile in tiles:
        if not tile.is_filler:
            key = tile.slot, tile.local_date
            found[key] = (*found.get(key, ()), tile)
    return found


def difference_of(
    airing: Airing, before: tuple[Tile, ...], after: tuple[Tile, ...]
) -> Difference | None:
    slot, local_date = airing
    change = change_of(before, after)
    if change is None or slot is None or local_date is None:
        return None
    return Difference(change, slot, local_date, before, after)


def change_of(before: Sequence[Tile], after: Sequence[Tile]) -> Change | None:
    if not before:
        return Change.ADDED
    if not after:
        return Change.REMOVED
    if [(one.starts_at, one.ends_at) for one in before] != [
        (one.starts_at, one.ends_at) for one in after
    ]:
        return Change.MOVED
    if before[0].program != after[0].program:
        return Change.REPLACED
    return Change.RETITLED if before[0].title != after[0].title else None


def in_words(
    found: Iterable[Difference], *, zone: ZoneInfo, names: Mapping[str, str] = NO_NAMES
) -> Iterator[str]:
    """
    Yield a sentence for each difference, in the station's local time.

    ``names`` are what programs are called; one without a name is called by its slug.
    """
    for one in found:
        yield sentence_of(one, zone, names)


def sentence_of(one: Difference, zone: ZoneInfo, names: Mapping[str, str]) -> str:
    old, new = (
        " and ".join(span(tile, zone) for tile in side)
        for side in (one.before, one.after)
    )
    match one.change:
        case Change.ADDED:
            return f"{new}: {name(one.after[0], names)} airs"
        case Change.REMOVED:
            return f"{old}: {name(one.before[0], names)} no longer airs"
        case Change.MOVED:
            return f"{name(one.after[0], names)} airs {new} instead of {old}"
        case Change.REPLACED:
            return f"{new}: {name(one.after[0], names)} instead of {name(one.before[0], names)}"
        case _:
            return f"{new}: {name(one.before[0], names)} is called {name(one.after[0], names)}"


def name(tile: Tile, names: Mapping[str, str]) -> str:
    if tile.title:
        return f"“{tile.title}”"
    return names.get(tile.program, tile.program)


def span(tile: Tile, zone: ZoneInfo) -> str:
    """Return when a tile is, as people say it: Fri Nov 27, 2026, 09:00–10:00."""
    start, end = tile.starts_at.astimezone(zone), tile.ends_at.astimezone(zone)
    shown = f"{start:%a %b} {start.day}, {start.year}, {clock(start)}–{clock(end)}"
    days = (end - timedelta(microseconds=1)).date() - start.date()
    return shown if not days else f"{shown} (the day after)"


def clock(moment: datetime) -> str:
    text = f"{moment:%H:%M:%S}"
    return text.removesuffix(":00")
