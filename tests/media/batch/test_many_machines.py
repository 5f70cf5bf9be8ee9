"""A batch on workers of Dask, one of which is killed half-way."""

import csv
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from callsign.lib.batch.ledger import entries
from callsign.lib.batch.sweeping import sweep
from tests.lib.batch.clusters import ROOT, cluster

pytest.importorskip("distributed", reason="the extra “archive” is not installed")

COUNT = 1_000
PROGRAM = "from callsign.commands.program import main; raise SystemExit(main())"


@pytest.fixture
def archive(tmp_path):
    """A folder of scripts, each of which says its own number."""
    folder = tmp_path / "archive"
    for number in range(COUNT):
        script = folder / f"{number // 100}" / f"talk-{number:04}.txt"
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(f"ADA OKAFOR, HOST: This is talk {number}.", encoding="utf-8")
    return folder


def batch(*arguments: object) -> subprocess.Popen:
    command = [
        sys.executable,
        "-c",
        PROGRAM,
        "transcript",
        "batch",
        *map(str, arguments),
    ]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def standing(results: Path) -> dict[str, int]:
    """Return the results in their places, each with what it is on the disk."""
    return {
        place.name: place.stat().st_ino for place in (results / "results").glob("*/*")
    }


def files_in(table: str) -> int:
    """Return how many files the states of a summary have together."""
    rows = [line for line in table.splitlines() if line.startswith(("made", "there"))]
    return sum(int(row[22:32].replace(",", "")) for row in rows)


class TestKillingAWorkerHalfWay:
    def test_loses_nothing_and_puts_nothing_in_place_twice(self, archive, tmp_path):
        results = tmp_path / "results"
        first_seen: dict[str, int] = {}

        with cluster(tmp_path / "dask", workers=2) as machines:
            client = batch(
                "read", archive, "--into", results, "--scheduler", machines.address
            )
            victim = machines.workers[0]
            while client.poll() is None:
                for name, node in standing(results).items():
                    first_seen.setdefault(name, node)
                if victim.poll() is None and len(first_seen) >= COUNT // 2:
                    victim.kill()
                    victim.wait()
                time.sleep(0.2)
            said, errors = client.communicate()

        # Whoever was killed had work of its own, and the other did the rest.
        placed = list(entries(results))
        ours = {who for who, _, _ in placed}
        assert client.returncode == 0, errors
        assert victim.returncode == -9
        assert len(ours) == 2
        assert any(who.endswith(f"-{victim.pid}") for who in ours)
        # Each stands, says what it should, and nothing says it twice.
        assert self.talks_of(results, archive) == set(range(COUNT))
        assert len(standing(results)) == COUNT
        # None of those that stood was ever replaced by another.
        assert {name: standing(results)[name] for name in first_seen} == first_seen
        # The ledgers name none twice, and each that they name stands as they say; between
        # putting one in place and writing that down, the victim may have died.
        names = [name for _, name, _ in placed]
        assert len(set(names)) == len(names) >= COUNT - 1
        tokens = {self.receipt_of(results, name)["token"] for name in names}
        assert tokens == {token for _, _, token in placed}
        # What the victim was writing is swept, if it was writing.
        sweep(results, older_than_s=0)
        assert not list((results / "unfinished").iterdir())
        assert files_in(said) == COUNT

    def talks_of(self, results: Path, archive: Path) -> set[int]:
        """Return the numbers that the results say, each of them by the right file."""
        talks = set()
        with (results / "report.csv").open(encoding="utf-8") as table:
            for row in csv.DictReader(table):
                document = json.loads((results / row["result"]).read_bytes())
                number = int(Path(row["file"]).stem.removeprefix("talk-"))
                assert document["turns"][0]["text"] == f"This is talk {number}."
                talks.add(number)
        return talks

    def receipt_of(self, results: Path, name: str) -> dict:
        file = results / "results" / name[:2] / name / "receipt.json"
        return json.loads(file.read_bytes())
