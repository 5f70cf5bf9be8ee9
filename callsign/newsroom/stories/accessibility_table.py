"""The report on transcripts as a table: one line a recording, as CSV."""

import csv
from collections.abc import Iterable, Iterator

from callsign.newsroom.schedule.as_run_table import harmless
from callsign.newsroom.stories.accessibility import Line

COLUMNS = (
    "page",
    "title",
    "program",
    "published",
    "length_s",
    "state",
    "promised_until",
    "exception",
    "reason",
    "said_by",
    "said_at",
    "address",
)


class Written:
    """What csv writes a line to; the line is what is returned."""

    def write(self, line: str) -> str:
        return line


def as_csv(lines: Iterable[Line], report: str) -> Iterator[str]:
    """
    Yield lines as CSV; moments are local, with their offset from UTC.

    ``report`` is the report's address; each recording's page of reasons is below it.
    """
    table = csv.writer(Written())
    yield table.writerow(COLUMNS)
    for line in lines:
        cells = cells_of(line, f"{report}{line.page_id}/")
        yield table.writerow([harmless(cell) for cell in cells])


def cells_of(line: Line, address: str) -> list[str]:
    promise = line.promise
    until = promise.promised_until if promise else None
    by = promise.given_by if promise else None
    return [
        line.kind,
        line.title,
        line.program,
        line.since.isoformat(timespec="seconds"),
        f"{line.duration_ms / 1_000:.3f}",
        str(line.state),
        until.isoformat() if until else "",
        promise.exception if promise else "",
        promise.reason if promise else "",
        (by.get_full_name() or by.get_username()) if by else "",
        promise.given_at.isoformat(timespec="seconds") if promise else "",
        address,
    ]
