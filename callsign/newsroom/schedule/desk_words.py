"""What an edit changes, in few words: what happens alike on many dates is said once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from callsign.engines.airtime.difference import Change, Difference, clock, name
from callsign.engines.airtime.grid import Grid
from callsign.engines.airtime.remarks import Remark, length
from callsign.engines.airtime.tiling import Tile
from callsign.newsroom.schedule.desk_day_words import dates_in_words, day_in_words
from callsign.newsroom.schedule.desk_pairing import paired
from callsign.newsroom.schedule.desk_words_of_days import listed


@dataclass(frozen=True, slots=True)
class Said:
    """
    A sentence, and its dates when there are several.

    ``is_asked``: it is of what was edited; else it follows, for what lies beneath gives
    way or is heard again.
    """

    sentence: str
    dates: tuple[str, ...] = ()
    is_asked: bool = True


def said_of_differences(
    found: Sequence[Difference],
    *,
    zone: ZoneInfo,
    names: Mapping[str, str],
    touched: Collection[str],
    today: date,
    until: date,
) -> list[Said]:
    """
    Return what changes, alike things together: what was asked first, then what follows.

    ``touched`` are the slots that are edited; ``until`` is as far as was looked: what
    goes on up to there has no end that is worth saying. Dates of the year of ``today``
    go without it.
    """
    groups: dict[tuple[bool, str, str], list[date]] = {}
    for one in paired(found, touched):
        key = one.slot not in touched, one.slot, what_happens(one, zone, names)
        groups.setdefault(key, []).append(local_date(one.starts_at, zone))
    return [
        together(days, what, today=today, until=until, is_asked=not follows)
        for (follows, _, what), days in sorted(
            groups.items(), key=lambda group: (group[0][0], group[1][0])
        )
    ]


def said_of_filler(
    before: Grid, after: Grid, tiles: Iterable[Tile], names: Mapping[str, str]
) -> list[Said]:
    """Return that another program fills, and how much of what was looked at it is heard."""
    if before.default == after.default:
        return []
    spans = (one.ends_at - one.starts_at for one in tiles if one.is_filler)
    heard = sum(spans, timedelta()) // timedelta(hours=1)
    old, new = (
        names.get(one.default, one.default) or "nothing" for one in (before, after)
    )
    return [
        Said(
            f"Wherever no slot airs, {new} is heard instead of {old}:"
            f" {heard} hours in the eight weeks ahead"
        )
    ]


def said_of_remarks(
    found: Iterable[Remark], *, zone: ZoneInfo, today: date, until: date
) -> list[Said]:
    """Return what is odd, alike things together."""
    groups: dict[str, list[date]] = {}
    for one in found:
        day = local_date(one.starts_at, zone)
        # What is said of an odd night names its date by itself, and no times.
        undated = one.sentence.replace(f" on {day}", "")
        span = times(one.starts_at, one.ends_at, zone)
        what = undated if undated != one.sentence else f"{span}, {one.sentence}"
        groups.setdefault(what, []).append(day)
    return [
        together(days, what, today=today, until=until) for what, days in groups.items()
    ]


def together(
    days: Sequence[date], what: str, *, today: date, until: date, is_asked: bool = True
) -> Said:
    words = dates_in_words(days, today=today, until=until)
    each = [day_in_words(day, today=today) for day in sorted(set(days))]
    return Said(
        f"{words[0].upper()}{words[1:]}: {what}",
        tuple(each) if len(each) > 1 else (),
        is_asked,
    )


def what_happens(one: Difference, zone: ZoneInfo, names: Mapping[str, str]) -> str:
    """Return what a difference says of any date."""
    old, new = (in_times(side, zone) for side in (one.before, one.after))
    match one.change:
        case Change.ADDED:
            return f"{name(one.after[0], names)} airs {new}"
        case Change.REMOVED:
            return f"{name(one.before[0], names)} no longer airs {old}"
        case Change.MOVED:
            return moved(one, zone, names)
        case Change.REPLACED:
            return (
                f"{name(one.after[0], names)} airs instead of"
                f" {name(one.before[0], names)}, {new}"
            )
        case _:
            return f"{name(one.before[0], names)} is called {name(one.after[0], names)}, {new}"


def moved(one: Difference, zone: ZoneInfo, names: Mapping[str, str]) -> str:
    """Say both times, and what is lost or won."""
    old, new = (in_times(side, zone) for side in (one.before, one.after))
    was, shall = (name(side[0], names) for side in (one.before, one.after))
    old_day, new_day = weekdays_if_another(one, zone)
    former = f"{was} " if was != shall else ""
    longer = lasting(one.after) - lasting(one.before)
    by = length(abs(longer)) if longer else ""
    change = f" ({by} {'more' if longer > timedelta() else 'less'})" if by else ""
    return f"{shall} airs {new}{new_day} instead of {former}{old}{old_day}{change}"


def lasting(side: Sequence[Tile]) -> timedelta:
    return sum((tile.ends_at - tile.starts_at for tile in side), timedelta())


def weekdays_if_another(one: Difference, zone: ZoneInfo) -> tuple[str, str]:
    old, new = (local_date(side[0].starts_at, zone) for side in (one.before, one.after))
    return ("", "") if old == new else (f" on {old:%A}", f" on {new:%A}")


def in_times(side: Sequence[Tile], zone: ZoneInfo) -> str:
    return listed([times(tile.starts_at, tile.ends_at, zone) for tile in side])


def times(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    """
    Say when by the clock on the wall; and how long, where that clock is changed between.

    >>> midnight = datetime(2026, 11, 1, tzinfo=ZoneInfo("America/Chicago"))
    >>> times(midnight, midnight.replace(hour=2), ZoneInfo("America/Chicago"))
    '00:00–02:00 (3 h that night)'
    """
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    shown = f"{clock(start)}–{clock(end)}"
    if start.utcoffset() == end.utcoffset():
        return shown
    lasts = ends_at.astimezone(UTC) - starts_at.astimezone(UTC)
    return f"{shown} ({length(lasts)} that night)"


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
