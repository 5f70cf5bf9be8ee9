"""
Put the demo station on the air: each of its services plays the recorded programs.

    python -m demo.on_air

The recordings are the committed ones, linked into a folder with a playlist for each
service. A service that has a source keeps what it has.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "callsign.config.settings")
django.setup()  # the rooms below cannot be imported before

# ruff: noqa: E402
from django.conf import settings

from callsign.newsroom.station.air_configuration import write_air_configuration
from callsign.newsroom.station.models import Service, Source
from demo.content import DEMO


def put_on_air(services: Iterable[Service], folder: Path) -> None:
    """Give each service that has no source the recordings, each beginning elsewhere."""
    recordings = link(sorted((DEMO / "audio").glob("*.mp3")), folder)
    for number, service in enumerate(services):
        if service.sources.exists():
            continue
        first = number * len(recordings) // 2 % len(recordings)
        playlist = folder / f"{service.slug}.m3u"
        lines = recordings[first:] + recordings[:first]
        playlist.write_text("\n".join(lines) + "\n", encoding="utf-8")
        Source.objects.create(
            service=service,
            name="programs",
            kind=Source.Kind.FILES,
            path=str(playlist),
            position=10,  # what somebody adds comes before it
        )


def link(recordings: list[Path], folder: Path) -> list[str]:
    """Link recordings into a folder by names that can be shown, which are returned."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for recording in recordings:
        # Without a title of their own, they are shown to listeners by these names.
        title = recording.stem.replace("-", " ").capitalize()
        names.append(f"{title}{recording.suffix}")
        place = folder / names[-1]
        place.unlink(missing_ok=True)
        place.symlink_to(recording)
    return names


def main() -> None:
    """Put the station that the environment names on the air."""
    put_on_air(Service.objects.all(), settings.DATA_DIR / "programs")
    write_air_configuration()


if __name__ == "__main__":
    main()
