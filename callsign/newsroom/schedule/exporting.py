"""Exporting: a service's grid as a grid file."""

from operator import attrgetter
from typing import Any

from callsign.engines.airtime.layers import Layer
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.models import GridState, Override, Slot
from callsign.newsroom.station.models import Service


def exported(service: Service) -> dict[str, Any]:
    """Return the grid file of a service: docs/reference/grid-file.md."""
    state = GridState.objects.filter(service=service).first()
    default = state.default_program if state else None
    slots = Slot.objects.standing(service).select_related("program", "rerun_of")
    overrides = Override.objects.filter(
        slot__service=service, slot__is_withdrawn=False
    ).select_related("slot", "program", "made_by")
    used = {default, *(one.program for one in (*slots, *overrides))} - {None}
    return {
        "zone": service.station.zone,
        "default": default.slug if default else "",
        "programs": [program_row(one) for one in sorted(used, key=attrgetter("slug"))],
        "slots": [slot_row(slot) for slot in slots],
        "overrides": [override_row(override) for override in overrides],
    }


def program_row(program: Program) -> dict[str, Any]:
    """Tell what a station needs that has no page of the program yet."""
    hosts = program.hosts.select_related("person")
    return {
        "slug": program.slug,
        "title": program.title,
        "teaser": program.teaser,
        "hosts": [one.person.name for one in hosts if one.person],
    }


def slot_row(slot: Slot) -> dict[str, Any]:
    row = {
        "id": slot.key,
        "program": slot.program.slug,
        "layer": Layer(slot.layer).word,
        "rrule": slot.rule,
        "local_start": slot.local_start.isoformat(),
        "local_end": slot.local_end.isoformat(),
        "valid_from": slot.valid_from.isoformat(),
        "valid_until": slot.valid_until.isoformat() if slot.valid_until else None,
    }
    if slot.title:
        row["title"] = slot.title
    if slot.rerun_of:
        row["rerun_of"] = slot.rerun_of.key
        row["rerun_after_days"] = slot.rerun_after_days
    return row


def override_row(override: Override) -> dict[str, Any]:
    row: dict[str, Any] = {
        "slot": override.slot.key,
        "date": override.date.isoformat(),
        "do": override.do,
    }
    told = {
        "program": override.program.slug if override.program else "",
        "local_start": override.local_start.isoformat() if override.local_start else "",
        "local_end": override.local_end.isoformat() if override.local_end else "",
        "title": override.title,
        "reason": override.reason,
        "by": str(override.made_by or ""),
    }
    return row | {name: value for name, value in told.items() if value}
