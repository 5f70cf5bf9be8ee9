"""
A station that records a program: run with its settings, it does what each line says.

    found CLOCK        migrate, and have a service with a program, with an hour clock or not
    aired START END    there was a broadcast between these moments, in milliseconds
    draft              wait for its episode, and say what it is
"""

import json
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django

django.setup()

# ruff: noqa: E402 (models need the settings first)
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Page, Site

from callsign.newsroom.programs.models import Program, ProgramShelf
from callsign.newsroom.schedule.models import (
    Aircheck,
    Broadcast,
    ClockItem,
    HourClock,
    Slot,
)
from callsign.newsroom.station.models import Service, Source, Station
from callsign.newsroom.station.work import Work
from tests.air.studio import tape_folder

CLOCK = (
    ("newscast", 0, 300, ""),
    ("segment", 300, 1_080, "A"),
    ("local_break", 1_380, 120, ""),
    ("segment", 1_500, 1_680, "B"),
    ("local_break", 3_180, 120, ""),
    ("segment", 3_300, 300, "C"),
)
LONGEST_S = 900


def main() -> None:
    for line in sys.stdin:
        verb, *words = line.split()
        print(json.dumps(VERBS[verb](*words)), flush=True)


def found(clock_wanted: str) -> dict[str, object]:
    call_command("migrate", verbosity=0)
    root = Page.get_first_root_node()
    site = Site.objects.first() or Site.objects.create(
        hostname="localhost", root_page=root
    )
    station = Station.objects.create(site=site, call_sign="KDEMO", name="KDEMO")
    service = Service.objects.create(station=station, name="KDEMO 89.7", slug="kdemo")
    folder = tape_folder(Path(settings.DATA_DIR) / "programs", seconds=20.0)
    Source.objects.create(
        service=service, name="programs", kind=Source.Kind.FILES, path=str(folder)
    )
    call_command("air_configuration", verbosity=0, stdout=sys.stderr)
    shelf = root.add_child(instance=ProgramShelf(title="Programs", slug="programs"))
    desk = shelf.add_child(instance=Program(title="Local Desk", slug="local-desk"))
    if clock_wanted == "clock":
        give_clock(desk)
    return {}


def give_clock(desk: Program) -> None:
    clock = HourClock.objects.create(
        program=desk, name="Always", valid_from=date(2026, 1, 1)
    )
    for kind, start_s, length_s, label in CLOCK:
        ClockItem.objects.create(
            clock=clock, kind=kind, start_s=start_s, length_s=length_s, label=label
        )


def aired(start: str, end: str) -> dict[str, object]:
    starts_at, ends_at = (moment(int(one)) for one in (start, end))
    service, desk = Service.objects.get(), Program.objects.get()
    local = starts_at.astimezone()
    slot = Slot.objects.create(
        service=service,
        key="local-desk",
        program=desk,
        local_start=local.time(),
        local_end=ends_at.astimezone().time(),
        valid_from=local.date() - timedelta(days=9),
        valid_until=local.date() - timedelta(days=8),
        is_recorded=True,
    )
    Broadcast.objects.create(
        service=service,
        slot=slot,
        local_date=local.date(),
        program=desk,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    return {}


def draft() -> dict[str, object]:
    for _ in range(LONGEST_S * 10):
        check = Aircheck.objects.filter(
            state__in=[Work.State.DONE, Work.State.FAILED]
        ).first()
        if check is not None:
            return told(check)
        time.sleep(0.1)
    raise TimeoutError(f"there is no draft after {LONGEST_S} s")


def told(check: Aircheck) -> dict[str, object]:
    episode = check.broadcast.episode
    return {
        "problem": check.problem,
        "minutes": round(check.audio.duration_ms / 60_000, 2) if check.audio else 0,
        "segments": episode.segments.count() if episode else 0,
    }


def moment(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1_000, UTC)


VERBS = {"found": found, "aired": aired, "draft": draft}


if __name__ == "__main__":
    main()
