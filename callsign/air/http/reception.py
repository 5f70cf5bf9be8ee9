"""Reception: which answer an address has. Names are looked up; none ever becomes part of a path."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from callsign.air.http.icy import INTERVAL_BYTES
from callsign.air.http.intake import Intake
from callsign.air.http.metrics import KIND as METRICS
from callsign.air.http.metrics import metrics
from callsign.air.http.needs import Program, Service
from callsign.air.http.plain import BURST_S, LONGEST_BURST_S, Outflow
from callsign.air.http.playlists import Playlists
from callsign.air.http.refusals import Refused, Tally, Why
from callsign.air.http.requests import Request
from callsign.air.http.responses import (
    FOR_ALL,
    Response,
    Wire,
    lines_of,
    response,
)
from callsign.air.http.sessions import new_session, session_of
from callsign.air.http.shelf import RANGES, SOUND, Shelf, part
from callsign.air.http.watched import Watched

PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Range, Icy-MetaData",
    "Access-Control-Max-Age": "86400",
}
PLAIN = "audio/mpeg"

# What a proxy on this machine adds: then the loopback peer is not who asks.
PASSED_ON = ("forwarded", "x-forwarded-for", "via", "x-real-ip")


@dataclass(frozen=True, slots=True)
class Tuned:
    """The answer to who wants the plain stream: a head, and then the sound for ever."""

    head: Response
    outflow: Outflow
    burst_s: float
    wants_titles: bool


Answer = Response | Tuned | asyncio.Task[Response]


class Reception:
    """Everything that the connections of one server share."""

    def __init__(
        self,
        program: Program,
        *,
        most_connections: int,
        utc_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        self.program = program
        self.most_connections = most_connections
        self.utc_ms = utc_ms
        self.open_connections: set[Watched] = set()
        self.tally = Tally()
        self.wire = Wire()
        self.intake = Intake(program, self.tally)
        self.playlists = Playlists()
        self.shelf = Shelf()
        self.outflows: dict[str, Outflow] = {}
        self.requests = 0

    def answer(self, request: Request, peer: str) -> Answer:
        """Return what a request is answered with. Raises: Refused"""
        if request.method == "OPTIONS":
            return response(204, headers=PREFLIGHT)
        match request.names:
            case ("live", slug, *names) if names:
                return self.of_live(self.service(slug), names, request)
            case ("listen", name):
                slug, dot, kind = name.rpartition(".")
                if (dot, kind) == (".", "mp3"):
                    return self.tuned(self.service(slug), request)
            case ("admin", "metadata"):
                return self.intake.metadata(request, peer)
            case ("metrics",) if is_here(peer, request):
                return self.measured()
        raise Refused(404, Why.NO_SUCH_ADDRESS, "there is nothing at this address")

    def of_live(self, service: Service, names: list[str], request: Request) -> Answer:
        session = session_of(request.query)
        if session:
            self.program.listeners.seen(
                service.config.slug, session, by_beat=names == ["beat"]
            )
        match names:
            case ("index.m3u8",):
                return self.playlists.index(service, session or new_session())
            case ("beat",):
                return response(204)
            case ("at", name) if moment := stem(name):
                return self.playlists.index_at(
                    service, moment, session or new_session()
                )
            case ("from", start, "to", name) if end := stem(name):
                return self.playlists.index_between(
                    service, start, end, session or new_session()
                )
            case (rendition, *rest) if rendition in service.init_segments:
                return self.of_rendition(service, rendition, rest, request)
        raise Refused(404, Why.NO_SUCH_ADDRESS, "there is nothing at this address")

    def of_rendition(
        self, service: Service, rendition: str, names: list[str], request: Request
    ) -> Answer:
        zipped = accepts_gzip(request.headers.get("accept-encoding", ""))
        match names:
            case ("live.m3u8",):
                return self.playlists.live(service, rendition, zipped=zipped)
            case ("behind", name) if delay := stem(name):
                return self.playlists.behind(
                    service, rendition, delay, at_ms=self.utc_ms(), zipped=zipped
                )
            case ("behind", delay, "since", name) if since := stem(name):
                return self.playlists.behind(
                    service,
                    rendition,
                    delay,
                    since,
                    at_ms=self.utc_ms(),
                    zipped=zipped,
                )
            case ("from", start, "to", name) if end := stem(name):
                return self.playlists.between(
                    service, rendition, start, end, zipped=zipped
                )
            case ("init.mp4",):
                return of_range(init_segment(service, rendition), request.headers)
            case (name,) if (number := stem(name, ".m4s")).isdecimal():
                return self.of_segment(service, rendition, number, request.headers)
        raise Refused(404, Why.NO_SUCH_ADDRESS, "there is nothing at this address")

    def of_segment(
        self,
        service: Service,
        rendition: str,
        number: str,
        headers: Mapping[str, str],
    ) -> Answer:
        if not number.isascii() or len(number) > 15:
            raise Refused(404, Why.NOTHING_KEPT, "no segment has such a number")
        found = self.shelf.segment(service, rendition, int(number))
        if isinstance(found, Response):
            return of_range(found, headers)
        if "range" not in headers:
            return found
        return asyncio.get_running_loop().create_task(
            of_range_when_read(found, headers)
        )

    def tuned(self, service: Service, request: Request) -> Answer:
        wants_titles = request.headers.get("icy-metadata") == "1"
        fields = {
            "Content-Type": PLAIN,
            "Cache-Control": "no-cache, no-store",
            # Radios take UTF-8 here; a header is drawn as Latin-1.
            "icy-name": service.config.title.encode().decode("latin-1"),
            "icy-br": str(service.config.mp3_kbps),
        } | FOR_ALL
        if wants_titles:
            fields["icy-metaint"] = str(INTERVAL_BYTES)
        head = Response(200, lines_of(fields))
        if request.method == "HEAD":
            return head
        outflow = self.outflow(service)
        return Tuned(head, outflow, burst_s(request), wants_titles)

    def outflow(self, service: Service) -> Outflow:
        slug = service.config.slug
        if slug not in self.outflows:
            self.outflows[slug] = Outflow(service, self.program.listeners, self.tally)
        return self.outflows[slug]

    def follow_changes(self) -> None:
        """Move plain streams to services that were configured anew; end those that are gone."""
        for slug, outflow in list(self.outflows.items()):
            service = self.program.services.get(slug)
            if service is None:
                self.outflows.pop(slug).close()
            elif service is not outflow.service or outflow.task.done():
                outflow.move_to(service)

    def measured(self) -> Response:
        text = metrics(
            self.program, self.tally, len(self.open_connections), self.requests
        )
        return response(200, text.encode(), kind=METRICS)

    def service(self, slug: str) -> Service:
        service = self.program.services.get(slug)
        if service is None:
            raise Refused(404, Why.NO_SUCH_SERVICE, "there is no such service")
        return service


def init_segment(service: Service, rendition: str) -> Response:
    return response(
        200,
        service.init_segments[rendition],
        kind=SOUND,
        # Not for ever: a station may give a service another bitrate.
        caching="public, max-age=60",
        headers=RANGES,
    )


async def of_range_when_read(
    reading: asyncio.Task[Response], headers: Mapping[str, str]
) -> Response:
    # Shielded: who asked for the same segment beside us waits for the same task.
    return of_range(await asyncio.shield(reading), headers)


def of_range(whole: Response, headers: Mapping[str, str]) -> Response:
    return part(whole, headers["range"]) if "range" in headers else whole


def burst_s(request: Request) -> float:
    """Return how much a listener wants at once. Raises: Refused"""
    text = request.parameter("burst")
    if not text:
        return BURST_S
    try:
        seconds = float(text)
    except ValueError as error:
        raise Refused(400, Why.MALFORMED, "burst is a number of seconds") from error
    if not 0 <= seconds <= LONGEST_BURST_S:
        raise Refused(400, Why.MALFORMED, f"burst is at most {LONGEST_BURST_S:.0f} s")
    return seconds


def stem(name: str, ending: str = ".m3u8") -> str:
    """
    Return a name without its ending, "" when it ends otherwise.

    >>> stem("2000.m3u8"), stem("2000.m3u")
    ('2000', '')
    """
    return name.removesuffix(ending) if name.endswith(ending) else ""


def accepts_gzip(header: str) -> bool:
    """
    >>> accepts_gzip("gzip, deflate, br"), accepts_gzip("gzip;q=0, br")
    (True, False)
    """
    return "gzip" in header and "gzip;q=0" not in header.replace(" ", "")


def is_here(peer: str, request: Request) -> bool:
    """Return whether who asks is on this machine, and nobody behind it."""
    is_loopback = peer == "::1" or peer.startswith("127.")
    return is_loopback and not any(name in request.headers for name in PASSED_ON)
