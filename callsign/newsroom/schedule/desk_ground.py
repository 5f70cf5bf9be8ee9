"""The ground an edit stands on: a service, and perhaps a slot, one of its dates, a week."""

from __future__ import annotations  # a field is called date, as dates are

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from callsign.engines.airtime.expansion import dates
from callsign.engines.airtime.grid import Grid
from callsign.engines.airtime.wall_clock import utc
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.desk_fields import date_in
from callsign.newsroom.schedule.desk_week import clock
from callsign.newsroom.schedule.edits import SLOT_FIELDS, fields_of
from callsign.newsroom.schedule.grids import grid_of
from callsign.newsroom.schedule.models import Override, Slot
from callsign.newsroom.schedule.occurrence_of_date import occurrence_on
from callsign.newsroom.schedule.slot_keys import new_key
from callsign.newsroom.station.models import Service

FURTHEST_DAYS = 3_660


@dataclass
class Ground:
    """
    What a form is about.

    ``asked`` is what its address says besides: times that were dragged to, a week.
    """

    service: Service
    at: datetime
    slot: Slot | None = None
    day: date | None = None
    asked: dict[str, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    @cached_property
    def grid(self) -> Grid:
        return grid_of(self.service)

    @property
    def today(self) -> date:
        return self.at.astimezone(self.grid.zone).date()

    @property
    def week(self) -> date:
        """The week that was looked at."""
        return self.asked_date("week") or self.day or self.today

    @cached_property
    def overrides(self) -> list[Override]:
        """The exceptions of the date, in the order in which they apply."""
        found = Override.objects.filter(slot=self.slot, date=self.day)
        return list(found.select_related("program", "made_by"))

    @cached_property
    def airing_times(self) -> tuple[str, str]:
        """When the airing of the date begins and ends, on the wall clock."""
        if self.slot is None or self.day is None:
            return "", ""
        one = occurrence_on(self.grid, self.slot.key, self.day)
        if one is None:
            return f"{self.slot.local_start:%H:%M}", f"{self.slot.local_end:%H:%M}"
        zone = self.grid.zone
        return clock(utc(one.start), zone), clock(utc(one.end), zone)

    def asked_date(self, name: str) -> date | None:
        return date_in(self.asked.get(name))

    def asked_time(self, name: str) -> time | None:
        try:
            return time.fromisoformat(self.asked.get(name, ""))
        except ValueError:
            return None

    def fields_of_slot(self) -> dict[str, Any]:
        """Return everything that makes the slot what it is."""
        return fields_of(self.slot, SLOT_FIELDS)

    def dates_from(self, first: date) -> Iterator[date]:
        """Yield the dates on which the slot airs, from one on."""
        slot = self.grid.by_id[self.slot.key]
        start = first.toordinal()
        last = start + FURTHEST_DAYS
        if slot.valid_until is not None:
            last = min(last, slot.valid_until.toordinal())
        for day in dates(
            slot.rule,
            valid_from=slot.valid_from.toordinal(),
            first=start,
            last=last,
            start_s=slot.start_s,
            zone=self.grid.zone,
        ):
            yield date.fromordinal(day)

    def new_key(self, program: Program) -> str:
        """Return a key for another slot; each call, another one."""
        key = new_key(self.service, program, taken=self.keys)
        self.keys.add(key)
        return key
