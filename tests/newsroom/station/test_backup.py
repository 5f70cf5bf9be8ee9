"""Backup and restore: two stations, compared page by page."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bin.house import postgres
from callsign.lib.archive import ArchiveWriter

ROOT = Path(__file__).parents[3]
FIXTURES = Path(__file__).parent
TODAY = f"journal/{datetime.now(UTC):%Y-%m-%d}.jsonl"
CAPTIONS = b"WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n<v Ada Okafor>Good morning.\r\n"
DIGEST = hashlib.sha256(CAPTIONS).hexdigest()
LONG_AGO = "journal/2026-01-01.jsonl"


class Place:
    """A folder with a station in it, whose programs run as they do at a station."""

    def __init__(self, folder, database_url=""):
        self.folder = folder
        self.environment = {
            **os.environ,
            "CALLSIGN_DATA": str(folder),
            "CALLSIGN_DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "callsign.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        self.environment.pop("DATABASE_URL", None)
        if database_url:
            self.environment["DATABASE_URL"] = database_url

    def run(self, *arguments):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def callsign(self, *arguments):
        program = "from callsign.commands.program import main; raise SystemExit(main())"
        return self.run("-c", program, *map(str, arguments))

    def pages(self):
        """Return what every address of the station answers."""
        done = self.run(str(FIXTURES / "every_page.py"))
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def kdemo(tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("kdemo"))
    done = place.run(str(FIXTURES / "small_station.py"))
    assert done.returncode == 0, done.stderr
    lay_out_air(place.folder / "air")
    return place


def lay_out_air(folder):
    """Leave what air leaves: journals new and old, sound to rewind to, its file."""
    for name in (TODAY, LONG_AGO, "media/kdemo-1/aac128/1.m4s", "air.json"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{name} of the old machine\n")


@pytest.fixture(scope="module")
def backup(kdemo, tmp_path_factory):
    file = tmp_path_factory.mktemp("safe") / "kdemo.tar"
    done = kdemo.callsign("backup", file)
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture
def elsewhere(tmp_path):
    return Place(tmp_path / "elsewhere")


@pytest.fixture(scope="module")
def postgresql():
    programs = postgres.server_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres.running(programs) as url:
        # The one database that a new server has.
        yield url.removesuffix("callsign") + "postgres"


class TestABackup:
    def test_becomes_the_same_station_on_an_empty_machine(
        self, kdemo, backup, elsewhere
    ):
        done = elsewhere.callsign("restore", backup)

        assert done.returncode == 0, done.stderr
        there, here = elsewhere.pages(), kdemo.pages()
        assert here["/"][0] == here["/stories/11/the-river-rose/"][0] == 200
        assert there == here
        assert originals_in(elsewhere) == originals_in(kdemo) == {CAPTIONS}
        key = elsewhere.folder / "secret-key"
        assert key.read_text() == (kdemo.folder / "secret-key").read_text()
        assert key.stat().st_mode & 0o777 == 0o600
        assert "old machine" in (elsewhere.folder / "air" / TODAY).read_text()
        told = json.loads((elsewhere.folder / "air/air.json").read_text())
        assert [one["slug"] for one in told["services"]] == ["kdemo-1"]

    def test_holds_everything_and_is_for_its_owner_only(self, kdemo, backup):
        with tarfile.open(backup) as tar:
            names = tar.getnames()
            manifest = json.load(tar.extractfile("manifest.json"))

        assert backup.stat().st_mode & 0o777 == 0o600
        assert "secret-key" in names
        assert "sound/masters/interview.wav" in names
        assert f"originals/{DIGEST[:2]}/{DIGEST}" in names
        assert any(name.startswith("media/original_images/") for name in names)
        assert [name for name in names if name.startswith("air/")] == [f"air/{TODAY}"]
        assert set(manifest["files"]) == set(names) - {"manifest.json"}
        assert manifest["database"]["rows"]["stories_story"] == 2
        assert "CALLSIGN_DATA" not in manifest["settings"]

    def test_does_not_wait_for_who_writes_nor_keep_them_waiting(self, kdemo, tmp_path):
        writer = sqlite3.connect(kdemo.folder / "callsign.sqlite3", timeout=0)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE stories_story SET teaser = 'not committed'")

        done = kdemo.callsign("backup", tmp_path / "meanwhile.tar")

        writer.rollback()
        writer.close()
        assert done.returncode == 0, done.stderr

    def test_leaves_nothing_behind_when_it_cannot_be_made(self, kdemo, tmp_path):
        done = kdemo.callsign("backup", tmp_path / "no-such-folder" / "kdemo.tar")

        assert done.returncode == 1
        assert "No backup was made" in done.stderr
        assert "Traceback" not in done.stderr

    def test_says_where_no_station_is(self, elsewhere, tmp_path):
        """A newcomer beside a running demo asks for a backup of the wrong folder."""
        done = elsewhere.callsign("backup", tmp_path / "nothing.tar")

        assert done.returncode == 1
        assert "there is no station in" in done.stderr
        assert "CALLSIGN_DATA" in done.stderr


class TestRestoring:
    def test_is_refused_where_a_station_is(self, kdemo, backup):
        before = kdemo.pages()
        done = kdemo.callsign("restore", backup)

        assert done.returncode == 1
        assert "there is a station in" in done.stderr
        assert kdemo.pages() == before

    def test_waits_until_nobody_works_with_the_station(self, kdemo, backup, tmp_path):
        other = Place(tmp_path / "other")
        shutil.copytree(kdemo.folder, other.folder)
        at_work = sqlite3.connect(other.folder / "callsign.sqlite3")
        at_work.execute("SELECT * FROM stories_story").fetchone()

        done = other.callsign("restore", backup, "--replace")

        at_work.close()
        assert done.returncode == 1
        assert "the station is running" in done.stderr
        assert not list(other.folder.glob("replaced-*"))

    def test_touches_nothing_when_the_backup_is_damaged(
        self, backup, elsewhere, tmp_path
    ):
        file = tmp_path / "damaged.tar"
        content = bytearray(backup.read_bytes())
        content[content.index(b"RIFF") + 500] ^= 1
        file.write_bytes(content)

        done = elsewhere.callsign("restore", file)

        assert done.returncode == 1
        assert done.stderr == (
            "CommandError: sound/masters/interview.wav was changed or damaged since"
            " the backup\n"
        )
        left = {path.name for path in elsewhere.folder.iterdir()}
        assert left <= {"secret-key", "static", "callsign.sqlite3"}

    def test_is_refused_when_the_program_is_older(self, elsewhere, tmp_path):
        file = tmp_path / "newer.tar"
        write_newer_backup(file)

        done = elsewhere.callsign("restore", file)

        assert done.returncode == 1
        assert "made by callsign 9.0, which knows stories.0900_holograms" in done.stderr


class TestAnOlderBackup:
    def test_moves_forward_in_the_place_of_another_station(self, kdemo, tmp_path):
        """A station backs up, upgrades the program, and goes back to what it had."""
        other, older = Place(tmp_path / "other"), Place(tmp_path / "older")
        for place in (other, older):
            shutil.copytree(kdemo.folder, place.folder)
        write_teaser(other, "The station that is replaced")
        back = older.run("-m", "django", "migrate", "wagtailredirects", "0007", "-v0")
        assert back.returncode == 0, back.stderr
        file = tmp_path / "older.tar"
        assert older.run("-c", MAKE_OLDER, str(file)).returncode == 0

        done = other.callsign("restore", file, "--replace")

        assert done.returncode == 0, done.stderr
        assert other.pages() == kdemo.pages()
        (aside,) = other.folder.glob("replaced-*")
        assert read_teasers(aside) == {"The station that is replaced"}
        assert (aside / "sound/masters/interview.wav").exists()


class TestAnotherKindOfDatabase:
    def test_takes_the_station_and_gives_it_back(
        self, kdemo, backup, postgresql, elsewhere, tmp_path
    ):
        there = Place(tmp_path / "there", postgresql)
        done = there.callsign("restore", backup)
        assert done.returncode == 0, done.stderr
        assert there.pages() == kdemo.pages()
        assert originals_in(there) == {CAPTIONS}

        # Keys are counted on from those that were put in.
        done = there.run("-c", ADD_A_TOPIC)
        assert done.returncode == 0, done.stderr

        file = tmp_path / "there.tar"
        assert there.callsign("backup", file).returncode == 0
        assert elsewhere.callsign("restore", file).returncode == 0
        assert elsewhere.pages() == there.pages()


ADD_A_TOPIC = """
import django
django.setup()
from callsign.newsroom.stories.models import Topic
Topic.objects.create(name="Schools", slug="schools")
"""


def originals_in(place):
    """Return every uploaded transcript that a station keeps, byte for byte."""
    folder = place.folder / "originals"
    return {path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write_teaser(place, teaser):
    with closing(sqlite3.connect(place.folder / "callsign.sqlite3")) as database:
        database.execute("UPDATE stories_story SET teaser = ?", [teaser])
        database.commit()


def read_teasers(folder):
    with closing(sqlite3.connect(folder / "callsign.sqlite3")) as database:
        return {row[0] for row in database.execute("SELECT teaser FROM stories_story")}


# The program of that time found its database up to date; this one has to be told.
MAKE_OLDER = """
import sys
from contextlib import closing
from pathlib import Path
import django
django.setup()
from datetime import UTC, datetime
from django.db.migrations.executor import MigrationExecutor
from callsign.newsroom.station import backup
MigrationExecutor.migration_plan = lambda self, targets: []
backup.make_backup(Path(sys.argv[1]), at=datetime.now(UTC), say=print)
"""


def write_newer_backup(file):
    """Write a backup whose database knows a migration of the future."""
    with ArchiveWriter(file) as archive:
        archive.finish(
            {
                "format": 1,
                "program": "9.0",
                "settings": {},
                "database": {"migrations": [["stories", "0900_holograms"]], "rows": {}},
            }
        )
