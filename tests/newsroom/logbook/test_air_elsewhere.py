"""
Air on a machine of its own: the two commands of the guide, and what the desk then says.

Two folders stand for the two machines; between them goes nothing but rsync.
"""

import json
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from django.utils import timezone

from callsign.newsroom.logbook.models import Aired, Switch
from callsign.newsroom.logbook.status import look
from callsign.newsroom.logbook.taking_in import take_in
from callsign.newsroom.station.air_configuration import write_air_configuration
from callsign.newsroom.station.models import Source
from tests.air.running import PATIENCE_S, air, free_port
from tests.air.studio import tape_folder

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed"),
]

GUIDE = Path(__file__).parents[3] / "docs/guides/in-front-of-air.md"
HERE, THERE = "var/station/air/", "air.kdemo.example:/srv/air/"


@pytest.fixture
def website(settings, tmp_path, service):
    settings.DATA_DIR = tmp_path / "website"
    settings.AIR_LISTEN = f"127.0.0.1:{free_port()}"
    programs = tape_folder(tmp_path / "programs", seconds=20.0)
    Source.objects.filter(name="programs").update(path=str(programs))
    write_air_configuration()
    return settings.DATA_DIR / "air"


def carry(website: Path, elsewhere: Path) -> None:
    """Run the guide's commands, with folders in the place of machines."""
    commands = re.findall(r"^ *(rsync .*)$", GUIDE.read_text(), flags=re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        words = [
            word.replace(HERE, f"{website}/").replace(THERE, f"{elsewhere}/")
            for word in command.split()
        ]
        subprocess.run(words, check=True)


class TestAirElsewhere:
    def test_is_told_by_a_file_and_tells_by_its_journal(self, website, tmp_path):
        elsewhere = tmp_path / "a"  # the name of a socket is short
        (elsewhere / "journal").mkdir(parents=True)
        carry(website, elsewhere)
        assert (elsewhere / "air.json").stat().st_mode & 0o777 == 0o600

        with air(elsewhere):
            patience = time.monotonic() + PATIENCE_S
            while not Aired.objects.exists():
                assert time.monotonic() < patience
                time.sleep(0.5)
                carry(website, elsewhere)
                take_in(website / "journal")
            shown = look(at=timezone.now())

        assert shown.silent.is_fresh
        assert Switch.objects.latest("at").source == "programs"
        assert shown.services[0].latest_switch.source == "programs"

    def test_is_told_of_a_change_whole(self, website, tmp_path):
        elsewhere = tmp_path / "a"
        (elsewhere / "journal").mkdir(parents=True)
        carry(website, elsewhere)
        before = (elsewhere / "air.json").stat().st_ino
        Source.objects.filter(name="studio").delete()
        write_air_configuration()

        carry(website, elsewhere)

        assert (
            elsewhere / "air.json"
        ).stat().st_ino != before  # renamed, not overwritten
        (kdemo,) = json.loads((elsewhere / "air.json").read_text())["services"]
        assert [one["name"] for one in kdemo["sources"]] == ["programs"]
