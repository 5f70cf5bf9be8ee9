"""
Taking in air's journal: from lines in files to rows, each line exactly once.

A piece of a file, the rows it makes and the place it ends at are committed together, so
a kill leaves nothing half done; a line that is still being written waits for its end.
Nothing on air waits for this, and a week of it is taken in piece by piece.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models.functions import Now

from callsign.engines.stream import journal
from callsign.newsroom.logbook.book import Book, Unusable, require_sound
from callsign.newsroom.logbook.models import Intake, Mark

logger = logging.getLogger(__name__)

DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.jsonl")

# Some 8,000 lines, a few megabytes when they are read: an hour and a half of three services.
PIECE_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """How many entries came in, and how many lines were none."""

    entries: int = 0
    problems: int = 0

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.entries + other.entries, self.problems + other.problems)


def take_in(folder: Path, *, piece_bytes: int = PIECE_BYTES) -> Taken:
    """Take in all that the journal in a folder says by now, the earliest day first."""
    total = Taken()
    for file in grown_files(folder):
        while taken := take_in_piece(file, piece_bytes=piece_bytes):
            total += taken
    return total


def grown_files(folder: Path) -> Iterator[Path]:
    """Return the days that are not as they were left; most days are over."""
    known = dict(Intake.objects.values_list("file", "offset"))
    for file in sorted(folder.glob("*.jsonl")):
        size_bytes = file.stat().st_size
        if DAY.fullmatch(file.name) and size_bytes != known.get(file.name, 0):
            yield file


@transaction.atomic
def take_in_piece(file: Path, *, piece_bytes: int) -> Taken | None:
    """Take in the next piece of a day; return None when there is no whole line left."""
    # All rows are locked, so that of two workers one waits: a stretch goes on from day
    # to day.
    intakes = {one.file: one for one in Intake.objects.select_for_update()}
    intake = intakes.get(file.name) or Intake(file=file.name)
    piece = next_piece(file, intake, piece_bytes)
    reading = journal.read(piece)
    taken_bytes = reading.taken
    problems = [
        f"line {one.line} of a piece: {one.message}" for one in reading.problems
    ]
    if not taken_bytes and len(piece) == piece_bytes:
        problems = [f"a line longer than {piece_bytes} bytes"]
        taken_bytes = len(piece)
    if not taken_bytes:
        return None
    intake.offset += taken_bytes
    intake.save()
    entries, unsound = sift(intake, reading.entries)
    problems += unsound + Book().write(entries)
    report(intake, problems)
    return Taken(len(entries), len(problems))


def next_piece(file: Path, intake: Intake, piece_bytes: int) -> bytes:
    """Return what follows the place where reading ended; a shorter file is read anew."""
    if file.stat().st_size < intake.offset:
        logger.warning("%s is shorter than it was and is read again", file.name)
        intake.offset = 0
    with file.open("rb") as opened:
        opened.seek(intake.offset)
        return opened.read(piece_bytes)


def sift(
    intake: Intake, entries: Sequence[journal.Entry]
) -> tuple[list[journal.Entry], list[str]]:
    """Return the entries that this file has not given before, and what is wrong with others."""
    marks = {mark.run: mark for mark in intake.marks.all()}
    new, problems = [], []
    for entry in entries:
        try:
            require_sound(entry)
        except Unusable as error:
            problems.append(str(error))
            continue
        mark = marks.setdefault(
            entry.run, Mark(intake=intake, run=entry.run, number=-1)
        )
        if entry.number > mark.number:
            mark.number = entry.number
            new.append(entry)
    for run in {entry.run for entry in new}:
        marks[run].save()
    return new, problems


def report(intake: Intake, problems: list[str]) -> None:
    """Keep what could not be read where engineers look."""
    if problems:
        intake.problem_count += len(problems)
        intake.latest_problem = problems[-1][:300]
        logger.warning(
            "%s: %d lines could not be taken in; the last: %s",
            intake.file,
            len(problems),
            problems[-1],
        )
    intake.changed_at = Now()
    intake.save()
