"""Playlists: each drawn once, however many ask; those of the past in a thread beside the loop."""

import asyncio
import gzip
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from callsign.air.http.drafting import Drafting, at_leisure, at_once
from callsign.air.http.needs import Service
from callsign.air.http.refusals import Refused, Why
from callsign.air.http.responses import Response, response
from callsign.air.http.rewinding import (
    delay_of,
    moment_ms,
    piece,
    place_of,
    refuse_if_forbidden,
    sequence_of,
)
from callsign.engines.stream.archive import LIVE_MS, STALLED_MS
from callsign.engines.stream.plan import Plan, Title, titles_between
from callsign.engines.stream.playlist import (
    NothingToPlay,
    Rendition,
    multivariant,
    playlist_lines,
)
from callsign.engines.stream.segments import SEGMENT_MS
from callsign.engines.stream.window import Window

KIND = "application/vnd.apple.mpegurl"
VARY = {"Vary": "Accept-Encoding"}

# Some 400 live lists with their zipped copies, or 16 of six hours.
MOST_DRAWN_BYTES = 16 * 1_024 * 1_024
LIVE_SEGMENTS = LIVE_MS // SEGMENT_MS

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A playlist, plain and zipped."""

    plain: Response
    zipped: Response

    @property
    def size_bytes(self) -> int:
        return len(self.plain.body) + len(self.zipped.body)


class Playlists:
    """Draws playlists and keeps those that somebody else may ask for at once."""

    def __init__(self) -> None:
        self.drawn: OrderedDict[Key, tuple[Key, Drawn]] = OrderedDict()
        self.drawing: dict[tuple[Key, Key], asyncio.Task[Drawn]] = {}
        self.drafting = Drafting()
        self.bytes = 0

    def close(self) -> None:
        """Draw nothing more beside the loop."""
        self.drafting.close()

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
        key: Key = (service.config.slug, rendition)
        known = self.known(key, (latest,)) or self.keep(
            key,
            (latest,),
            drawn(media(service.archive.live(), "", service.plan, join=at_once)),
        )
        return known.zipped if zipped else known.plain

    def behind(
        self,
        service: Service,
        rendition: str,
        delay: str,
        since: str = "",
        *,
        at_ms: int,
        zipped: bool,
    ) -> Response | asyncio.Task[Response]:
        """
        Return the live playlist as it was a while ago, less what is withheld.

        For who began to listen at segment ``since``, if that is known. Raises: Refused
        """
        delay_ms = delay_of(delay)
        origin = sequence_of(since) if since else None
        if delay_ms:
            refuse_if_forbidden(service)
        archive = service.archive
        latest = archive.latest
        # The time counts only where no sound comes any more.
        is_stalled = latest is not None and at_ms > latest.end_ms + STALLED_MS
        up = "../" if origin is None else "../../../"
        return self.once(
            (service.config.slug, rendition, delay_ms, origin),
            (archive.edition, latest, at_ms // 1_000 if is_stalled else 0),
            LIVE_SEGMENTS,
            lambda: media(
                archive.behind(delay_ms, at_ms, since=origin), up, service.plan
            ),
            zipped=zipped,
        )

    def between(
        self, service: Service, rendition: str, start: str, end: str, *, zipped: bool
    ) -> Response | asyncio.Task[Response]:
        """Return the media playlist of a piece; it is finished once all of it is past. Raises: Refused"""
        asked = piece(service, start, end)
        archive, latest = service.archive, service.archive.latest
        first, last = asked.first.sequence, asked.last.sequence
        # Of a finished piece only the titles may change: once a minute is enough.
        minute = latest.sequence // 32 if latest and asked.is_finished else 0
        return self.once(
            (service.config.slug, rendition, first, last, asked.is_finished),
            (archive.edition, minute),
            asked.segments,
            lambda: media(
                archive.numbered_between(first, last),
                "../../../",
                service.plan,
                is_finished=asked.is_finished,
            ),
            zipped=zipped,
        )

    def once(
        self,
        key: Key,
        state: Key,
        segments: int,
        draw: Callable[[], bytes],
        *,
        zipped: bool,
    ) -> Response | asyncio.Task[Response]:
        """
        Return what was drawn of the same state, or the task that waits for it.

        Raises: Refused
        """
        known = self.known(key, state)
        if known is not None:
            return known.zipped if zipped else known.plain
        drawing = self.drawing.get((key, state))
        if drawing is None:
            drawing = self.drafting.begin(segments, lambda: drawn(draw()))
            self.drawing[key, state] = drawing
            drawing.add_done_callback(partial(self.note, key, state))
        return asyncio.get_running_loop().create_task(when_drawn(drawing, zipped))

    def note(self, key: Key, state: Key, drawing: asyncio.Task[Drawn]) -> None:
        """Keep what was drawn; whoever asked for it is told where that failed."""
        del self.drawing[key, state]
        if not drawing.cancelled() and drawing.exception() is None:
            self.keep(key, state, drawing.result())

    def known(self, key: Key, state: Key) -> Drawn | None:
        """Return what was drawn of this state."""
        before, drawn = self.drawn.get(key, (None, None))
        if before != state:
            return None
        self.drawn.move_to_end(key)
        return drawn

    def keep(self, key: Key, state: Key, new: Drawn) -> Drawn:
        """Keep a playlist; those asked for longest ago go first."""
        _, old = self.drawn.pop(key, (None, None))
        self.bytes += new.size_bytes - (old.size_bytes if old else 0)
        while self.drawn and self.bytes > MOST_DRAWN_BYTES:
            _, (_, oldest) = self.drawn.popitem(last=False)
            self.bytes -= oldest.size_bytes
        self.drawn[key] = (state, new)
        return new


async def when_drawn(drawing: asyncio.Task[Drawn], zipped: bool) -> Response:
    # Shielded: who asked for the same list beside us waits for the same task.
    drawn = await asyncio.shield(drawing)
    return drawn.zipped if zipped else drawn.plain


def drawn(text: bytes) -> Drawn:
    zipped = gzip.compress(text, 6, mtime=0)
    headers = VARY | {"Content-Encoding": "gzip"}
    return Drawn(
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


def media(
    window: Window,
    up: str,
    plan: Plan,
    *,
    is_finished: bool = False,
    join: Callable[[Iterable[str]], str] = at_leisure,
) -> bytes:
    """Draw a media playlist that lies below its rendition's folder. Raises: Refused"""
    try:
        lines = playlist_lines(
            window,
            init_uri=f"{up}init.mp4",
            uri_of=lambda segment: f"{up}{segment.sequence}.m4s",
            is_finished=is_finished,
            titles=titles_of(window, plan),
        )
        return join(lines).encode()
    except NothingToPlay as error:
        raise Refused(404, Why.NOTHING_KEPT, str(error)) from error


def titles_of(window: Window, plan: Plan) -> tuple[Title, ...]:
    """Return the titles of what is on in a window."""
    if not window.segments:
        return ()
    first, last = window.segments[0], window.segments[-1]
    return titles_between(plan, first.start_ms, max(first.end_ms, last.end_ms))
