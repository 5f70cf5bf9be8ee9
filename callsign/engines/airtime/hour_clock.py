"""
Hour clocks: what stands where within an hour, by the second.

A program's clock is dated: each plan holds from one date to another, and of two that
hold the later one does. Its hours are those of the wall clock: an airing from 5 to 9 has
four, one that begins at half past has the second half of its first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from callsign.engines.airtime.tiling import Tile
from callsign.engines.airtime.wall_clock import seconds_of, utc

HOUR_S = 3_600


class ItemKind(StrEnum):
    """What an item of an hour is."""

    NEWSCAST = "newscast"
    SEGMENT = "segment"
    BILLBOARD = "billboard"
    FUNDING = "funding"
    LOCAL_BREAK = "local_break"
    STATION_ID = "station_id"


@dataclass(frozen=True, slots=True)
class ClockItem:
    """
    One item, from ``start_s`` seconds after the hour on.

    A station may put its own over what is coverable. A hard item begins to the second,
    a soft one when what is before it is over.
    """

    kind: ItemKind
    start_s: int
    length_s: int
    label: str = ""
    is_coverable: bool = False
    is_hard: bool = True

    @property
    def end_s(self) -> int:
        return self.start_s + self.length_s

    @property
    def name(self) -> str:
        """
        >>> ClockItem(ItemKind.SEGMENT, 360, 689, label="A").name
        'segment A'
        """
        return " ".join(filter(None, (self.kind.replace("_", " "), self.label)))


@dataclass(frozen=True, slots=True)
class ClockPlan:
    """An hour of items, valid from a date until another, itself included."""

    name: str
    items: tuple[ClockItem, ...]
    valid_from: date
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        ends = self.valid_until
        return self.valid_from <= day and (ends is None or day <= ends)


@dataclass(frozen=True, slots=True)
class AiredItem:
    """An item of one airing, half open, in UTC; not whole where the airing cuts it."""

    item: ClockItem
    starts_at: datetime
    ends_at: datetime
    is_whole: bool


def plan_on(plans: Iterable[ClockPlan], day: date) -> ClockPlan | None:
    """Return the plan of a date: of those that hold, the one that began last."""
    holding = [plan for plan in plans if plan.holds_on(day)]
    return max(holding, key=lambda plan: (plan.valid_from, plan.name), default=None)


def items(plan: ClockPlan, tile: Tile, *, zone: ZoneInfo) -> Iterator[AiredItem]:
    """
    Yield the items of an airing in order, cut where it begins and ends.

    On the night a zone sets its clocks back by half an hour, the hour that is longer has
    its items in its first 60 minutes; what is left of one that is cut short has none.
    """
    ordered = sorted(plan.items, key=lambda item: item.start_s)
    for hour in hours_of(tile, zone):
        for item in ordered:
            starts_at = hour + timedelta(seconds=item.start_s)
            ends_at = hour + timedelta(seconds=item.end_s)
            start, end = max(starts_at, tile.starts_at), min(ends_at, tile.ends_at)
            if start < end:
                yield AiredItem(item, start, end, (start, end) == (starts_at, ends_at))


def hours_of(tile: Tile, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield the full hours on the wall clock that touch an airing."""
    first = seconds_of(tile.starts_at)
    hour = first - past_the_hour_s(first, zone)
    while hour < seconds_of(tile.ends_at):
        if past_the_hour_s(hour, zone) == 0:
            yield utc(hour)
        hour += HOUR_S - past_the_hour_s(hour, zone)


def past_the_hour_s(instant: int, zone: ZoneInfo) -> int:
    local = datetime.fromtimestamp(instant, zone)
    return local.minute * 60 + local.second


def problems(plan: ClockPlan) -> Iterator[str]:
    """
    Yield what cannot be aired of a plan, in words for its editor.

    >>> news = ClockItem(ItemKind.NEWSCAST, 60, 300)
    >>> early = ClockItem(ItemKind.SEGMENT, 240, 600, label="A")
    >>> list(problems(ClockPlan("Weekdays", (news, early), date(2026, 1, 5))))
    ['segment A begins at 4:00, before newscast ends at 6:00']
    """
    for item in plan.items:
        if item.length_s <= 0:
            yield f"{item.name} at {minutes(item.start_s)} has no length"
        if item.start_s < 0:
            yield f"{item.name} begins before the hour"
        elif item.end_s > HOUR_S:
            yield f"{item.name} ends at {minutes(item.end_s)}, beyond the hour"
    ordered = sorted(plan.items, key=lambda item: (item.start_s, item.end_s))
    for item, after in pairwise(ordered):
        if after.start_s < item.end_s:
            yield (
                f"{after.name} begins at {minutes(after.start_s)}, before {item.name}"
                f" ends at {minutes(item.end_s)}"
            )
    if plan.valid_until is not None and plan.valid_until < plan.valid_from:
        yield f"{plan.name} ends before it begins"


def minutes(seconds: int) -> str:
    """
    Return seconds after the hour as a clock of minutes shows them.

    >>> minutes(689)
    '11:29'
    """
    return f"{seconds // 60}:{seconds % 60:02d}"


def read_minutes(text: str) -> int:
    """
    Return the seconds of a clock of minutes; a number alone is of minutes.

    Raises: ValueError

    >>> read_minutes("11:29"), read_minutes("6")
    (689, 360)
    """
    minute, _, second = text.strip().partition(":")
    numbers = [minute, second or "0"]
    is_clock = all(one.isascii() and one.isdecimal() for one in numbers)
    if not is_clock or len(minute) > 2 or len(second) > 2 or int(numbers[1]) > 59:
        raise ValueError(f"{text!r} is no time within an hour such as 6:30")
    return int(numbers[0]) * 60 + int(numbers[1])
