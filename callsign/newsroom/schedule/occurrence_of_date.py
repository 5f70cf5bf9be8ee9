"""One airing: what a slot asks for on one of its dates."""

from datetime import date

from callsign.engines.airtime.grid import Grid
from callsign.engines.airtime.occurrences import Occurrence, occurrences_of


def occurrence_on(grid: Grid, key: str, day: date) -> Occurrence | None:
    """Return a slot's airing of a date, cancelled or not; None when it has none."""
    ordinal = day.toordinal()
    # A move may take it to the evening, or past the midnight after.
    start, end = grid.clock.instant(ordinal, 0), grid.clock.instant(ordinal + 2, 0)
    found = occurrences_of(grid, grid.by_id[key], start=start, end=end)
    return next((one for one in found if one.day == ordinal), None)
