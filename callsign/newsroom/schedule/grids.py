"""Grids: a service's slots and overrides as the engine's values."""

from collections.abc import Iterable
from datetime import time
from zoneinfo import ZoneInfo

from callsign.engines.airtime import grid as engine
from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.recurrence import read_rule
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.models import GridState, Override, Slot
from callsign.newsroom.station.models import Service


def grid_of(service: Service) -> engine.Grid:
    """
    Return the grid of a service as it is stored.

    Programs stand in it by the slugs of their pages; filler of a service without a
    default program has an empty one. Cost: three queries.
    """
    state = (
        GridState.objects.filter(service=service)
        .select_related("default_program")
        .first()
    )
    slots = Slot.objects.standing(service).select_related("program", "rerun_of")
    overrides = Override.objects.filter(
        slot__service=service, slot__is_withdrawn=False
    ).select_related("slot", "program", "made_by")
    return grid_from(
        service, state.default_program if state else None, slots, overrides
    )


def grid_from(
    service: Service,
    default: Program | None,
    slots: Iterable[Slot],
    overrides: Iterable[Override],
) -> engine.Grid:
    """Return a grid of rows, stored or not; keys and dates name them."""
    return engine.Grid(
        ZoneInfo(service.station.zone),
        default.slug if default else "",
        tuple(slot_value(slot) for slot in slots),
        tuple(override_value(override) for override in overrides),
    )


def slot_value(slot: Slot) -> engine.Slot:
    return engine.Slot(
        id=slot.key,
        program=slot.program.slug,
        layer=Layer(slot.layer),
        rule=read_rule(slot.rule),
        start_s=seconds_of_day(slot.local_start),
        end_s=seconds_of_day(slot.local_end),
        valid_from=slot.valid_from,
        valid_until=slot.valid_until,
        title=slot.title,
        rerun_of=slot.rerun_of.key if slot.rerun_of else "",
        rerun_after_days=slot.rerun_after_days,
    )


def override_value(override: Override) -> engine.Override:
    return engine.Override(
        slot=override.slot.key,
        date=override.date,
        do=engine.Doing(override.do),
        program=override.program.slug if override.program else "",
        start_s=seconds_or_none(override.local_start),
        end_s=seconds_or_none(override.local_end),
        title=override.title,
        reason=override.reason,
        by=str(override.made_by or ""),
    )


def seconds_of_day(at: time) -> int:
    return at.hour * 3_600 + at.minute * 60 + at.second


def seconds_or_none(at: time | None) -> int | None:
    return None if at is None else seconds_of_day(at)
