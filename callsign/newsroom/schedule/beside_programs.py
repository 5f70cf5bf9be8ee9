"""What the schedule has to say on the desk page of a program."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from callsign.newsroom.programs.beside import Group, Row
from callsign.newsroom.programs.feed import feed_delay
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.models import HourClock, Slot

CLOCKS = "wagtailsnippets_schedule_hourclock"


def beside(program: Program) -> Iterator[Group]:
    """Yield its places in the grids, and its hour clocks."""
    slots = Slot.objects.filter(program=program, is_withdrawn=False)
    yield Group(
        "In the schedule",
        "schedule.view_slot",
        tuple(Row(in_words(slot)) for slot in slots.select_related("service__station")),
    )
    yield Group(
        "Hour clocks",
        "schedule.view_hourclock",
        tuple(
            Row(
                f"{clock.name}, from {clock.valid_from}",
                reverse(f"{CLOCKS}:edit", args=[clock.pk]),
            )
            for clock in HourClock.objects.filter(program=program)
        ),
        f"{reverse(f'{CLOCKS}:add')}?program={program.pk}",
    )


def in_words(slot: Slot) -> str:
    times = f"{slot.local_start:%H:%M}–{slot.local_end:%H:%M}"
    when = f"{slot.service}: {times}, {slot.rule or f'on {slot.valid_from}'}"
    delay = feed_delay(slot.service.station_id, slot.program_id)
    if not delay:
        return when
    fed = datetime.combine(slot.valid_from, slot.local_start) - delay
    days = (slot.valid_from - fed.date()).days
    return f"{when}; fed at {fed:%H:%M}{days_before(days)}"


def days_before(days: int) -> str:
    """
    >>> days_before(0), days_before(1), days_before(2)
    ('', ' the day before', ' 2 days before')
    """
    return ("", " the day before")[days] if days < 2 else f" {days} days before"
