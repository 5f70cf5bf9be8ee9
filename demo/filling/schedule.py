"""The schedule: both services' grids, made as Mina would, and hour clocks and rights."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from callsign.engines.airtime.hour_clock import read_minutes
from callsign.engines.airtime.layers import Layer
from callsign.newsroom.programs.models import Carriage
from callsign.newsroom.schedule.edits import DefaultEdit, RowEdit, SlotEdit
from callsign.newsroom.schedule.models import ClockItem, HourClock, Slot
from callsign.newsroom.schedule.planning import save_edit
from callsign.newsroom.schedule.rights import withhold_what_rights_forbid
from callsign.newsroom.station.models import Service
from demo.content import table
from demo.filling.cast import Filled

# What a grid file calls otherwise than a slot does, or says of time by other means.
RENAMED = {"rrule": "rule"}
ELSEWHERE = {"id", "program", "layer", "rerun_of", "weeks"}


def plan_the_air(filled: Filled) -> None:
    """Make the grids, and the broadcasts of eight weeks."""
    plan = table("schedule")
    carry(plan["carriages"], filled)
    set_clocks(plan["clocks"], filled)
    for slug, grid in plan["services"].items():
        make_grid(filled.services[slug], grid, filled)
        withhold_what_rights_forbid(filled.services[slug], at=filled.at)


def make_grid(service: Service, grid: Mapping[str, Any], filled: Filled) -> None:
    """Save a grid as two changes: its slots, then what repeats them."""
    default = DefaultEdit(filled.programs[grid["default"]].pk)
    first = [slot_edit(row, filled) for row in grid["slots"] if "rerun_of" not in row]
    save(service, [default, *first], "The grid of KDEMO", filled, number=0)
    again = [
        slot_edit(row, filled, service) for row in grid["slots"] if "rerun_of" in row
    ]
    save(service, again, "What is repeated", filled, number=1)


def save(
    service: Service,
    edit: Sequence[RowEdit],
    reason: str,
    filled: Filled,
    *,
    number: int,
) -> None:
    save_edit(
        service, edit, number=number, by=filled.editor, reason=reason, at=filled.at
    )


def slot_edit(
    row: Mapping[str, Any], filled: Filled, service: Service | None = None
) -> SlotEdit:
    """Return a row of the file as an edit of a slot; of a service, if it is a rerun."""
    fields = {
        RENAMED.get(name, name): value
        for name, value in row.items()
        if name not in ELSEWHERE
    }
    fields |= {
        "program_id": filled.programs[row["program"]].pk,
        "layer": Layer.named(row.get("layer", "base")).value,
        **dates_of(row, filled),
    }
    if service is not None:
        original = Slot.objects.get(service=service, key=row["rerun_of"])
        fields["rerun_of_id"] = original.pk
    return SlotEdit(row["id"], fields)


def dates_of(row: Mapping[str, Any], filled: Filled) -> dict[str, str]:
    """Return when a slot holds: from long ago on, or in one week to come."""
    today = filled.today.date()
    if "weeks" not in row:
        return {"valid_from": (today - timedelta(days=400)).isoformat()}
    monday = today + timedelta(weeks=row["weeks"], days=-today.weekday())
    return {
        "valid_from": monday.isoformat(),
        "valid_until": (monday + timedelta(days=6)).isoformat(),
    }


def carry(rows: list[dict[str, Any]], filled: Filled) -> None:
    """Say how the network's programs are carried."""
    station = next(iter(filled.services.values())).station
    for row in rows:
        rights = {name: value for name, value in row.items() if name != "program"}
        program = filled.programs[row["program"]]
        Carriage.objects.get_or_create(
            station=station, program=program, defaults=rights
        )


def set_clocks(rows: list[dict[str, Any]], filled: Filled) -> None:
    """Give programs their hour clocks."""
    for row in rows:
        if HourClock.objects.filter(program=filled.programs[row["program"]]).exists():
            continue
        clock = HourClock.objects.create(
            program=filled.programs[row["program"]],
            name=row["name"],
            valid_from=filled.today.date() - timedelta(days=400),
        )
        ClockItem.objects.bulk_create(
            ClockItem(
                clock=clock,
                sort_order=number,
                kind=kind,
                label=label,
                start_s=read_minutes(start),
                length_s=read_minutes(length),
                is_coverable=kind == "newscast",
            )
            for number, (kind, label, start, length) in enumerate(row["items"])
        )
