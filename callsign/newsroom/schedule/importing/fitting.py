"""Fitting: what a file wants, made to fit a grid, whichever kind of file it was."""

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

from callsign.engines.airtime.expansion import has_a_date
from callsign.engines.airtime.recurrence import read_rule
from callsign.engines.airtime.titles import titled
from callsign.newsroom.schedule.grids import seconds_of_day
from callsign.newsroom.schedule.importing.wanted import Wanted, WantedSlot


def fit(wanted: Wanted, zone: ZoneInfo) -> None:
    """Leave out slots that never air, and of titles what is no letter; each is told of."""
    slots = []
    for slot in wanted.slots:
        if never_airs(slot, zone):
            wanted.left_out.add(f"slot {slot.key}", "this rule has no date")
            continue
        title = titled(slot.title)
        if title != slot.title:
            wanted.left_out.add(f"slot {slot.key}", "of its title, what is no letter")
        slots.append(replace(slot, title=title))
    known = {slot.key for slot in slots}
    wanted.slots = slots
    wanted.overrides = [
        replace(one, title=titled(one.title), reason=titled(one.reason))
        for one in wanted.overrides
        if one.slot in known
    ]


def never_airs(slot: WantedSlot, zone: ZoneInfo) -> bool:
    start_s = seconds_of_day(time.fromisoformat(slot.local_start))
    valid_from = date.fromisoformat(slot.valid_from)
    rule = read_rule(slot.rule)
    return not has_a_date(rule, valid_from, start_s=start_s, zone=zone)
