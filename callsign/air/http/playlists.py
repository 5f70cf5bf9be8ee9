"""Playlists: drawn once a media segment, and once a second for each rewound request, however many ask."""

import gzip
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from callsign.air.http.needs import Service
from callsign.air.http.refusals import Refused, Why
from callsign.air.http.responses import Response, response
from callsign.air.http.rewinding import (
    milliseconds,
    moment_ms,
    piece,
    place_of,
    refuse_if_forbidden,
    sequence_of,
)
from callsign.engines.stream.plan import Plan, Title, titles_between
from callsign.engines.stream.playlist import (
    NothingToPlay,
    Rendition,
    media_playlist,
    multivariant,
)
from callsign.engines.stream.segments import MediaSegment
from callsign.engines.stream.window import Window

KIND = "application/vnd.apple.mpegurl"
VARY = {"Vary": "Accept-Encoding"}

# Some 400 live lists with their zipped copies, or 16 of six hours.
MOST_DRAWN_BYTES = 16 * 1_024 * 1_024


@dataclass(frozen=True, slots=True)
class Drawn:
    """A playlist, plain and zipped, and what it was drawn from."""

    latest: MediaSegment | None
    second: int
    plain: Response
    zipped: Response

    @property
    def size_bytes(self) -> int:
        return len(self.plain.body) + len(self.zipped.body)


class Playlists:
    """Draws playlists and keeps those that somebody else may ask for at once."""

    def __init__(self) -> None:
        self.drawn: OrderedDict[tuple[object, ...], Drawn] = OrderedDict()
        self.bytes = 0

    def index(self, service: Service, session: str) -> Response:
        """Return the multivariant playlist of what is live."""
        return index(service, session, "{}/live.m3u8")

    def index_at(self, service: Service, moment: str, session: str) -> Response:
        """Return the multivariant playlist of what is live, heard from a moment on. Raises: Refused"""
        delay_ms, since = place_of(service, moment_ms(moment))
        pattern = f"../{{}}/behind/{delay_ms}/since/{since}.m3u8"
        return index(service, session, pattern)

    def index_between(
        self, service: Service, start: str, end: str, session: str
    ) -> Response:
        """Return the multivariant playlist of a finished piece. Raises: Refused"""
        piece(service, start, end)
        return index(service, session, f"../../../{{}}/from/{start}/to/{end}.m3u8")

    def live(self, service: Service, rendition: str, *, zipped: bool) -> Response:
        """Return the media playlist of the last ten minutes. Raises: Refused"""
        latest = service.archive.latest
        if latest is None:
            # Players try again after a 503; a 404 they take for an answer.
            words = "the first sound is on its way"
            raise Refused(503, Why.NOT_YET, words, {"Retry-After": "2"})
        return self.once(
            (service.config.slug, rendition),
            latest,
            0,
            lambda: media(service.archive.live(), "", service.plan),
            zipped=zipped,
        )

    def behind(
        self,
        service: Service,
        rendition: str,
        delay: str,
        since: str = "",
        *,
        at_ms: int,
        zipped: bool,
    ) -> Response:
        """
        Return the live playlist as it was a while ago, less what is withheld.

        For who began to listen at segment ``since``, if that is known. Raises: Refused
        """
        delay_ms = milliseconds(delay)
        origin = sequence_of(since) if since else None
        if delay_ms:
            refuse_if_forbidden(service)
        edition = service.archive.edition
        up = "../" if origin is None else "../../../"
        return self.once(
            (service.config.slug, rendition, delay_ms, origin, edition),
            service.archive.latest,
            at_ms // 1_000,
            lambda: media(
                service.archive.behind(delay_ms, at_ms, since=origin), up, service.plan
            ),
            zipped=zipped,
        )

    def between(
        self, service: Service, rendition: str, start: str, end: str, *, zipped: bool
    ) -> Response:
        """Return the media playlist of a piece; it is finished once all of it is past. Raises: Refused"""
        start_ms, end_ms = piece(service, start, end)
        latest = service.archive.latest
        edition = service.archive.edition
        is_finished = latest is not None and latest.end_ms >= end_ms
        # A finished piece only loses what is too old to keep: once a minute is enough.
        minute = latest.sequence // 32 if latest and is_finished else 0
        return self.once(
            (service.config.slug, rendition, start_ms, end_ms, edition),
            None if is_finished else latest,
            minute,
            lambda: media(
                service.archive.between(start_ms, end_ms),
                "../../../",
                service.plan,
                is_finished=is_finished,
            ),
            zipped=zipped,
        )

    def once(
        self,
        key: tuple[object, ...],
        latest: MediaSegment | None,
        second: int,
        draw: Callable[[], bytes],
        *,
        zipped: bool,
    ) -> Response:
        """Return what was drawn of the same archive in the same second, or draw it."""
        known = self.drawn.get(key)
        if known is None or known.latest is not latest or known.second != second:
            known = self.keep(key, drawn(draw(), latest, second))
        self.drawn.move_to_end(key)
        return known.zipped if zipped else known.plain

    def keep(self, key: tuple[object, ...], new: Drawn) -> Drawn:
        """Keep a playlist; those asked for longest ago go first."""
        old = self.drawn.pop(key, None)
        self.bytes += new.size_bytes - (old.size_bytes if old else 0)
        while self.drawn and self.bytes > MOST_DRAWN_BYTES:
            _, oldest = self.drawn.popitem(last=False)
            self.bytes -= oldest.size_bytes
        self.drawn[key] = new
        return new


def drawn(text: bytes, latest: MediaSegment | None, second: int) -> Drawn:
    zipped = gzip.compress(text, 6, mtime=0)
    headers = VARY | {"Content-Encoding": "gzip"}
    return Drawn(
        latest,
        second,
        response(200, text, kind=KIND, headers=VARY),
        response(200, zipped, kind=KIND, headers=headers),
    )


def index(service: Service, session: str, pattern: str) -> Response:
    """
    Draw a multivariant playlist.

    Its children carry the session, so that players that know nothing of sessions are counted too.
    """
    renditions = [
        Rendition(name, kbps, f"{pattern.format(name)}?s={session}")
        for kbps in service.config.renditions_kbps
        for name in [f"aac{kbps}"]
    ]
    return response(200, multivariant(renditions).encode(), kind=KIND)


def media(window: Window, up: str, plan: Plan, *, is_finished: bool = False) -> bytes:
    """Draw a media playlist that lies below its rendition's folder. Raises: Refused"""
    try:
        return media_playlist(
            window,
            init_uri=f"{up}init.mp4",
            uri_of=lambda segment: f"{up}{segment.sequence}.m4s",
            is_finished=is_finished,
            titles=titles_of(window, plan),
        ).encode()
    except NothingToPlay as error:
        raise Refused(404, Why.NOTHING_KEPT, str(error)) from error


def titles_of(window: Window, plan: Plan) -> tuple[Title, ...]:
    """Return the titles of what is on in a window."""
    if not window.segments:
        return ()
    first, last = window.segments[0], window.segments[-1]
    return titles_between(plan, first.start_ms, max(first.end_ms, last.end_ms))
