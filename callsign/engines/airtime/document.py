"""
The grid file: a grid as one JSON document, and its tiles as another.

    {"zone": "America/Chicago", "default": "kdemo-music",
     "slots": [{"id": "morning", "program": "local-desk", "layer": "base",
                "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
                "local_start": "05:00", "local_end": "09:00",
                "valid_from": "2026-01-05", "valid_until": null}],
     "overrides": [{"slot": "morning", "date": "2026-11-26", "do": "cancel",
                    "reason": "Thanksgiving"}]}

``valid_until`` is the last date there may be. Optional in a slot: ``title``, ``by``,
``rerun_of`` with ``rerun_after_days``; in an override: ``program``, ``local_start``,
``local_end``, ``title``, ``reason``, ``by``.
"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime

from callsign.engines.airtime.asking import Why
from callsign.engines.airtime.grid import Doing, Grid, Override, Slot
from callsign.engines.airtime.grid_values import Row, Values
from callsign.engines.airtime.tiling import Tile
from callsign.engines.airtime.wall_clock import DAY_S

MOST_SLOTS, MOST_OVERRIDES = 20_000, 200_000
# What a grid tells of its programs is the newsroom's to read.
GRID_KEYS = frozenset({"zone", "default", "programs", "slots", "overrides"})
SLOT_KEYS = frozenset(
    "id program layer rrule local_start local_end valid_from valid_until title by"
    " rerun_of rerun_after_days".split()
)
OVERRIDE_KEYS = frozenset(
    "slot date do program local_start local_end title reason by".split()
)


class NotAGrid(ValueError):
    """
    A document that cannot be used as a grid.

    ``problems`` say what is wrong, each with its place: ``slots[3].rrule: ...``.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


def read_grid(text: str | bytes) -> tuple[Grid, tuple[str, ...]]:
    """
    Read a grid; return it with remarks on what was passed over.

    Raises: NotAGrid, with everything that is wrong

    >>> grid, _ = read_grid('{"zone": "America/Chicago", "default": "music", "slots": []}')
    >>> grid.default
    'music'
    """
    try:
        values = parsed(text)
    except (ValueError, RecursionError) as error:
        raise NotAGrid([f"it is not JSON: {error}"]) from error
    if not isinstance(values, Row):
        raise NotAGrid(["a grid is a JSON object with zone, default and slots"])
    return grid_of(values)


def parsed(text: str | bytes) -> object:
    """
    Return what JSON says, its objects as rows.

    Raises: ValueError, RecursionError
    """
    return json.loads(text, object_pairs_hook=Row)


def grid_of(values: dict[str, object]) -> tuple[Grid, tuple[str, ...]]:
    """
    Return a document's grid, with remarks on what was passed over.

    Raises: NotAGrid, with everything that is wrong
    """
    reading = Reading()
    grid = reading.grid(values)
    if reading.problems or grid is None:
        raise NotAGrid(reading.problems)
    return grid, tuple(reading.remarks)


class Reading(Values):
    """One reading of a document."""

    def grid(self, values: dict[str, object]) -> Grid | None:
        self.pass_over(values, GRID_KEYS, "")
        zone = self.zone(values.get("zone"))
        default = self.text(values, "default", "")
        slots = [
            slot
            for place, row in self.rows(values, "slots", MOST_SLOTS)
            if (slot := self.slot(row, place)) is not None
        ]
        ids = {slot.id for slot in slots}
        self.refuse_twins(slots)
        self.refuse_unknown_reruns(slots, ids)
        overrides = [
            override
            for place, row in self.rows(values, "overrides", MOST_OVERRIDES)
            if (override := self.override(row, place, ids)) is not None
        ]
        if self.problems or zone is None:
            return None
        return Grid(zone, default, tuple(slots), tuple(overrides))

    def slot(self, row: dict[str, object], place: str) -> Slot | None:
        self.pass_over(row, SLOT_KEYS, place)
        known = len(self.problems)
        start_s, end_s = (
            self.clock(row, key, place) for key in ("local_start", "local_end")
        )
        valid_from = self.date(row, "valid_from", place)
        slot = Slot(
            id=self.text(row, "id", place),
            program=self.text(row, "program", place),
            layer=self.layer(row, place),
            rule=self.rule(row, place),
            start_s=(start_s or 0) % DAY_S,
            end_s=(end_s or 0) % DAY_S,
            valid_from=valid_from or date.min,
            valid_until=self.date(row, "valid_until", place, is_needed=False),
            title=self.text(row, "title", place, is_needed=False),
            by=self.text(row, "by", place, is_needed=False),
            rerun_of=self.text(row, "rerun_of", place, is_needed=False),
            rerun_after_days=self.days(row, "rerun_after_days", place),
        )
        if slot.valid_until is not None and slot.valid_until < slot.valid_from:
            self.refuse(place, "valid_until", "it ends before it begins")
        return slot if len(self.problems) == known else None

    def override(
        self, row: dict[str, object], place: str, ids: set[str]
    ) -> Override | None:
        self.pass_over(row, OVERRIDE_KEYS, place)
        known = len(self.problems)
        do, day = self.doing(row, place), self.date(row, "date", place)
        start_s, end_s = (
            self.clock(row, key, place, is_needed=False)
            for key in ("local_start", "local_end")
        )
        override = Override(
            slot=self.text(row, "slot", place),
            date=day or date.min,
            do=do,
            program=self.text(row, "program", place, is_needed=do is Doing.REPLACE),
            start_s=None if start_s is None else start_s % DAY_S,
            end_s=None if end_s is None else end_s % DAY_S,
            title=self.text(row, "title", place, is_needed=do is Doing.RETITLE),
            reason=self.text(row, "reason", place, is_needed=False),
            by=self.text(row, "by", place, is_needed=False),
        )
        if do is Doing.MOVE and start_s is None and end_s is None:
            self.refuse(
                place, "local_start", "a move needs a local_start or a local_end"
            )
        if len(self.problems) == known and override.slot not in ids:
            self.refuse(place, "slot", f"there is no slot {override.slot!r}")
        return override if len(self.problems) == known else None

    def refuse_twins(self, slots: list[Slot]) -> None:
        seen: set[str] = set()
        for slot in slots:
            if slot.id in seen:
                self.refuse("slots", "", f"two slots have the id {slot.id!r}")
            seen.add(slot.id)

    def refuse_unknown_reruns(self, slots: list[Slot], ids: set[str]) -> None:
        for slot in slots:
            if slot.rerun_of and slot.rerun_of not in ids:
                self.refuse(
                    "slots",
                    "",
                    f"{slot.id} repeats {slot.rerun_of!r}, which is no slot",
                )


def tile_as_json(tile: Tile) -> dict[str, str | None]:
    """Return a tile as the grid file's tools write it: UTC, ISO 8601 with ``Z``."""
    return {
        "starts_at": moment_as_json(tile.starts_at),
        "ends_at": moment_as_json(tile.ends_at),
        "program": tile.program,
        "slot": tile.slot,
        "local_date": tile.local_date.isoformat() if tile.local_date else None,
        "title": tile.title or None,
    }


def why_as_json(found: Why) -> dict[str, object]:
    """Return what is on the air and why; null for an end that is more than a year away."""
    return {
        **tile_as_json(found.tile),
        "starts_at": moment_as_json(found.starts_at) if found.starts_at else None,
        "ends_at": moment_as_json(found.ends_at) if found.ends_at else None,
        "why": list(found.sentences),
    }


def moment_as_json(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
