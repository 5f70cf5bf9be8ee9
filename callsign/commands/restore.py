"""
Put the station of a backup here.

The file is unpacked and compared with its manifest before anything is touched. On a
machine that has a station already nothing happens without --replace, which sets that
station aside in the data folder.
"""

import argparse
from pathlib import Path

from callsign.commands.management import manage


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file that callsign backup wrote")
    parser.add_argument(
        "--replace", action="store_true", help="set aside the station that is here"
    )


def run(options: argparse.Namespace) -> int:
    """Restore the station; return the exit code."""
    replace = ["--replace"] if options.replace else []
    return manage("restore", str(options.file.absolute()), *replace)
