"""
A program director at work, in a process of its own: run with a demo station's settings.

It plans the service with a grid of 200 slots, then does for each line of its input what it
says, and writes down how long that took:

    preview KIND   the desk's answer to an edit that is tried, and the trial by itself
    retitle TITLE  what is on the air now is saved under another title
"""

import json
import sys
import time
from datetime import timedelta
from zoneinfo import ZoneInfo

import django

django.setup()

# ruff: noqa: E402 (models need the settings first)
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from bench.airtime import realistic
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.edits import OverrideEdit, RowEdit, SlotEdit
from callsign.newsroom.schedule.models import Broadcast, GridState, Slot
from callsign.newsroom.schedule.planning import preview, save_edit
from callsign.newsroom.station.models import Service
from tests.engines.airtime.test_tiling import text_of

PATH = "/desk/schedule/kdemo/edit/"
KINDS = ("special", "move", "cancel")


def main() -> None:
    service = Service.objects.get(slug="kdemo")
    people = get_user_model().objects.all()
    director = next(one for one in people if one.has_perm("schedule.change_slot"))
    lay_out(service)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(director)
    slots = Slot.objects.standing(service).count()
    print(json.dumps(slots), flush=True)
    for line in sys.stdin:
        verb, _, rest = line.strip().partition(" ")
        if verb == "preview":
            said = tried(service, client, rest)
        else:
            said = retitled(service, director, rest)
        print(json.dumps(said), flush=True)


def lay_out(service: Service) -> None:
    """Put the realistic grid in the place of the demo's own, unless it is there."""
    if Slot.objects.filter(service=service, key="FR-10").exists():
        return
    Slot.objects.filter(service=service).update(is_withdrawn=True)
    programs = list(Program.objects.all())
    Slot.objects.bulk_create(
        Slot(
            service=service,
            key=one.id,
            program=programs[number % len(programs)],
            layer=one.layer,
            rule=text_of(one.rule) if one.rule else "",
            local_start=f"{one.start_s // 3_600:02d}:{one.start_s // 60 % 60:02d}",
            local_end=f"{one.end_s // 3_600:02d}:{one.end_s // 60 % 60:02d}",
            valid_from=one.valid_from,
        )
        for number, one in enumerate(realistic().slots)
    )
    plan_broadcasts(service, at=timezone.now())


def tried(service: Service, client: Client, kind: str) -> list[float]:
    """Return how long the desk took to say what an edit would do, and the trial alone."""
    day = timezone.now().astimezone(ZoneInfo(service.station.zone)).date()
    while day.isoweekday() != 5:
        day += timedelta(days=1)
    fields = {"local_start": "10:00", "local_end": "12:00", "step": "preview"}
    asked = f"slot=FR-10&date={day}"
    match kind:
        case "special":
            program = Program.objects.first()
            fields |= {"program": program.pk, "date": f"{day}", "layer": "5"}
        case "move":
            fields |= {"scope": "from", "to_date": f"{day}"}
    began = time.perf_counter()
    answer = client.post(f"{PATH}{kind}/?{asked}", fields)
    page_ms = (time.perf_counter() - began) * 1_000
    if answer.status_code != 200 or b"reason" not in answer.content:
        raise ValueError(f"no preview of {kind}: {answer.status_code}")
    began = time.perf_counter()
    preview(service, edit_of(kind, f"{day}"), at=timezone.now())
    return [page_ms, (time.perf_counter() - began) * 1_000]


def edit_of(kind: str, day: str) -> list[RowEdit]:
    if kind == "cancel":
        return [OverrideEdit("FR-10", {"date": day, "do": "cancel"})]
    fields = {"local_start": "10:00", "local_end": "12:00", "valid_from": day}
    if kind == "move":
        return [SlotEdit("FR-10", fields)]
    program = {"program_id": Program.objects.first().pk, "layer": 5}
    return [SlotEdit("a-special", program | fields)]


def retitled(service: Service, director: object, title: str) -> list[float]:
    """Give what is on the air another title; return when the call began and ended."""
    at = timezone.now()
    on_air = Broadcast.objects.on(service).covering(at).select_related("slot").get()
    fields = {"date": on_air.local_date.isoformat(), "do": "retitle", "title": title}
    number = GridState.objects.get(service=service).number
    began = time.time()
    save_edit(
        service,
        [OverrideEdit(on_air.slot.key, fields)],
        number=number,
        by=director,
        reason="measured",
        at=at,
    )
    return [began, time.time()]


if __name__ == "__main__":
    main()
