"""The values of a grid file: each is read by itself, and what is wrong is kept with its place."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from callsign.engines.airtime.grid import Doing
from callsign.engines.airtime.layers import LAYERS_BY_WORD, Layer
from callsign.engines.airtime.recurrence import ONCE, NotARule, Rule, read_rule
from callsign.engines.airtime.titles import NotATitle, check_title
from callsign.engines.airtime.wall_clock import DAY_S

CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?")
MOST_PROBLEMS = 100
# Files of the machine's own among the zones: they say no place, or count leap seconds.
NO_PLACES = re.compile(r"localtime|posixrules|Factory|posix/.*|right/.*")


class Row(dict[str, object]):
    """An object of a document, with the keys that stand in it more than once."""

    def __init__(self, pairs: Iterable[tuple[str, object]]) -> None:
        pairs = list(pairs)
        super().__init__(pairs)
        self.twins: tuple[str, ...] = ()
        if len(self) < len(pairs):
            keys = [key for key, _ in pairs]
            self.twins = tuple(key for key in self if keys.count(key) > 1)


class Values:
    """Reads the values of one document; it goes on after a problem, to tell of the others."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.remarks: list[str] = []

    def zone(self, value: object) -> ZoneInfo | None:
        name = value if isinstance(value, str) else ""
        try:
            return ZoneInfo("" if NO_PLACES.fullmatch(name) else name)
        except (ValueError, OSError, KeyError):
            # A KeyError is zoneinfo's word for a zone it does not know.
            self.refuse(
                "", "zone", f"{value!r} is no time zone such as America/Chicago"
            )
            return None

    def rows(
        self, values: dict[str, object], key: str, most: int
    ) -> Iterator[tuple[str, dict[str, object]]]:
        rows = values.get(key)
        if rows is None:
            return
        if not isinstance(rows, list):
            self.refuse("", key, "it must be a list")
            return
        if len(rows) > most:
            self.refuse("", key, f"{len(rows):,} of them; {most:,} at most")
            return
        for index, row in enumerate(rows):
            place = f"{key}[{index}]"
            if isinstance(row, dict):
                yield place, row
            else:
                self.refuse(place, "", "it must be an object")

    def text(
        self, row: dict[str, object], key: str, place: str, *, is_needed: bool = True
    ) -> str:
        value = row.get(key)
        if isinstance(value, str) and (value.strip() or not is_needed):
            try:
                return check_title(value.strip())
            except NotATitle as error:
                self.refuse(place, key, str(error))
                return ""
        if value is not None or is_needed:
            self.refuse(place, key, "it must be a text" if value else "it is missing")
        return ""

    def days(self, row: dict[str, object], key: str, place: str) -> int:
        value = row.get(key, 0)
        if type(value) is int and 0 <= value <= 366:
            return value
        self.refuse(place, key, "a number of days, 0 to 366")
        return 0

    def layer(self, row: dict[str, object], place: str) -> Layer:
        word = row.get("layer", "base")
        if isinstance(word, str) and word in LAYERS_BY_WORD:
            return LAYERS_BY_WORD[word]
        self.refuse(place, "layer", f"{word!r} is none of {', '.join(LAYERS_BY_WORD)}")
        return Layer.BASE

    def doing(self, row: dict[str, object], place: str) -> Doing:
        word = row.get("do")
        if isinstance(word, str) and word in list(Doing):
            return Doing(word)
        self.refuse(place, "do", f"{word!r} is none of {', '.join(Doing)}")
        return Doing.CANCEL

    def rule(self, row: dict[str, object], place: str) -> Rule:
        try:
            return read_rule(self.text(row, "rrule", place, is_needed=False))
        except NotARule as error:
            self.refuse(place, "rrule", str(error))
            return ONCE

    def clock(
        self, row: dict[str, object], key: str, place: str, *, is_needed: bool = True
    ) -> int | None:
        value = row.get(key)
        if value is None and not is_needed:
            return None
        found = CLOCK.fullmatch(value) if isinstance(value, str) else None
        hour, minute, second = (
            (int(part or 0) for part in found.groups()) if found else (25, 0, 0)
        )
        seconds = hour * 3_600 + minute * 60 + second
        # 24:00 is how some write midnight at the end of a day.
        if seconds <= DAY_S - (key == "local_start"):
            return seconds
        self.refuse(place, key, f"{value!r} is no time of day such as 05:00")
        return None

    def date(
        self, row: dict[str, object], key: str, place: str, *, is_needed: bool = True
    ) -> date | None:
        value = row.get(key)
        if value is None and not is_needed:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.refuse(place, key, f"{value!r} is no date such as 2026-11-23")
            return None

    def pass_over(
        self, row: dict[str, object], known: frozenset[str], place: str
    ) -> None:
        for key in sorted(row.keys() - known):
            self.remarks.append(f"{place or 'the grid'}: {key!r} was passed over")
        for key in row.twins if isinstance(row, Row) else ():
            self.refuse(place, f"{key[:40]!a}"[1:-1], "it stands there twice")

    def refuse(self, place: str, key: str, problem: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            where = ".".join(filter(None, (place, key)))
            self.problems.append(f"{where}: {problem}")
