"""
Ask a grid file what airs, and why. No database is needed.

  callsign airtime tile GRID.json --from DATE --to DATE
  callsign airtime at GRID.json INSTANT

GRID.json may be - for the standard input; docs/reference/grid-file.md describes it.
"tile" prints a JSON list of tiles from local midnight of one date to local midnight of
the other (not included). "at" prints the one on the air, with the reasons. INSTANT is
ISO 8601; without an offset or Z it is local time, and one that does not exist or happens
twice is remarked upon.

Exit codes:
  0  done; remarks may stand on the standard error
  2  the grid, a date or the instant cannot be used
"""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from callsign.engines.airtime.asking import why
from callsign.engines.airtime.document import (
    NotAGrid,
    moment_as_json,
    read_grid,
    tile_as_json,
    why_as_json,
)
from callsign.engines.airtime.grid import Grid
from callsign.engines.airtime.remarks import (
    odd_times,
    slots_without_a_date,
    void_overrides,
)
from callsign.engines.airtime.tiling import tiles
from callsign.engines.airtime.wall_clock import Oddity, utc

DONE, UNUSABLE = 0, 2
STDIN = "-"
LARGEST_FILE = 64 << 20
# zoneinfo and the calendar hold beyond these, but no schedule does.
FIRST_YEAR, LAST_YEAR = 1900, 2200
ODDLY = {
    Oddity.SKIPPED: "does not exist: the clocks jump over it",
    Oddity.TWICE: "happens twice; the first is taken, an offset would say which",
}


class Unusable(Exception):
    """What was asked cannot be answered; the message says why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="airtime_verb", metavar="VERB", required=True)
    tile = verbs.add_parser("tile", help="what airs from one date to another")
    tile.add_argument("--from", dest="first", required=True, metavar="DATE")
    tile.add_argument("--to", dest="end", required=True, metavar="DATE")
    at = verbs.add_parser("at", help="what is on the air at an instant, and why")
    for verb in (tile, at):
        verb.add_argument("grid", metavar="GRID.json", help="the grid file")
    at.add_argument("instant", metavar="INSTANT", help="as 2026-11-23T15:00:00Z")


def run(options: argparse.Namespace) -> int:
    """Do what was asked; return the exit code."""
    try:
        grid = grid_in(options.grid)
        answer = (
            tile(grid, options) if options.airtime_verb == "tile" else at(grid, options)
        )
    except NotAGrid as error:
        for problem in error.problems:
            print(f"callsign airtime: {problem}", file=sys.stderr)
        return UNUSABLE
    except (Unusable, OSError) as error:
        print(f"callsign airtime: {error}", file=sys.stderr)
        return UNUSABLE
    print(json.dumps(answer, indent=1, ensure_ascii=False))
    return DONE


def tile(grid: Grid, options: argparse.Namespace) -> list[dict[str, str | None]]:
    """Return the tiles between two dates; tell of local times that are odd."""
    first, end = read_date(options.first), read_date(options.end)
    if end < first:
        raise Unusable(f"--to {end} comes before --from {first}")
    found = tiles(grid, first, end)
    if found:
        odd = odd_times(grid, starts_at=found[0].starts_at, ends_at=found[-1].ends_at)
        tell(one.sentence for one in odd)
    return [tile_as_json(one) for one in found]


def at(grid: Grid, options: argparse.Namespace) -> dict[str, object]:
    """Return what is on the air at an instant, and why."""
    return why_as_json(why(grid, at=read_instant(grid, options.instant)))


def grid_in(name: str) -> Grid:
    """
    Read the grid; tell of what in it does nothing.

    Raises: NotAGrid, Unusable, OSError
    """
    if name == STDIN:
        content = sys.stdin.buffer.read(LARGEST_FILE + 1)
    else:
        with Path(name).open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Unusable(f"{name}: more than {LARGEST_FILE >> 20} MB")
    grid, remarks = read_grid(content)
    tell(remarks)
    for odd in (slots_without_a_date, void_overrides):
        tell(one.sentence for one in odd(grid))
    return grid


def tell(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        print(sentence, file=sys.stderr)


def read_date(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise Unusable(f"{text!r} is no date such as 2026-11-23") from error
    return in_range(found)


def read_instant(grid: Grid, text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Unusable(
            f"{text!r} is no instant such as 2026-11-23T15:00:00Z"
        ) from error
    in_range(found.date())
    if found.tzinfo is not None:
        return found
    # By the grid's own clock, which knows what to do with times that do not exist.
    second = found.hour * 3_600 + found.minute * 60 + found.second
    instant = utc(grid.clock.instant(found.toordinal(), second))
    if oddity := grid.clock.oddity(found.toordinal(), second):
        tell([f"{text} {ODDLY[oddity]}: the answer is for {moment_as_json(instant)}"])
    return instant + timedelta(microseconds=found.microsecond)


def in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unusable(f"{day}: the years {FIRST_YEAR} to {LAST_YEAR} can be asked for")
    return day
