"""
Run every test: on SQLite, in a browser, and those that use a database on PostgreSQL.

What follows goes to pytest: bin/test tests/newsroom -k retract
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bin.house import postgres, programs
from bin.house.steps import ROOT

PARTS = ("sqlite", "browser", "postgresql")
# The exit code by which pytest says that it found no test.
NO_TESTS = 5

Counts = dict[str, int]


def main() -> None:
    chosen, for_pytest = options().parse_known_args()
    lacking = programs.missing()
    results: dict[str, Counts] = {}
    failed = False
    for part in [chosen.only] if chosen.only else PARTS:
        with settings_for(part, lacking) as environment:
            if environment is None:
                continue
            print(f"\n--- {part} ---", flush=True)
            code, results[part] = run_pytest(part, for_pytest, environment)
            # Arguments may choose tests of one part only.
            failed |= code != 0 and not (code == NO_TESTS and for_pytest)
    sys.exit(report(results, lacking, failed=failed))


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/test",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", choices=PARTS, help="run one of the three parts")
    return parser


@contextmanager
def settings_for(
    part: str, lacking: list[programs.NeededProgram]
) -> Iterator[Mapping[str, str] | None]:
    """Yield the environment of one part, or None where its program is lacking."""
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    if part == "browser" and programs.CHROMIUM in lacking:
        yield None
    elif part != "postgresql":
        yield environment
    elif os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield os.environ
    elif folder := postgres.server_programs():
        with postgres.running(folder) as url:
            yield environment | {"DATABASE_URL": url}
    else:
        yield None


def run_pytest(
    part: str, arguments: list[str], environment: Mapping[str, str]
) -> tuple[int, Counts]:
    """Run one part; return pytest's exit code and what it counted."""
    chosen = ["-m", "browser"] if part == "browser" else ["-m", "not browser"]
    if part == "postgresql":
        chosen += ["-p", "bin.house.only_database"]
    with tempfile.TemporaryDirectory() as folder:
        counts = Path(folder) / "counts.json"
        code = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-p", "bin.house.counting"),
                *("-q", "--numprocesses", processes(part), *chosen, *arguments),
            ],
            cwd=ROOT,
            env={**environment, "CALLSIGN_TEST_COUNTS": str(counts)},
            check=False,
        ).returncode
        return code, json.loads(counts.read_text()) if counts.exists() else {}


def processes(part: str) -> str:
    """Return how many tests run at once; a browser needs the machine to itself."""
    return "0" if part == "browser" else "auto"


def report(
    results: Mapping[str, Counts],
    lacking: list[programs.NeededProgram],
    *,
    failed: bool,
) -> int:
    """Say what was skipped and what was counted; return the exit code."""
    print()
    for program in lacking:
        print(f"Skipped: {program}")
    skipped = sum(counts.get("skipped", 0) for counts in results.values())
    under_ci = bool(os.environ.get("CI"))
    if under_ci and (lacking or skipped):
        print("Under CI nothing may be skipped: this run has failed.")
    for part, counts in results.items():
        bad = counts.get("failed", 0) + counts.get("error", 0)
        print(
            f"{part}: {counts.get('passed', 0)} passed, {bad} failed, "
            f"{counts.get('skipped', 0)} skipped"
        )
    return int(failed or (under_ci and bool(lacking or skipped)))


if __name__ == "__main__":
    main()
