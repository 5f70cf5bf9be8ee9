"""The book: what entries of the journal, in their order, make of the tables."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from callsign.engines.stream.configuration import SLUG
from callsign.engines.stream.journal import Entry, Kind
from callsign.newsroom.logbook.models import Aired, AsRun, Notice, Outage, Said, Switch

COUNTED_WITHIN = timedelta(hours=1)
# Until the year 2200, and in the range of every database.
LATEST_MS = 7_258_118_400_000
MOST = 2**62


class Unusable(ValueError):
    """An entry without what its kind has to say."""


def require_sound(entry: Entry) -> None:
    """
    Make sure that an entry can be told apart and stored.

    Raises: Unusable
    """
    if not 0 <= entry.at_ms < LATEST_MS or not 0 <= entry.number < MOST:
        raise Unusable("its time or number is out of all bounds")
    if not re.fullmatch(r"[A-Za-z0-9-]{1,64}", entry.run):
        raise Unusable("its run is no name")
    if entry.service and not SLUG.fullmatch(entry.service):
        raise Unusable("its service is no slug")


class Book:
    """
    The tables, as far as one piece of the journal touches them.

    Written in batches: a segment costs no query, only each stretch and each service.
    """

    def __init__(self) -> None:
        self.rows: list[Switch | Said | AsRun] = []
        self.stretches: dict[str, Aired] = {}
        self.notices: dict[tuple[str, ...], Notice] = {}
        self.open: dict[tuple[str, str, str], Outage] | None = None

    def write(self, entries: Iterable[Entry]) -> list[str]:
        """Write entries in their order; return what was wrong with some of them."""
        problems = []
        for entry in entries:
            try:
                self.write_one(entry)
            except Unusable as error:
                problems.append(f"{entry.kind} {entry.run}/{entry.number}: {error}")
        for model in (Switch, Said, AsRun):
            model.objects.bulk_create(
                [row for row in self.rows if type(row) is model], batch_size=500
            )
        for row in (*self.stretches.values(), *self.notices.values()):
            row.save()
        return problems

    def write_one(self, entry: Entry) -> None:
        WRITERS[entry.kind](self, entry)

    def aired(self, entry: Entry) -> None:
        """Let the stretch of a service grow, or begin another after a break."""
        sequence, start_ms = whole(entry, "sequence"), whole(entry, "start_ms")
        end_ms = start_ms + whole(entry, "duration_ms")
        stretch = self.stretches.get(entry.service) or latest_stretch(entry.service)
        goes_on = (
            stretch is not None
            and entry.details.get("is_discontinuity") is not True
            and (stretch.last_sequence + 1, stretch.end_ms) == (sequence, start_ms)
        )
        if stretch is None or not goes_on:
            if entry.service in self.stretches:
                self.stretches[entry.service].save()
            stretch = Aired(**place(entry), first_sequence=sequence, start_ms=start_ms)
        stretch.last_sequence, stretch.end_ms = sequence, end_ms
        self.stretches[entry.service] = stretch

    def switched(self, entry: Entry) -> None:
        gap_ms = entry.details.get("gap_ms")
        self.rows.append(
            Switch(
                **place(entry),
                source=words(entry, "source", 40),
                before=words(entry, "before", 40),
                reason=words(entry, "reason", 200),
                gap_ms=float(gap_ms) if isinstance(gap_ms, int | float) else None,
            )
        )

    def said(self, entry: Entry) -> None:
        if text := words(entry, "text", 500):
            self.rows.append(Said(**place(entry), source=source_of(entry), text=text))

    def ran(self, entry: Entry) -> None:
        """What was played of a plan; of no length, nobody heard it."""
        start_ms, end_ms = whole(entry, "start_ms"), whole(entry, "end_ms")
        if start_ms < end_ms:
            self.rows.append(
                AsRun(
                    **place(entry),
                    source=source_of(entry),
                    item=words(entry, "item", 100),
                    title=words(entry, "title", 500),
                    start_ms=start_ms,
                    end_ms=end_ms,
                    is_cut=entry.details.get("is_cut") is True,
                )
            )

    def lost(self, entry: Entry) -> None:
        """A source that is gone is not silent any more."""
        self.end(entry, Outage.Kind.SILENCE, source_of(entry))
        self.begin(entry, Outage.Kind.LOST)

    def connected(self, entry: Entry) -> None:
        self.end(entry, Outage.Kind.LOST, source_of(entry))

    def silence_began(self, entry: Entry) -> None:
        self.begin(entry, Outage.Kind.SILENCE)

    def silence_ended(self, entry: Entry) -> None:
        self.end(entry, Outage.Kind.SILENCE, source_of(entry))

    def started(self, entry: Entry) -> None:
        """Air that begins listens to each source anew."""
        for service, source, kind in list(self.outages()):
            if kind == Outage.Kind.SILENCE:
                self.end(entry, kind, source, service=service)
        self.noted(entry)

    def noted(self, entry: Entry) -> None:
        """Write a notice, or count it when the same was noted within the hour."""
        source, text = words(entry, "source", 40), notice_text(entry)
        key = (entry.kind.value, entry.service, source, text)
        at = moment(entry)
        notice = self.notices.get(key) or latest_notice(*key)
        if notice and notice.latest_at <= at < notice.latest_at + COUNTED_WITHIN:
            notice.times += 1
            notice.latest_at = at
        else:
            if key in self.notices:
                self.notices[key].save()
            notice = Notice(
                **place(entry), kind=key[0], source=source, text=text, latest_at=at
            )
        self.notices[key] = notice

    def outages(self) -> dict[tuple[str, str, str], Outage]:
        if self.open is None:
            self.open = {
                (one.service, one.source, one.kind): one
                for one in Outage.objects.open()
            }
        return self.open

    def begin(self, entry: Entry, kind: str) -> None:
        source = source_of(entry)
        key = (entry.service, source, kind)
        if key not in self.outages():
            self.outages()[key] = Outage.objects.create(
                **place(entry),
                kind=kind,
                source=source,
                reason=words(entry, "reason", 200),
            )

    def end(
        self, entry: Entry, kind: str, source: str, *, service: str | None = None
    ) -> None:
        named = entry.service if service is None else service
        outage = self.outages().pop((named, source, kind), None)
        if outage is not None:
            outage.ended_at = moment(entry)
            outage.save(update_fields=["ended_at"])


WRITERS: dict[Kind, Callable[[Book, Entry], None]] = {
    Kind.STARTED: Book.started,
    Kind.STOPPED: Book.noted,
    Kind.SEGMENT: Book.aired,
    Kind.CONNECTED: Book.connected,
    Kind.LOST: Book.lost,
    Kind.REFUSED: Book.noted,
    Kind.SWITCHED: Book.switched,
    Kind.SILENCE_BEGAN: Book.silence_began,
    Kind.SILENCE_ENDED: Book.silence_ended,
    Kind.METADATA: Book.said,
    Kind.AS_RUN: Book.ran,
    Kind.CONFIGURED: Book.noted,
    Kind.MISCONFIGURED: Book.noted,
    Kind.DISK: Book.noted,
}


def latest_stretch(service: str) -> Aired | None:
    return Aired.objects.filter(service=service).order_by("-pk").first()


def latest_notice(kind: str, service: str, source: str, text: str) -> Notice | None:
    same = Notice.objects.filter(kind=kind, service=service, source=source, text=text)
    return same.order_by("-pk").first()


def place(entry: Entry) -> dict[str, object]:
    """Return what every row says of its entry."""
    return {
        "run": entry.run,
        "number": entry.number,
        "service": entry.service,
        "at": moment(entry),
    }


def moment(entry: Entry) -> datetime:
    return datetime.fromtimestamp(entry.at_ms / 1_000, UTC)


def source_of(entry: Entry) -> str:
    if not (source := words(entry, "source", 40)):
        raise Unusable("it names no source")
    return source


def words(entry: Entry, key: str, most: int) -> str:
    """Return a text of an entry, cut; nothing stands for what is not there."""
    value = entry.details.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unusable(f"{key} is no text")
    return storable(value, most)


def notice_text(entry: Entry) -> str:
    """Return what a notice has to say, by the kind of its entry."""
    if reason := words(entry, "reason", 500):
        return reason
    told = {
        key: value
        for key, value in entry.details.items()
        if isinstance(value, str | int | float | list) and key != "source"
    }
    return storable(", ".join(f"{key} {value}" for key, value in told.items()), 500)


def storable(text: str, most: int) -> str:
    """
    Return a text that every database takes: encoders send what they like.

    >>> storable("Jazz\\x00 at\\ud800 nine", 10)
    'Jazz at? n'
    """
    return text.encode("utf-8", "replace").decode().replace("\x00", "")[:most]


def whole(entry: Entry, key: str) -> int:
    value = entry.details.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST:
        return value
    raise Unusable(f"{key} is no whole number")
