"""Our own grid file: docs/reference/grid-file.md."""

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any

from callsign.engines.airtime.document import NotAGrid, grid_of
from callsign.engines.airtime.layers import Layer
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.importing.keys import key_of
from callsign.newsroom.schedule.importing.making import NOTHING_TOLD, Told
from callsign.newsroom.schedule.importing.programs import Programs, unknown
from callsign.newsroom.schedule.importing.wanted import (
    Unreadable,
    Wanted,
    WantedOverride,
    WantedSlot,
)

# What stands for a default that a file leaves open.
OPEN = "-"


def read_grid_file(values: dict[str, Any], programs: Programs, zone: str) -> Wanted:
    """
    Read a grid. The engine's reader says what is wrong, and then nothing is imported.

    Raises: Unreadable
    """
    told = told_in(values)
    try:
        _, remarks = grid_of(airtime_of(values))
    except NotAGrid as error:
        raise Unreadable(*error.problems) from error
    if values["zone"] != zone:
        raise Unreadable(f"the grid is for {values['zone']}, this station is in {zone}")
    wanted = Wanted()
    for remark in remarks:
        wanted.left_out.add("the file", remark)
    for name in named_in(values):
        programs.named_or_made(name, told.get(name, NOTHING_TOLD))
    wanted.default = default_of(values, programs, wanted)
    for row in values.get("slots") or []:
        add_slot(row, programs, wanted)
    known = {slot.key for slot in wanted.slots}
    for row in values.get("overrides") or []:
        if key_of(row["slot"]) in known:
            add_override(row, programs, wanted)
    return wanted


def airtime_of(values: dict[str, Any]) -> dict[str, Any]:
    """Return what the engine reads of a grid: it knows programs by their slugs only."""
    read = copy(values)
    read.pop("programs", None)
    read["default"] = values.get("default") or OPEN
    return read


def told_in(values: Mapping[str, Any]) -> dict[str, Told]:
    """
    Return what a grid tells of its programs, by slug.

    Raises: Unreadable
    """
    told = {}
    rows = values.get("programs", [])
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        hosts = row.get("hosts", []) if isinstance(row, Mapping) else None
        if not isinstance(hosts, list) or not isinstance(row.get("slug"), str):
            raise Unreadable(f"program {number}: it needs a slug, and hosts as a list")
        told[row["slug"]] = Told(
            title=str(row.get("title") or ""),
            teaser=str(row.get("teaser") or ""),
            hosts=tuple(str(name) for name in hosts),
        )
    return told


def named_in(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the programs that a grid names, once each."""
    rows = (*(values.get("slots") or []), *(values.get("overrides") or []))
    names = [values.get("default"), *(row.get("program") for row in rows)]
    yield from dict.fromkeys(name for name in names if name)


def default_of(
    values: Mapping[str, Any], programs: Programs, wanted: Wanted
) -> Program | None:
    name = values.get("default")
    found = programs.named(name) if name else None
    if name and found is None:
        wanted.left_out.add("default", unknown(name))
    return found


def add_slot(row: Mapping[str, Any], programs: Programs, wanted: Wanted) -> None:
    program = programs.named(row["program"])
    if program is None:
        wanted.left_out.add(f"slot {row['id']}", unknown(row["program"]))
        return
    wanted.slots.append(
        WantedSlot(
            key=key_of(row["id"]),
            program=program,
            rule=(row.get("rrule") or "").removeprefix("RRULE:"),
            local_start=clock(row["local_start"]),
            local_end=clock(row["local_end"]),
            valid_from=row["valid_from"],
            valid_until=row.get("valid_until"),
            layer=Layer.named(row.get("layer", "base")),
            title=row.get("title") or "",
            rerun_of=key_of(row["rerun_of"]) if row.get("rerun_of") else "",
            rerun_after_days=row.get("rerun_after_days", 0),
        )
    )


def add_override(row: Mapping[str, Any], programs: Programs, wanted: Wanted) -> None:
    name = row.get("program")
    program = programs.named(name) if name else None
    if name and program is None:
        wanted.left_out.add(f"{row['slot']} on {row['date']}", unknown(name))
        return
    start, end = row.get("local_start"), row.get("local_end")
    wanted.overrides.append(
        WantedOverride(
            slot=key_of(row["slot"]),
            date=row["date"],
            do=row["do"],
            program=program,
            local_start=clock(start) if start else None,
            local_end=clock(end) if end else None,
            title=row.get("title") or "",
            reason=row.get("reason") or "",
        )
    )


def clock(text: str) -> str:
    """
    Return a time of day as ISO 8601 has it; 24:00 is midnight.

    >>> clock("9:00"), clock("24:00")
    ('09:00:00', '00:00:00')
    """
    hour, minute, second = (*text.split(":"), "0")[:3]
    return f"{int(hour) % 24:02d}:{minute}:{int(second):02d}"
