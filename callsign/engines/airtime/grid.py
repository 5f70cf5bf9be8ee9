"""The grid of a service: its slots, and the overrides of single dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from zoneinfo import ZoneInfo

from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.recurrence import Rule
from callsign.engines.airtime.wall_clock import DAY_S, WallClock


class Doing(StrEnum):
    """What an override does to a slot on one date."""

    CANCEL = "cancel"
    REPLACE = "replace"
    MOVE = "move"
    RETITLE = "retitle"


@dataclass(frozen=True, slots=True)
class Slot:
    """
    A recurring place in the week's grid, in local time.

    ``start_s`` and ``end_s`` are seconds on the wall clock of its date; an ``end_s``
    not after ``start_s`` is the next day's. ``valid_until`` is the last date there may be.
    A rerun airs the episode that ``rerun_of`` had ``rerun_after_days`` before.
    """

    id: str
    program: str
    layer: Layer
    rule: Rule
    start_s: int
    end_s: int
    valid_from: date
    valid_until: date | None = None
    title: str = ""
    by: str = ""
    rerun_of: str = ""
    rerun_after_days: int = 0


@dataclass(frozen=True, slots=True)
class Override:
    """
    One date's exception to a slot. ``date`` is the local date of the slot's own start.

    A move has its own times; a start alone keeps the slot's length on the wall clock.
    """

    slot: str
    date: date
    do: Doing
    program: str = ""
    start_s: int | None = None
    end_s: int | None = None
    title: str = ""
    reason: str = ""
    by: str = ""


@dataclass(frozen=True)
class Grid:
    """
    Everything that decides what a service airs.

    ``default`` is the program of what no slot covers. Slot ids are unique; overrides
    apply in their order.
    """

    zone: ZoneInfo
    default: str
    slots: tuple[Slot, ...] = ()
    overrides: tuple[Override, ...] = ()

    @cached_property
    def clock(self) -> WallClock:
        return WallClock(self.zone)

    @cached_property
    def by_id(self) -> Mapping[str, Slot]:
        return MappingProxyType({slot.id: slot for slot in self.slots})

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """
        The order in which slots cover each other; the highest is heard.

        Among equal layers the later ``valid_from`` wins, then the id that sorts last.
        """
        order = sorted(
            self.slots, key=lambda slot: (slot.layer, slot.valid_from, slot.id)
        )
        return MappingProxyType({slot.id: rank for rank, slot in enumerate(order)})

    @cached_property
    def changes(self) -> Mapping[str, Mapping[int, tuple[Override, ...]]]:
        """The overrides of each slot, by the ordinal of their date."""
        found: dict[str, dict[int, tuple[Override, ...]]] = {}
        for one in self.overrides:
            dates = found.setdefault(one.slot, {})
            dates[one.date.toordinal()] = (*dates.get(one.date.toordinal(), ()), one)
        return MappingProxyType(found)


def wall_end_s(start_s: int, end_s: int) -> int:
    """
    Return an end in seconds of its start's date: beyond the day, when it is the next's.

    >>> wall_end_s(22 * 3_600, 2 * 3_600) // 3_600
    26
    >>> wall_end_s(0, 0) // 3_600
    24
    """
    return end_s if end_s > start_s else end_s + DAY_S
