"""
A table of slots: CSV with a line of names first.

Columns are ``program``, ``start``, ``end``, and ``days`` or ``rule``; and, if wanted,
``id``, ``layer``, ``from``, ``until`` and ``title``. ``hosts`` and ``teaser`` tell of a
program that is made. Comma, semicolon or tab separates.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.text import slugify

from callsign.engines.airtime.layers import LAYERS_BY_WORD
from callsign.engines.airtime.recurrence import read_rule
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.importing.making import Told, hosts_in
from callsign.newsroom.schedule.importing.programs import Programs, unknown
from callsign.newsroom.schedule.importing.times import (
    read_clock,
    read_date,
    read_days,
    weekly,
)
from callsign.newsroom.schedule.importing.wanted import Unreadable, Wanted, WantedSlot

NEEDED = ("program", "start", "end")
ABOUT_PROGRAM = {"hosts", "teaser"}
COLUMNS = {
    *(*NEEDED, *ABOUT_PROGRAM),
    *("id", "days", "rule", "layer", "from", "until", "title"),
}
MOST_ROWS = 20_000

Row = Mapping[str, str]


class NotClosed(ValueError):
    """A quotation mark that would take the next row for a part of this."""


def read_table(text: str, programs: Programs, *, today: date) -> Wanted:
    """
    Read a table; rows that cannot be used are left out, with their line.

    Raises: Unreadable, when a column is missing
    """
    wanted = Wanted()
    keys: set[str] = set()
    for line, row in rows_of(text, wanted):
        place = f"line {line}"
        program = program_of(row, programs)
        if program is None:
            wanted.left_out.add(place, unknown(row.get("program", "")))
            continue
        try:
            slot = slot_of(row, program, free_key(row, program, keys), today)
        except ValueError as error:
            wanted.left_out.add(place, str(error))
            continue
        keys.add(slot.key)
        wanted.slots.append(slot)
    return wanted


def program_of(row: Row, programs: Programs) -> Program | None:
    told = Told(teaser=row.get("teaser", ""), hosts=hosts_in(row.get("hosts", "")))
    return programs.named_or_made(row.get("program", ""), told)


def rows_of(text: str, wanted: Wanted) -> Iterator[tuple[int, Row]]:
    """Yield the rows that hold something, each with the line it begins on."""
    lines = io.StringIO(text).readlines()
    delimiter = max(",;\t", key=lines[0].count if lines else text.count)
    names = names_in(lines, delimiter, wanted)
    index = 1
    for _ in range(MOST_ROWS):
        try:
            row, length = row_at(lines, index, delimiter, names)
        except NotClosed as error:
            wanted.left_out.add(f"line {index + 1}", str(error))
            row, length = {}, 1
        if any(row.values()):
            yield index + 1, row
        index += length
    if index < len(lines):
        wanted.left_out.add(f"from line {index + 1}", f"beyond {MOST_ROWS:,} rows")


def names_in(lines: Sequence[str], delimiter: str, wanted: Wanted) -> list[str]:
    first = next(csv.reader(lines[:1], delimiter=delimiter), [])
    names = [name.strip().lower() for name in first]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise Unreadable(f"line 1: there is no column {', '.join(missing)}")
    for name in names:
        if name not in COLUMNS:
            wanted.left_out.add("line 1", f"the column “{name}” was passed over")
    return names


def row_at(
    lines: Sequence[str], index: int, delimiter: str, names: Sequence[str]
) -> tuple[Row, int]:
    """
    Return the row that begins on a line, and how many lines it has.

    Raises: NotClosed
    """
    rest = (lines[each] for each in range(index, len(lines)))
    reader = csv.reader(rest, delimiter=delimiter, strict=True)
    try:
        cells = [cell.strip() for cell in next(reader, [])]
    except csv.Error as error:
        raise NotClosed(
            f"a quotation mark is not closed, or not CSV: {error}"
        ) from error
    row = dict(zip(names, cells, strict=False))
    if any("\n" in row[name] for name in row.keys() - ABOUT_PROGRAM):
        raise NotClosed("a quotation mark is not closed on this line")
    return row, max(reader.line_num, 1)


def slot_of(row: Row, program: Program, key: str, today: date) -> WantedSlot:
    layer = row.get("layer", "").lower() or "base"
    if layer not in LAYERS_BY_WORD:
        raise ValueError(f"{layer!r} is no layer; one of {', '.join(LAYERS_BY_WORD)}")
    begins = read_date(row["from"]) if row.get("from") else today
    until = read_date(row["until"]) if row.get("until") else None
    if until is not None and until < begins:
        raise ValueError(f"it is until {until}, before it is from {begins}")
    start, end = (read_clock(row.get(name, "")) for name in ("start", "end"))
    return WantedSlot(
        key=key,
        program=program,
        rule=rule_of(row),
        local_start=start.isoformat(),
        local_end=end.isoformat(),
        valid_from=begins.isoformat(),
        valid_until=until.isoformat() if until else None,
        layer=LAYERS_BY_WORD[layer],
        title=row.get("title", "")[:160],
        is_from_open=not row.get("from"),
    )


def rule_of(row: Row) -> str:
    rule = row.get("rule", "")
    if rule:
        read_rule(rule)
        return rule.removeprefix("RRULE:")
    days = row.get("days", "")
    if not days and not row.get("from"):
        raise ValueError("it has neither days, nor a rule, nor a date")
    return weekly(read_days(days)) if days else ""


def free_key(row: Row, program: Program, keys: set[str]) -> str:
    """Return the row's own id, or one that the same table would give again."""
    stem = slugify(row.get("id") or program.slug)[:50] or "slot"
    numbered = (f"{stem}-{number}" for number in range(2, len(keys) + 3))
    return next(key for key in (stem, *numbered) if key not in keys)
