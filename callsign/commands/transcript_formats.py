"""The formats that transcripts are read in, as a table on the standard output."""

import argparse

from callsign.engines.transcript.readers.table import READABLE


def run(options: argparse.Namespace) -> int:
    """Print the name of each format, what it is, and whether a machine writes it."""
    width = max(len(one.name) for one in READABLE)
    for one in READABLE:
        who = " (heard by a machine)" if one.is_machine else ""
        print(f"{one.name:<{width}}  {one.title}{who}")
    return 0
