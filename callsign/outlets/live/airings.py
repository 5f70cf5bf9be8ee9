"""Airings: broadcasts as listeners are told of them, whatever the page or the format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from django.db.models import (
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from callsign.engines.stream.legible import legible
from callsign.newsroom.schedule.models import Broadcast
from callsign.newsroom.station.models import PictureRendition, Withheld

# The size that pages draw of a program's picture and that apps are sent.
ART = "fill-840x560|format-webp"
ART_FILES = PictureRendition._meta.get_field("file")


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a title and, once it is published, a page."""

    title: str
    path: str = ""
    slug: str = ""
    teaser: str = ""


@dataclass(frozen=True, slots=True)
class Airing:
    """A broadcast: when, what listeners are told it is, and what they may do with it."""

    key: int
    service: int
    starts_at: datetime
    ends_at: datetime
    title: str
    program: Named | None
    episode: Named | None
    is_heard_again: bool  # the episode's recording is there for everybody
    hosts: tuple[str, ...]
    art: str
    is_rerun: bool
    is_filler: bool
    may_rewind: bool
    slot: str
    local_date: date | None
    part: int
    may_stream: bool = True

    def covers(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at

    @property
    def page(self) -> str:
        """Where one reads more of it: its episode's page, or its program's."""
        pages = (one.path for one in (self.episode, self.program) if one)
        return next((path for path in pages if path), "")


class Row(NamedTuple):
    """What is asked of the database: a row for each host of a broadcast."""

    key: int
    service: int
    starts_at: datetime
    ends_at: datetime
    title: str
    is_rerun: bool
    slot: str | None
    local_date: date | None
    part: int
    program: str | None
    program_slug: str
    program_path: str
    program_is_live: bool
    program_teaser: str
    local_title: str | None
    may_stream: bool | None
    may_rewind: bool | None
    episode: str | None
    episode_path: str
    episode_is_live: bool
    episode_teaser: str
    heard_since: datetime | None
    art: str | None
    is_withheld: bool
    is_off_stream: bool
    host: str | None


COLUMNS = (
    *("pk", "service", "starts_at", "ends_at", "title", "is_rerun"),
    *("slot__key", "local_date", "part"),
    *("program__title", "program__slug", "program__url_path", "program__live"),
    *("program__teaser", "carried__title", "carried__may_stream"),
    *("carried__may_rewind", "episode__title", "episode__url_path"),
    *("episode__live", "episode__teaser", "episode__audio__public_since"),
    *("drawn", "is_withheld", "is_off_stream", "program__hosts__person__name"),
)
# SQLite puts those without a place first, PostgreSQL last, unless it is said.
HOSTS_IN_ORDER = F("program__hosts__sort_order").asc(nulls_first=True)


def airings(broadcasts: QuerySet, *, station: int, root_path: str) -> list[Airing]:
    """
    Return broadcasts of a station in the order of time, each with all that is told of it.

    ``root_path`` is where the station's site begins in the tree of pages. Cost: one
    query.
    """
    rows = (
        broadcasts.annotate(
            carried=FilteredRelation(
                "program__carriages", condition=Q(program__carriages__station=station)
            ),
            drawn=Subquery(
                drawn_of(Coalesce(OuterRef("carried__art"), OuterRef("program__art")))
            ),
            is_withheld=Exists(withheld()),
            is_off_stream=Exists(withheld().filter(is_off_stream=True)),
        )
        .order_by("starts_at", "service", HOSTS_IN_ORDER)
        .values_list(*COLUMNS)
    )
    return list(of_rows(map(Row._make, rows), root_path))


def drawn_of(picture: Coalesce) -> QuerySet:
    """Return the newest drawing of a picture; another focal point makes another one."""
    drawn = PictureRendition.objects.filter(image=picture, filter_spec=ART)
    return drawn.order_by("-pk").values("file")[:1]


def withheld() -> QuerySet:
    """Return the withheld spans that touch a broadcast."""
    return Withheld.objects.filter(
        service=OuterRef("service"),
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )


def of_rows(rows: Iterable[Row], root_path: str) -> Iterator[Airing]:
    """Yield an airing for the rows of each broadcast, which stand together."""
    for _, each in groupby(rows, key=lambda row: row.key):
        same = list(each)
        names = dict.fromkeys(legible(row.host) for row in same if row.host)
        yield replace(of_row(same[0], root_path), hosts=tuple(names))


def of_row(row: Row, root_path: str) -> Airing:
    program = legible(row.local_title or row.program or "")
    is_allowed = row.may_stream is not False and row.may_rewind is not False
    return Airing(
        key=row.key,
        service=row.service,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        title=legible(row.title) or program,
        program=Named(
            program,
            address(row.program_path, root_path) if row.program_is_live else "",
            row.program_slug,
            legible(row.program_teaser),
        )
        if row.program
        else None,
        episode=Named(
            legible(row.episode),
            address(row.episode_path, root_path),
            teaser=legible(row.episode_teaser),
        )
        if row.episode and row.episode_is_live
        else None,
        is_heard_again=bool(row.episode_is_live and row.heard_since),
        hosts=(),
        art=ART_FILES.storage.url(row.art) if row.art else "",
        is_rerun=row.is_rerun,
        is_filler=row.slot is None,
        may_rewind=is_allowed and not row.is_withheld,
        slot=row.slot or "",
        local_date=row.local_date,
        part=row.part,
        may_stream=row.may_stream is not False and not row.is_off_stream,
    )


def address(url_path: str, root_path: str) -> str:
    """
    Return the address of a page of a site, or nothing for one of another site.

    >>> address("/kdemo/programs/local-desk/", "/kdemo/")
    '/programs/local-desk/'
    """
    return url_path[len(root_path) - 1 :] if url_path.startswith(root_path) else ""


def upcoming(services: Iterable[int], moment: datetime, count: int) -> QuerySet:
    """
    Return, of each service, what is on at a moment and after it: ``count`` in all.

    By their ends, for which there is an index; they do not overlap, so that is the
    order of their beginnings too.
    """
    soonest = Q(pk__in=[])
    for service in services:
        ends = Broadcast.objects.filter(service=service, ends_at__gt=moment)
        soonest |= Q(pk__in=ends.order_by("ends_at").values("pk")[:count])
    return Broadcast.objects.filter(soonest)
