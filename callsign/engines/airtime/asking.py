"""Asking a grid: what is on the air at a moment, what comes next, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from callsign.engines.airtime.difference import NO_NAMES
from callsign.engines.airtime.grid import Doing, Grid
from callsign.engines.airtime.occurrences import Occurrence, occurrences_of
from callsign.engines.airtime.tiling import Tile, tiles_between
from callsign.engines.airtime.wall_clock import seconds_of, utc

# No airing is longer than a day of 25 hours; only filler can reach further than this.
AROUND = timedelta(days=2)
# How far ahead the next items are looked for at first.
STRIDE = timedelta(days=2)
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Claim:
    """An airing that was meant for a moment, and why it is heard then or not."""

    occurrence: Occurrence
    is_heard: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Why:
    """
    What is on the air at a moment, and everything that had a claim to it.

    ``claims`` begin with what is heard, unless that is filler.
    """

    at: datetime
    tile: Tile
    claims: tuple[Claim, ...]

    @property
    def starts_at(self) -> datetime | None:
        """When it began; None for filler before which no slot airs for a year."""
        sought = utc(seconds_of(self.at - FURTHEST))
        return self.tile.starts_at if self.tile.starts_at > sought else None

    @property
    def ends_at(self) -> datetime | None:
        """When it ends; None for filler after which no slot airs for a year."""
        sought = utc(seconds_of(self.at + FURTHEST))
        return self.tile.ends_at if self.tile.ends_at < sought else None

    @property
    def sentences(self) -> tuple[str, ...]:
        """The reasons, in words an editor reads."""
        said = tuple(claim.sentence for claim in self.claims)
        if not self.tile.is_filler:
            return said
        return (f"{self.tile.program} fills: no slot airs at this moment", *said)


def on_air(grid: Grid, *, at: datetime) -> Tile:
    """
    Return the tile that covers a moment, with its whole time.

    Filler is told of from a year before to a year after at most.
    """
    around = AROUND
    while True:
        found = tiles_between(grid, at - around, at + around)
        (tile,) = (one for one in found if one.covers(at))
        if tile not in (found[0], found[-1]) or around == FURTHEST:
            return tile
        around = min(around * 4, FURTHEST)


def next(grid: Grid, *, at: datetime, count: int = 3) -> list[Tile]:
    """
    Return the tiles after the one on the air, in order.

    Fewer, when a year ahead holds no more. To be called as ``asking.next``.
    """
    present, ahead = on_air(grid, at=at), STRIDE
    while True:
        found = tiles_between(grid, present.ends_at, present.ends_at + ahead)
        if present.is_filler and found[0].is_filler:
            # More of the same: it was cut where we stopped looking.
            found = found[1:]
        # The last may go on beyond what was looked at.
        if len(found) > count or ahead > FURTHEST:
            return found[:count]
        ahead *= 4


def why(grid: Grid, *, at: datetime, names: Mapping[str, str] = NO_NAMES) -> Why:
    """
    Return what is on the air at a moment, and which slot, override and layer made it so.

    ``names`` are what programs are called; one without a name is called by its slug.
    """
    tile, moment = on_air(grid, at=at), seconds_of(at)
    meant = [
        one
        for slot in grid.slots
        for one in occurrences_of(grid, slot, start=moment, end=moment + 1)
    ]
    meant.sort(key=lambda one: (one.is_cancelled, -one.precedence))
    return Why(at, tile, tuple(claim_of(one, meant[0], names) for one in meant))


def claim_of(one: Occurrence, highest: Occurrence, names: Mapping[str, str]) -> Claim:
    is_heard = one is highest and not one.is_cancelled
    called = one.title or names.get(one.program, one.program)
    name = f"{called} ({one.slot.id}, {one.slot.layer.word} layer)"
    if is_heard:
        verdict = "is on the air"
    elif one.is_cancelled:
        verdict = "was cancelled"
    else:
        above = names.get(highest.program, highest.slot.id)
        verdict = f"is covered by {above}, {reason_to_yield(one, highest)}"
    said = "; ".join(filter(None, (f"{name} {verdict}", *changes_in_words(one))))
    planned = f"; planned by {one.slot.by}" if one.slot.by else ""
    return Claim(one, is_heard, said + planned)


def reason_to_yield(one: Occurrence, highest: Occurrence) -> str:
    mine, theirs = one.slot, highest.slot
    if mine.layer != theirs.layer:
        return f"whose {theirs.layer.word} layer is higher"
    if mine.valid_from != theirs.valid_from:
        return f"which is newer: valid from {theirs.valid_from}"
    if mine.id != theirs.id:
        return "whose id sorts after it"
    return "its own airing of a later date"


DONE = {
    Doing.CANCEL: "cancelled for {date}",
    Doing.REPLACE: "replaced on {date} by {program}",
    Doing.MOVE: "moved on {date}",
    Doing.RETITLE: "called “{title}” on {date}",
}


def changes_in_words(one: Occurrence) -> Iterator[str]:
    for change in one.overrides:
        words = DONE[change.do].format(
            date=change.date, program=change.program, title=change.title
        )
        words += f" by {change.by}" if change.by else ""
        yield words + (f" ({change.reason})" if change.reason else "")
