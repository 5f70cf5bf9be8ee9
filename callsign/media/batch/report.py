"""The report: a row for every file of a run, as CSV, and another of the failures alone."""

import csv
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

from callsign.lib.batch.results import UNFINISHED, Results
from callsign.lib.spreadsheet import harmless
from callsign.media.batch.finding import LeftOut
from callsign.media.batch.folder import Row
from callsign.media.batch.tally import FAILURES, state_of

REPORT, FAILED = "report.csv", "failures.csv"
COLUMNS = (
    *("file", "script", "outcome", "result", "format", "words", "audio_s", "work_s"),
    *("findings", "error", "message"),
)


class Reports:
    """
    The two tables of a run, put into the folder of its results at the end, however it ends.

    Until then they are files without a name, of which nothing is left behind.
    """

    def __init__(self, results: Results) -> None:
        self._results = results
        self._files = {name: unnamed() for name in (REPORT, FAILED)}
        for file in self._files.values():
            csv.writer(file).writerow(COLUMNS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for name, file in self._files.items():
            with file:
                put(file, self._results.folder / name)

    def add(self, row: Row) -> None:
        cells = [harmless(cell) for cell in cells_of(row, self._results)]
        csv.writer(self._files[REPORT]).writerow(cells)
        if state_of(row) in FAILURES:
            csv.writer(self._files[FAILED]).writerow(cells)


def cells_of(row: Row, results: Results) -> Sequence[str]:
    audio, script, *_ = (*row.paths, "")
    files = [audio, script, str(state_of(row))]
    if isinstance(row.outcome, LeftOut):
        return [*files, *[""] * 7, row.outcome.reason]
    one = row.outcome.receipt
    result = ""
    if one.file is not None:
        place = results.place_of(one.name).relative_to(results.folder)
        result = str(place / one.file)
    error, message = (
        (one.trouble.name, one.trouble.message) if one.trouble else ("", "")
    )
    numbers = [str(one.words), f"{one.audio_ms / 1_000:.1f}", f"{one.work_s:.3f}"]
    return [
        *files, result, one.format, *numbers, str(one.finding_count), error, message,
    ]  # fmt: skip


def unnamed() -> IO[str]:
    # A file may have a name that is no text in any encoding.
    return TemporaryFile("w+", encoding="utf-8", errors="backslashreplace", newline="")


def put(table: IO[str], file: Path) -> None:
    """Put a table in its place, whole."""
    table.seek(0)
    draft = file.parent / UNFINISHED / f"{os.urandom(8).hex()}-{file.name}"
    draft.parent.mkdir(parents=True, exist_ok=True)
    try:
        with draft.open("w", encoding="utf-8", newline="") as written:
            shutil.copyfileobj(table, written)
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
