"""
Bring a service's grid in from a file, or write it to one.

  callsign schedule import FILE --service SLUG --dry-run
  callsign schedule export --service SLUG

FILE is a grid file, CSV, iCalendar, or what Composer 2's widgets are told (several files
make a week); which, is seen by what is in it. docs/reference/schedule-import.md describes
each. What will be otherwise is said in words; --dry-run stops there. What was saved can
be undone at the desk.
"""

import argparse
from pathlib import Path

from callsign.commands.management import manage


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="schedule_verb", metavar="VERB", required=True)
    bring = verbs.add_parser("import", help="bring a grid in from a file")
    bring.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="what to read"
    )
    bring.add_argument(
        "--dry-run", action="store_true", help="say what would change; change nothing"
    )
    bring.add_argument(
        "--replace",
        action="store_true",
        help="withdraw the slots that are not in the file",
    )
    bring.add_argument(
        "--make-programs",
        action="store_true",
        help="make a draft page for each program that has none",
    )
    bring.add_argument("--by", default="", metavar="USER", help="who imports it")
    write = verbs.add_parser("export", help="write the grid file to standard output")
    for verb in (bring, write):
        verb.add_argument(
            "--service", required=True, metavar="SLUG", help="whose grid it is"
        )


def run(options: argparse.Namespace) -> int:
    """Do it; return the exit code."""
    service = f"--service={options.service}"
    if options.schedule_verb == "export":
        return manage("schedule", "export", service)
    said = [
        *(["--dry-run"] if options.dry_run else []),
        *(["--replace"] if options.replace else []),
        *(["--make-programs"] if options.make_programs else []),
        f"--by={options.by}",
    ]
    files = [str(file.absolute()) for file in options.files]
    return manage("schedule", "import", service, *said, *files)
