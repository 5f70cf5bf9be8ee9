"""
Put the demo station on the air: its services follow the schedule's play plan.

    python -m demo.on_air

The recorded stories become editions of their programs; where no program has a recording
there is music, and the station says its name on the hour. A service that has a source
keeps what it has.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "callsign.config.settings")
django.setup()  # the rooms below cannot be imported before

# ruff: noqa: E402
from django.conf import settings

from callsign.newsroom.audio.receiving import receive_recording
from callsign.newsroom.schedule.models import Identification
from callsign.newsroom.schedule.play_plan import write_play_plan
from callsign.newsroom.station.air_configuration import write_air_configuration
from callsign.newsroom.station.models import Service, Source
from demo.content import DEMO
from demo.filling.episodes import publish_editions

BETWEEN = DEMO / "audio" / "between"
NAME = "This is KDEMO"


def put_on_air(services: Iterable[Service], folder: Path) -> None:
    """Let each service that has no source follow its plan, filled with music."""
    for service in services:
        if service.sources.exists():
            continue
        Source.objects.create(
            service=service,
            name="schedule",
            kind=Source.Kind.PLAN,
            path=str(link(BETWEEN / "between-boats.mp3", folder)),
            silence_s=0,
            position=10,  # what somebody adds comes before it
        )


def link(recording: Path, folder: Path) -> Path:
    """Link a recording into a folder by a name that can be shown; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    # Without a title of its own, it is shown to listeners by this name.
    place = folder / f"{recording.stem.replace('-', ' ').capitalize()}.mp3"
    place.unlink(missing_ok=True)
    place.symlink_to(recording)
    return folder


def name_services(services: Iterable[Service], *, at: datetime) -> None:
    """Give each service the recording in which the station says its name."""
    for service in services:
        if Identification.objects.filter(service=service).exists():
            continue
        with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
            copy = Path(folder) / "station-id.mp3"
            shutil.copyfile(BETWEEN / "station-id.mp3", copy)
            # The worker prepares it, and the plan has it from then on.
            audio = receive_recording(copy, file_name=copy.name, by=None, at=at).audio
        audio.title = NAME
        audio.save(update_fields=["title"])
        Identification.objects.create(service=service, audio=audio)


def main() -> None:
    """Put the station that the environment names on the air."""
    at = datetime.now(UTC)
    services = list(Service.objects.select_related("station"))
    for service in services[:1]:
        publish_editions(ZoneInfo(service.station.zone))
    put_on_air(services, settings.DATA_DIR / "between programs")
    name_services(services, at=at)
    for service in services:
        write_play_plan(service, at=at)
    write_air_configuration()


if __name__ == "__main__":
    main()
