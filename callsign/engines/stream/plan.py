"""
The play plan of a service: one JSON file, written by the newsroom, followed by air.

    {"version": 1, "service": "kdemo", "made_at": "2026-11-23T12:00:00Z",
     "until": "2026-11-25T12:00:00Z",
     "items": [{"id": "broadcast-7", "kind": "episode", "title": "Local Desk",
                "starts_at": "2026-11-23T15:00:00Z", "ends_at": "2026-11-23T16:00:00Z",
                "path": "/srv/sound/desk.mp3", "skip_ms": 0, "broadcast": 7}],
     "titles": [{"id": "broadcast-7", "title": "Local Desk",
                 "starts_at": "2026-11-23T15:00:00Z", "ends_at": "2026-11-23T16:00:00Z"}]}

Items are half open and never overlap; what no item has is the source's to fill. Titles
say what the service is called when, whoever makes its sound; they do not overlap either.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from callsign.engines.stream.moments import write_moment
from callsign.engines.stream.values import Values

VERSION = 1
# Two days of a service that plays a jingle a minute, and its titles of two weeks of rewind.
MOST_ITEMS = 10_000
MOST_TITLES = 10_000
MOST_SKIP_MS = 7 * 24 * 3_600_000
NUMBERS = range(2**63)


class NotAPlan(ValueError):
    """A text that is no plan; the message names the place and what is wrong there."""


class ItemKind(StrEnum):
    """What an item is to listeners."""

    EPISODE = "episode"
    ID = "id"
    FILL = "fill"


@dataclass(frozen=True, slots=True)
class Item:
    """A recording, played from ``skip_ms`` on, from ``start_ms`` up to ``end_ms`` of UTC."""

    id: str
    start_ms: int
    end_ms: int
    path: str
    title: str
    kind: ItemKind = ItemKind.EPISODE
    skip_ms: int = 0
    broadcast: int | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """What the service is called from ``start_ms`` up to ``end_ms``."""

    id: str
    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a service without an encoder plays, and what it is called."""

    service: str
    made_ms: int
    until_ms: int
    items: tuple[Item, ...] = ()
    titles: tuple[Title, ...] = ()


@dataclass(frozen=True, slots=True)
class Playing:
    """
    What is played at a moment: an item from ``offset_ms`` of its file on, or fill (None).

    It is so up to ``until_ms``; without one, for ever.
    """

    item: Item | None
    offset_ms: int
    until_ms: int | None


def at(plan: Plan, moment_ms: int) -> Playing:
    """
    Return what is played at a moment.

    >>> desk = Item("a", 5_000, 9_000, "/desk.mp3", "Local Desk", skip_ms=100)
    >>> plan = Plan("kdemo", 0, 60_000, (desk,))
    >>> at(plan, 4_999).item, at(plan, 4_999).until_ms
    (None, 5000)
    >>> at(plan, 6_000).offset_ms, at(plan, 9_000).until_ms
    (1100, None)
    """
    place = bisect_right(plan.items, moment_ms, key=start_of)
    item = plan.items[place - 1] if place else None
    if item is not None and moment_ms < item.end_ms:
        offset_ms = item.skip_ms + moment_ms - item.start_ms
        return Playing(item, offset_ms, item.end_ms)
    following = plan.items[place : place + 1]
    return Playing(None, 0, following[0].start_ms if following else None)


def boundaries(plan: Plan) -> tuple[int, ...]:
    """
    Return the moments at which something else is played, in order.

    >>> boundaries(Plan("kdemo", 0, 9, (Item("a", 1, 3, "/a", "A"), Item("b", 3, 5, "/b", "B"))))
    (1, 3, 5)
    """
    ends = {moment for one in plan.items for moment in (one.start_ms, one.end_ms)}
    return tuple(sorted(ends))


def differs_from(before: Plan, after: Plan, start_ms: int, end_ms: int) -> int | None:
    """Return the first moment from ``start_ms`` up to ``end_ms`` at which the sound differs."""
    moments = {start_ms, *boundaries(before), *boundaries(after)}
    for moment_ms in sorted(one for one in moments if start_ms <= one < end_ms):
        if sound_of(at(before, moment_ms)) != sound_of(at(after, moment_ms)):
            return moment_ms
    return None


def sound_of(playing: Playing) -> tuple[str, int]:
    """Return what decides how something sounds; fill is fill."""
    path = playing.item.path if playing.item else ""
    return path, playing.offset_ms


def title_at(plan: Plan, moment_ms: int) -> str:
    """
    Return what the service is called at a moment; nothing where the plan does not say.

    >>> title_at(Plan("kdemo", 0, 9, titles=(Title("t", 1, 5, "News"),)), 4)
    'News'
    """
    found = titles_between(plan, moment_ms, moment_ms + 1)
    return found[0].title if found else ""


def titles_between(plan: Plan, start_ms: int, end_ms: int) -> tuple[Title, ...]:
    """Return the titles that touch a stretch of time."""
    first = bisect_right(plan.titles, start_ms, key=end_of)
    last = bisect_right(plan.titles, end_ms - 1, key=start_of)
    return plan.titles[first:last]


def start_of(one: Item | Title) -> int:
    return one.start_ms


def end_of(one: Item | Title) -> int:
    return one.end_ms


def write_plan(plan: Plan) -> str:
    """Write a plan as the text of its file."""
    values = {
        "version": VERSION,
        "service": plan.service,
        "made_at": write_moment(plan.made_ms),
        "until": write_moment(plan.until_ms),
        "items": [item_document(one) for one in plan.items],
        "titles": [title_document(one) for one in plan.titles],
    }
    return json.dumps(values, indent=1) + "\n"


def item_document(item: Item) -> Mapping[str, object]:
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "starts_at": write_moment(item.start_ms),
        "ends_at": write_moment(item.end_ms),
        "path": item.path,
        "skip_ms": item.skip_ms,
        "broadcast": item.broadcast,
    }


def title_document(title: Title) -> Mapping[str, object]:
    return {
        "id": title.id,
        "title": title.title,
        "starts_at": write_moment(title.start_ms),
        "ends_at": write_moment(title.end_ms),
    }


def read_plan(text: str | bytes) -> Plan:
    """
    Read the text of a plan; items may stand in any order.

    Raises: NotAPlan

    >>> read_plan('''{"version": 1, "service": "kdemo", "made_at": "2026-11-23T12:00:00Z",
    ...               "until": "2026-11-25T12:00:00Z"}''').service
    'kdemo'
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAPlan(f"it is not JSON: {error}") from error
    top = Values("the plan", values, NotAPlan)
    if top.whole("version", range(VERSION, VERSION + 1)) != VERSION:
        raise NotAPlan("the plan: unknown version")
    items = [
        item_of(top.within(f"item {number}", one))
        for number, one in enumerate(top.rows("items", MOST_ITEMS, []), start=1)
    ]
    titles = [
        title_of(top.within(f"title {number}", one))
        for number, one in enumerate(top.rows("titles", MOST_TITLES, []), start=1)
    ]
    return Plan(
        top.text("service"),
        made_ms=top.moment("made_at"),
        until_ms=top.moment("until"),
        items=in_order(items),
        titles=in_order(titles),
    )


def item_of(values: Values) -> Item:
    start_ms, end_ms = span_of(values)
    kind = values.text("kind", ItemKind.EPISODE)
    if kind not in frozenset(ItemKind):
        raise NotAPlan(f"{values.place}: kind must be {', '.join(ItemKind)}")
    broadcast = values.values.get("broadcast")
    return Item(
        values.text("id"),
        start_ms,
        end_ms,
        path=values.text("path"),
        title=values.text("title", ""),
        kind=ItemKind(kind),
        skip_ms=values.whole("skip_ms", range(MOST_SKIP_MS + 1), 0),
        broadcast=None if broadcast is None else values.whole("broadcast", NUMBERS),
    )


def title_of(values: Values) -> Title:
    start_ms, end_ms = span_of(values)
    return Title(
        values.text("id", f"title-{start_ms}"), start_ms, end_ms, values.text("title")
    )


def span_of(values: Values) -> tuple[int, int]:
    start_ms, end_ms = values.moment("starts_at"), values.moment("ends_at")
    if start_ms >= end_ms:
        raise NotAPlan(f"{values.place} must end after it starts")
    return start_ms, end_ms


Row = TypeVar("Row", Item, Title)


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return rows by when they start. Raises: NotAPlan: two overlap, or share an id"""
    ordered = tuple(sorted(rows, key=start_of))
    known: set[str] = set()
    for one in ordered:
        if one.id in known:
            raise NotAPlan(f"{one.id} is there twice")
        known.add(one.id)
    for before, after in pairwise(ordered):
        if after.start_ms < before.end_ms:
            raise NotAPlan(f"{after.id} begins before {before.id} ends")
    return ordered
