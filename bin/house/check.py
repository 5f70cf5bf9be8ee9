"""Tell whether a change is done: style, types, imports, spelling, then every test."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bin.house.steps import ROOT, Command, StepFailed, run

TOOLS = Path(sys.executable).parent


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/check", description=__doc__)
    parser.add_argument("--no-tests", action="store_true", help="only the checks")
    chosen = parser.parse_args()
    failures = run_checks()
    for failure in failures:
        print(f"bin/check: {failure}", file=sys.stderr)
    sys.stderr.flush()
    tests = 0 if chosen.no_tests else run_tests()
    sys.exit(bool(failures) or tests)


def run_checks() -> list[StepFailed]:
    """Run every check, also after one failed, so that one run shows all there is."""
    failures = []
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "CALLSIGN_DATA": data}
        for saying, command in checks():
            try:
                run(saying, command, env=environment)
            except StepFailed as failure:
                failures.append(failure)
    return failures


def checks() -> list[tuple[str, Command]]:
    """Return what each check is for, and its command."""
    manage: Command = [TOOLS / "python", "manage.py"]
    return [
        ("Rules of style (ruff)", [TOOLS / "ruff", "check"]),
        ("Layout of code (ruff)", [TOOLS / "ruff", "format", "--check"]),
        ("Types (mypy)", [TOOLS / "mypy"]),
        ("What may import what (import-linter)", [TOOLS / "lint-imports"]),
        ("Layout of templates (djade)", [TOOLS / "djade", "--check", *templates()]),
        ("Spelling (typos)", [TOOLS / "typos"]),
        ("Django's own checks", [*manage, "check", "--fail-level", "WARNING"]),
        ("Migrations are written", [*manage, "makemigrations", "--check", "--dry-run"]),
    ]


def templates() -> list[Path]:
    """Return the pages of the house, each room's and the design's."""
    return sorted((ROOT / "callsign").glob("**/templates/**/*.html"))


def run_tests() -> int:
    return subprocess.run([ROOT / "bin/test"], check=False).returncode


if __name__ == "__main__":
    main()
