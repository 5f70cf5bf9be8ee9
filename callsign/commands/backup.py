"""
Write the whole station to one file, while it runs.

The database, recordings, pictures and the secret key are in it. Only its owner can
read the file; keep it as safe as the station itself.
"""

import argparse
from pathlib import Path

from callsign.commands.management import manage


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the file to write, such as kdemo.tar")


def run(options: argparse.Namespace) -> int:
    """Make the backup; return the exit code."""
    return manage("backup", str(options.file.absolute()))
