"""
Which recordings readers can read: every one that is public, and what it lacks.

A row is a recording on a page: its story's or its episode's. All questions are asked of
the database in a fixed number of queries, however many recordings there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    FilteredRelation,
    IntegerField,
    Max,
    Min,
    Q,
    QuerySet,
    Sum,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Length, Substr
from django.utils.functional import cached_property

from callsign.newsroom.programs.models import Episode, Program, TranscriptPromise
from callsign.newsroom.programs.models.transcript_rule import (
    enough,
    enough_of_another,
    today,
)
from callsign.newsroom.station.models import Station
from callsign.newsroom.stories.accessibility_periods import periods
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models.drafted import readable

COLUMNS = ("kind", "pk", "title", "since", "duration_ms", "state", "of", "promise_id")


class State(TextChoices):
    """How a recording stands, the first of these that is true of it."""

    DONE = "done", "Has its transcript"
    EXCEPTED = "excepted", "Excepted"
    PROMISED = "promised", "Promised"
    LATE = "late", "Promised, and late"
    EXPLAINED = "explained", "A reason, no date"
    UNHEARD = "unheard", "Not heard, unchecked"
    UNCHECKED = "unchecked", "A machine’s, unchecked"
    MISSING = "missing", "Missing"


# What is still to be done; what is excepted is not.
OPEN = tuple(one for one in State if one not in (State.DONE, State.EXCEPTED))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which recordings a report is of: "" and None stand for all."""

    state: str = ""  # a State, or "open" for all that is to be done
    program: str = ""  # its path in the tree of pages
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """
    How many recordings of a time and a program stand so, and how long they are.

    ``begins`` is the first day of a month, or of a year where there are many months.
    """

    begins: date
    program: str
    state: str
    count: int
    length_ms: int


@dataclass(frozen=True, slots=True)
class Line:
    """A recording on a page."""

    kind: str
    page_id: int
    title: str
    since: datetime
    duration_ms: int
    state: State
    program: str
    promise: TranscriptPromise | None


class Recordings:
    """The public recordings of a station, as they stand at a moment."""

    def __init__(self, station: Station, *, at: datetime) -> None:
        self.station = station
        self.zone = ZoneInfo(station.zone)
        self.today = today(station, at=at)

    def sums(self, asked: Asked) -> list[Tally]:
        """Return everything there is to count. Cost: three queries."""
        both = self._both(asked)
        begins = self._periods(both)
        if not begins:
            return []
        return [
            Tally(begins[period], of, state, count, length_ms)
            for pages in both
            for period, of, state, count, length_ms in pages.annotate(
                period=self._period_of(begins)
            )
            .values("period", "of", "state")
            .annotate(count=Count("pk"), length_ms=Sum("duration_ms"))
            .values_list("period", "of", "state", "count", "length_ms")
        ]

    def lines(self, asked: Asked, *, first: int, last: int) -> list[Line]:
        """Return some of them, the latest first. Cost: two queries."""
        return list(self._lines(self._listed(asked)[first:last]))

    def every_line(self, asked: Asked, *, at_once: int = 2_000) -> Iterator[Line]:
        """Yield all of them, the latest first, some at a time."""
        rows = self._listed(asked).iterator(chunk_size=at_once)
        while some := list(islice(rows, at_once)):
            yield from self._lines(some)

    @cached_property
    def programs(self) -> dict[str, str]:
        """The titles of all programs by their paths. Cost: one query."""
        return dict(Program.objects.order_by("title").values_list("path", "title"))

    def _periods(self, both: Iterable[QuerySet]) -> list[date]:
        """Return the first days of the months, or years, in which recordings came out."""
        stories, episodes = (
            pages.values("kind")
            .annotate(first=Min("since"), last=Max("since"))
            .values_list("first", "last")
            for pages in both
        )
        days = [
            moment.astimezone(self.zone).date()
            for span in stories.union(episodes, all=True)
            for moment in span
            if moment is not None
        ]
        return periods(min(days), max(days)) if days else []

    def _period_of(self, begins: list[date]) -> Case:
        """
        Return in which of these a recording came out, as the database finds it out.

        Compared with when each begins by the station's clock: SQLite would ask Python
        for the month of every row, which takes ten times as long.
        """
        whens = [
            When(
                since__lt=datetime.combine(begin, time(), self.zone), then=Value(place)
            )
            for place, begin in enumerate(begins[1:])
        ]
        last = Value(len(begins) - 1)
        return Case(*whens, default=last, output_field=IntegerField())

    def _listed(self, asked: Asked) -> QuerySet:
        stories, episodes = (pages.values_list(*COLUMNS) for pages in self._both(asked))
        return stories.union(episodes, all=True).order_by("-since", "kind", "pk")

    def _lines(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[Line]:
        rows = list(rows)
        said = [row[-1] for row in rows if row[-1]]
        given = TranscriptPromise.objects.select_related("given_by").in_bulk(said)
        programs = self.programs
        for kind, pk, title, since, duration_ms, state, of, promise in rows:
            yield Line(
                kind,
                pk,
                title,
                since.astimezone(self.zone),
                duration_ms,
                State(state),
                programs.get(of, ""),
                given.get(promise),
            )

    def _both(self, asked: Asked) -> tuple[QuerySet, QuerySet]:
        """Return the stories and the episodes that are asked for."""
        stories = Story.objects.filter(retraction=None).annotate(
            kind=Value("story"), of=Coalesce(F("heard_on__path"), Value(""))
        )
        above = Substr("path", 1, Length("path") - Episode.steplen)
        episodes = Episode.objects.annotate(kind=Value("episode"), of=above)
        return self._stand(stories, asked), self._stand(episodes, asked)

    def _stand(self, pages: QuerySet, asked: Asked) -> QuerySet:
        root = self.station.site.root_page.path
        public = pages.filter(
            live=True, audio__public_since__isnull=False, path__startswith=root
        )
        known = public.annotate(
            since=Coalesce("first_published_at", "audio__public_since"),
            duration_ms=F("audio__duration_ms"),
            promise=FilteredRelation(
                "audio__promises", condition=Q(audio__promises__replaced_at=None)
            ),
            promise_id=F("promise__pk"),
            state=self._state(),
        )
        return known.order_by().filter(self._condition(asked))

    def _state(self) -> Case:
        """Return how a recording stands, as the database finds it out."""
        promised = Q(promise__promised_until__isnull=False)
        return Case(
            When(
                enough(self.station) | enough_of_another(self.station),
                then=Value(State.DONE),
            ),
            When(promise__exception__gt="", then=Value(State.EXCEPTED)),
            When(
                promised & Q(promise__promised_until__gte=self.today),
                then=Value(State.PROMISED),
            ),
            When(promised, then=Value(State.LATE)),
            When(promise__pk__isnull=False, then=Value(State.EXPLAINED)),
            When(
                readable("transcript__") & Q(transcript__is_unheard=True),
                then=Value(State.UNHEARD),
            ),
            When(readable("transcript__"), then=Value(State.UNCHECKED)),
            default=Value(State.MISSING),
            output_field=CharField(),
        )

    def _condition(self, asked: Asked) -> Q:
        condition = Q()
        if asked.state:
            states = OPEN if asked.state == "open" else (asked.state,)
            condition &= Q(state__in=states)
        if asked.program:
            condition &= Q(of=asked.program)
        if asked.first:
            condition &= Q(since__gte=datetime.combine(asked.first, time(), self.zone))
        if asked.last:
            ends = datetime.combine(asked.last, time.max, self.zone)
            condition &= Q(since__lte=ends)
        return condition
