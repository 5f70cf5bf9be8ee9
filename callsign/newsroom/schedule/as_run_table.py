"""The as-run log as a table, for licenses and funders: one line a broadcast, as CSV."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from callsign.newsroom.programs.feed import feed_delays
from callsign.newsroom.schedule.as_run import Line
from callsign.newsroom.station.models import Service

COLUMNS = (
    "service",
    "planned_from",
    "planned_until",
    "fed_from",
    "program",
    "title",
    "episode",
    "is_rerun",
    "aired_from",
    "aired_until",
    "on_air_s",
    "missing_s",
    "silent_s",
    "sources",
    "played",
)
# A spreadsheet takes what begins so for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(service: Service, lines: Iterable[Line]) -> str:
    """Return lines as CSV; times are local, with their offset from UTC."""
    zone = ZoneInfo(service.station.zone)
    delays = feed_delays(service.station_id)
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for line in lines:
        delay = delays.get(line.broadcast.program_id)
        cells = cells_of(service, line, zone, delay)
        table.writerow([harmless(cell) for cell in cells])
    return written.getvalue()


def cells_of(
    service: Service, line: Line, zone: ZoneInfo, delay: timedelta | None
) -> list[str]:
    one = line.broadcast
    return [
        service.slug,
        local(one.starts_at, zone),
        local(one.ends_at, zone),
        local(one.starts_at - delay if delay else None, zone),
        one.program.title if one.program else "",
        one.shown_title,
        one.episode.title if one.episode else "",
        "yes" if one.is_rerun else "no",
        local(line.aired_from, zone),
        local(line.aired_until, zone),
        seconds(line.on_air_ms),
        seconds(line.missing_ms),
        seconds(line.silent_ms),
        "; ".join(line.sources),
        "; ".join(dict.fromkeys(run.title or run.item for run in line.played)),
    ]


def local(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat(timespec="milliseconds") if at else ""


def seconds(length_ms: int) -> str:
    """
    >>> seconds(3_599_984)
    '3599.984'
    """
    return f"{length_ms / 1_000:.3f}"


def harmless(cell: str) -> str:
    """
    Return a text that no spreadsheet reckons with.

    >>> harmless("=HYPERLINK(1)"), harmless("Local Desk")
    ("'=HYPERLINK(1)", 'Local Desk')
    """
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
