"""
The schedule's engine: right for any grid, and how fast.

Twenty thousand grids, in zones with and without daylight saving, through the properties
the tests try a few hundred times; then a realistic grid of 200 slots, valid since 2016,
for eight weeks and for ten years, beside python-dateutil expanding the same rules from
their beginning.

    bin/bench airtime [--grids 20000]
"""

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import HealthCheck, settings

from bench.measuring import Bars, heading, write_result
from callsign.engines.airtime.grid import Grid, Slot
from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.tiling import tiles
from tests.engines.airtime.grids import CHICAGO, dates_the_long_way, slot
from tests.engines.airtime.test_tiling import TestAnyGrid, text_of

DAYS = "MO TU WE TH FR SA SU".split()
NOW, EIGHT_WEEKS = date(2026, 11, 23), timedelta(weeks=8)
SINCE = date(2016, 1, 4)
ROUNDS = 15
# Of the properties in the tests, by name.
PROPERTIES = (
    "test_is_tiled_without_gap_or_overlap",
    "test_has_at_any_instant_what_looking_at_each_slot_would_find",
    "test_gives_neighbors_of_one_airing_as_one_tile",
    "test_is_the_same_edited_then_expanded_or_expanded_then_edited",
    "test_has_what_it_had_before_an_override_wherever_that_is_withdrawn",
)

EIGHT_WEEKS_BAR_MS, TEN_YEARS_BAR_S = 50, 5


bars = Bars()


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench airtime")
    parser.add_argument("--grids", type=int, default=20_000)
    count = parser.parse_args().grids
    lines = [heading("The schedule's engine"), *speed(), "", *properties(count)]
    write_result("airtime", "\n".join(lines) + "\n")
    bars.end()


def speed() -> list[str]:
    grid = realistic()
    eight = median_s(lambda: tiles(fresh(grid), NOW, NOW + EIGHT_WEEKS))
    ten_years = median_s(
        lambda: tiles(fresh(grid), SINCE, SINCE.replace(year=2026)), rounds=3
    )
    bars.most("eight weeks, ms", eight * 1_000, EIGHT_WEEKS_BAR_MS)
    bars.most("ten years, s", ten_years, TEN_YEARS_BAR_S)
    end = NOW + EIGHT_WEEKS
    peer = median_s(lambda: expand_by_dateutil(grid, NOW, end), rounds=3)
    return [
        f"A grid of {len(grid.slots)} slots, valid since 2016; medians.",
        "",
        "| what | time | bar |",
        "|---|---:|---:|",
        f"| eight weeks, tiled | {eight * 1_000:.1f} ms | {EIGHT_WEEKS_BAR_MS} ms |",
        f"| ten years, tiled | {ten_years:.2f} s | {TEN_YEARS_BAR_S} s |",
        f"| eight weeks, dates alone, by python-dateutil from 2016 | {peer * 1_000:.0f} ms"
        f" ({peer / eight:.0f} times ours, tiled) | |",
    ]


def fresh(grid: Grid) -> Grid:
    """Return the grid without anything it has remembered."""
    return replace(grid)


def median_s(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    spent = []
    for _ in range(rounds):
        before = time.perf_counter()
        work()
        spent.append(time.perf_counter() - before)
    return statistics.median(spent)


def realistic() -> Grid:
    """A week in hourly slots of one day each, and what a year lays over it."""
    chance = Random(89_700)  # the same grid each time
    week = [
        slot(
            f"{day}-{hour:02d}",
            f"FREQ=WEEKLY;BYDAY={day}",
            f"{hour}:00",
            f"{(hour + 1) % 24}:00",
            valid_from=SINCE,
        )
        for day in DAYS
        for hour in range(24)
    ]
    return Grid(CHICAGO, "music", (*week, *(laid_over(chance, n) for n in range(32))))


def laid_over(chance: Random, number: int) -> Slot:
    rules = [
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=MONTHLY;BYDAY=1SA",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
    ]
    hour = chance.randrange(24)
    return slot(
        f"over-{number:02d}",
        rules[number % len(rules)],
        f"{hour}:30",
        f"{(hour + 1) % 24}:15",
        layer=chance.choice([Layer.SEASON, Layer.HOLIDAY, Layer.SPECIAL]),
        valid_from=SINCE,
    )


def expand_by_dateutil(grid: Grid, first: date, end: date) -> None:
    for one in grid.slots:
        dates_the_long_way(text_of(one.rule), one.valid_from, first, end)


def properties(count: int) -> list[str]:
    rows = [
        f"Properties, {count:,} grids each; a failure would have ended the bench.",
        "",
        "| property | grids |",
        "|---|---:|",
    ]
    for name in PROPERTIES:
        seen = run_property(name, count)
        rows.append(f"| {name.removeprefix('test_').replace('_', ' ')} | {seen:,} |")
    return rows


def run_property(name: str, count: int) -> int:
    """Run a property of the tests on so many grids; return how many it saw."""
    many = settings(
        max_examples=count,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )(getattr(TestAnyGrid, name))
    many(TestAnyGrid())
    return count


if __name__ == "__main__":
    main()
