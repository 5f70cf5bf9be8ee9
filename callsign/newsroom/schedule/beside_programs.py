"""What the schedule has to say on the desk page of a program."""

from collections.abc import Iterator

from django.urls import reverse

from callsign.newsroom.programs.beside import Group, Row
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.models import HourClock, Slot

CLOCKS = "wagtailsnippets_schedule_hourclock"


def beside(program: Program) -> Iterator[Group]:
    """Yield its places in the grids, and its hour clocks."""
    slots = Slot.objects.filter(program=program, is_withdrawn=False)
    yield Group(
        "In the schedule",
        "schedule.view_slot",
        tuple(Row(in_words(slot)) for slot in slots.select_related("service")),
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
    return f"{slot.service}: {times}, {slot.rule or f'on {slot.valid_from}'}"
