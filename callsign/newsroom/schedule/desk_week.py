"""The week at the desk: the tiles of a grid as columns of days, each drawn as long as it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from callsign.engines.airtime.grid import Grid
from callsign.engines.airtime.layers import Layer
from callsign.engines.airtime.tiling import Tile, tiles
from callsign.engines.airtime.wall_clock import utc

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
ORDINARY_MINUTES = 24 * 60
ROOM_FOR_TWO_LINES = 45


@dataclass(frozen=True, slots=True)
class Place:
    """Minutes since a day's midnight as they pass, not as the clock shows them."""

    minute: int

    @property
    def hours(self) -> int:
        return self.minute // 60

    @property
    def minutes(self) -> int:
        return self.minute % 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A full hour of a day, and what the wall clock shows then."""

    place: Place
    clock: str


@dataclass(frozen=True, slots=True)
class Piece:
    """
    What one day shows of a tile.

    ``starts`` and ``ends`` are the tile's own local times; ``title`` is what it is called.
    """

    tile: Tile
    day: date
    title: str
    starts: str
    ends: str
    begins: Place
    stops: Place
    is_continued: bool
    goes_on: bool
    is_over: bool
    is_on_air: bool

    @property
    def layer(self) -> str:
        """The word of its layer; none for filler."""
        one = self.tile.occurrence
        return one.slot.layer.word if one else ""

    @property
    def is_above_base(self) -> bool:
        return bool(self.layer) and self.layer != Layer.BASE.word

    @property
    def is_short(self) -> bool:
        """Whether its place has room for one line only."""
        return self.stops.minute - self.begins.minute < ROOM_FOR_TWO_LINES

    @property
    def is_overridden(self) -> bool:
        return bool(self.tile.occurrence and self.tile.occurrence.overrides)

    @property
    def may_be_held(self) -> str:
        """What a hand may do to it: nothing to a part, for the rest stands elsewhere."""
        one = self.tile.occurrence
        is_whole = one is not None and (utc(one.start), utc(one.end)) == (
            self.tile.starts_at,
            self.tile.ends_at,
        )
        if not is_whole or self.is_continued:
            return ""
        return "move" if self.goes_on else "move resize"

    @property
    def name(self) -> str:
        """What the form that opens it is told."""
        return "gap" if self.tile.is_filler else "airing"

    @property
    def value(self) -> str:
        if self.tile.is_filler:
            return f"{self.day}/{self.starts}/{self.ends}"
        return f"{self.tile.slot}/{self.tile.local_date}"


@dataclass(frozen=True, slots=True)
class Day:
    """A column: one local date from midnight to midnight."""

    date: date
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    length: Place
    is_today: bool
    now: Place | None

    @property
    def note(self) -> str:
        """What is odd about a day on which the clocks are changed."""
        longer = self.length.minute - ORDINARY_MINUTES
        if not longer:
            return ""
        way = "back" if longer > 0 else "ahead"
        return f"{self.length.minute / 60:g} hours: the clocks go {way}"


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday on."""

    days: tuple[Day, ...]

    @property
    def first(self) -> date:
        return self.days[0].date

    @property
    def last(self) -> date:
        return self.days[-1].date

    @property
    def before(self) -> date:
        return self.first - 7 * DAY

    @property
    def after(self) -> date:
        return self.last + DAY

    @property
    def is_empty(self) -> bool:
        return all(one.tile.is_filler for day in self.days for one in day.pieces)

    @property
    def ordinary_day(self) -> Day:
        """A day whose hours the axis beside the week can show."""
        ordinary = (one for one in self.days if not one.note)
        return next(ordinary, self.days[0])


def monday_of(day: date) -> date:
    """
    Return the first day of a date's week.

    >>> monday_of(date(2026, 11, 29))
    datetime.date(2026, 11, 23)
    """
    return day - timedelta(days=day.weekday())


def week_of(grid: Grid, day: date, *, names: Mapping[str, str], at: datetime) -> Week:
    """Return the week of a date as the grid plans it; ``names`` are the programs' titles."""
    first = monday_of(day)
    # What passes the week's midnights is told with its own beginning and end.
    planned = tiles(grid, first - DAY, first + 8 * DAY)
    days = [first + number * DAY for number in range(7)]
    return Week(tuple(day_of(grid, one, planned, names, at) for one in days))


def day_of(
    grid: Grid,
    day: date,
    planned: Sequence[Tile],
    names: Mapping[str, str],
    at: datetime,
) -> Day:
    begins, ends = midnight(grid, day), midnight(grid, day + DAY)
    pieces = (
        piece_of(tile, day, begins, ends, grid.zone, names, at)
        for tile in planned
        if tile.starts_at < ends and tile.ends_at > begins
    )
    is_today = begins <= at < ends
    return Day(
        day,
        tuple(pieces),
        tuple(marks_between(begins, ends, grid.zone)),
        Place((ends - begins) // MINUTE),
        is_today,
        Place((at - begins) // MINUTE) if is_today else None,
    )


def piece_of(
    tile: Tile,
    day: date,
    begins: datetime,
    ends: datetime,
    zone: ZoneInfo,
    names: Mapping[str, str],
    at: datetime,
) -> Piece:
    # Time that nobody planned belongs to no date: what is told of it is the day's part.
    starts_at = max(tile.starts_at, begins) if tile.is_filler else tile.starts_at
    ends_at = min(tile.ends_at, ends) if tile.is_filler else tile.ends_at
    return Piece(
        tile,
        day,
        tile.title or names.get(tile.program, tile.program) or "Nothing",
        clock(starts_at, zone),
        clock(ends_at, zone),
        Place((max(tile.starts_at, begins) - begins) // MINUTE),
        Place(-((begins - min(tile.ends_at, ends)) // MINUTE)),
        is_continued=tile.starts_at < begins and not tile.is_filler,
        goes_on=tile.ends_at > ends,
        is_over=ends_at <= at,
        is_on_air=starts_at <= at < ends_at,
    )


def marks_between(begins: datetime, ends: datetime, zone: ZoneInfo) -> Iterator[Mark]:
    moment = begins
    while moment < ends:
        yield Mark(Place((moment - begins) // MINUTE), clock(moment, zone))
        moment += HOUR


def midnight(grid: Grid, day: date) -> datetime:
    return utc(grid.clock.instant(day.toordinal(), 0))


def clock(moment: datetime, zone: ZoneInfo) -> str:
    """
    Return a moment as the wall clock shows it; seconds only where there are any.

    >>> chicago = ZoneInfo("America/Chicago")
    >>> clock(datetime(2026, 11, 23, 9, 30, tzinfo=chicago), chicago)
    '09:30'
    """
    return f"{moment.astimezone(zone):%H:%M:%S}".removesuffix(":00")
