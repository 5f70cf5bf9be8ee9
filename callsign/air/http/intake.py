"""Intake: encoders, who they say they are, and what they say they play."""

import base64
import hmac
import time
from collections.abc import Callable

from callsign.air.http.attempts import Attempts, asker
from callsign.air.http.bodies import Body, body_of
from callsign.air.http.needs import Program, PushFeed, Service
from callsign.air.http.refusals import Refused, Tally, Why
from callsign.air.http.requests import Request
from callsign.air.http.responses import Response, response
from callsign.air.push import FeedClosed, MountTaken, UnknownFormat
from callsign.air.service import NoSuchMount
from callsign.air.titled import printable
from callsign.engines.stream.configuration import SourceConfig, SourceKind
from callsign.engines.stream.journal import Kind

# Somebody who tries passwords all night must not fill the journal.
JOURNALED_EVERY_S = 10.0
GUESSING_JOURNALED_EVERY_S = 3_600.0
GUESSING = "too many wrong passwords from one address"

Key = tuple[str, str]

CHALLENGE = {"WWW-Authenticate": 'Basic realm="encoders"'}

ICECAST_ANSWER = (
    b'<?xml version="1.0"?>\n<iceresponse><message>Metadata update successful</message>'
    b"<return>1</return></iceresponse>\n"
)


class Encoder:
    """One encoder that was let in."""

    def __init__(
        self, key: Key, feed: PushFeed, body: Body, leave: Callable[[], None]
    ) -> None:
        self.key = key
        self.feed = feed
        self.body = body
        self.leave = leave


class Intake:
    """Lets encoders in by their passwords, one at a time for each source."""

    def __init__(
        self,
        program: Program,
        tally: Tally,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.program = program
        self.tally = tally
        self.clock = clock
        self.encoders: dict[Key, Encoder] = {}
        self.attempts = Attempts(clock)
        self.journaled: dict[tuple[str, Why], float] = {}

    def admit(
        self, request: Request, leave: Callable[[], None], peer: str = ""
    ) -> Encoder:
        """
        Let an encoder in; ``leave`` ends its connection when another takes its place.

        Raises: Refused
        """
        names = request.names
        service = self.service(names[0] if len(names) == 1 else "")
        source = self.source(service, request, peer)
        body = body_of(request)
        key = (service.config.slug, source.name)
        try:
            feed = service.open_push(
                source.name, request.headers.get("content-type", "audio/mpeg")
            )
        except MountTaken as error:
            raise self.told(key, Refused(403, Why.MOUNT_TAKEN, str(error))) from error
        except NoSuchMount as error:  # taken off the air in this very moment
            raise Refused(404, Why.NO_SUCH_SERVICE, str(error)) from error
        except UnknownFormat as error:
            raise self.told(key, Refused(415, Why.UNKNOWN_SOUND, str(error))) from error
        before = self.encoders.get(key)
        encoder = self.encoders[key] = Encoder(key, feed, body, leave)
        if before is not None:
            before.leave()
        return encoder

    def dismiss(self, encoder: Encoder, reason: str) -> None:
        """Take note that an encoder's connection has ended, and how."""
        encoder.feed.close(reason)
        if self.encoders.get(encoder.key) is encoder:
            del self.encoders[encoder.key]

    def metadata(self, request: Request, peer: str = "") -> Response:
        """Take what an encoder says it plays, as Icecast would. Raises: Refused"""
        mount, mode = request.parameter("mount"), request.parameter("mode")
        service = self.service(mount.removeprefix("/"))
        source = self.source(service, request, peer)
        if mode != "updinfo":
            raise Refused(400, Why.MALFORMED, "mode must be updinfo")
        encoder = self.encoders.get((service.config.slug, source.name))
        words = f"no encoder is connected to {source.name}; the title was not taken"
        if encoder is None:
            raise Refused(404, Why.NOT_CONNECTED, words)
        try:
            encoder.feed.metadata(title_of(request))
        except FeedClosed as error:
            raise Refused(404, Why.NOT_CONNECTED, words) from error
        return response(200, ICECAST_ANSWER, kind="text/xml")

    def service(self, slug: str) -> Service:
        service = self.program.services.get(slug)
        if service is None:
            raise Refused(
                404, Why.NO_SUCH_SERVICE, "encoders connect to /SERVICE; this is none"
            )
        return service

    def source(self, service: Service, request: Request, peer: str) -> SourceConfig:
        """Return the source whose password was given. Raises: Refused"""
        given = password_of(request).encode()
        # All are compared, so that the time it takes does not tell which was near.
        fitting = [
            source
            for source in service.config.sources
            if source.kind is SourceKind.PUSH
            and hmac.compare_digest(source.password.encode(), given)
        ]
        if fitting:
            return fitting[0]
        raise self.wrong(service, request, peer)

    def wrong(self, service: Service, request: Request, peer: str) -> Refused:
        """Return what a wrong password is told; beyond some from an address, to wait."""
        key = (service.config.slug, "")
        # Many encoders ask without one first, to be told that there is one.
        if "authorization" in request.headers:
            address = asker(peer, request.headers)
            wait_s = self.attempts.wait_s(address)
            if wait_s:
                self.note(key, Why.GUESSING, GUESSING, GUESSING_JOURNALED_EVERY_S)
                words = f"{GUESSING}; this one is wrong, too: try again in {wait_s} s"
                headers = {"Retry-After": str(wait_s)}
                return Refused(429, Why.GUESSING, words, headers)
            self.attempts.note_wrong(address)
        words = "no source of this service has this password"
        return self.told(key, Refused(401, Why.WRONG_PASSWORD, words, CHALLENGE))

    def told(self, key: Key, refused: Refused) -> Refused:
        """Tell the journal of a refusal, now and then."""
        self.note(key, refused.why, refused.words, JOURNALED_EVERY_S)
        return refused

    def note(self, key: Key, why: Why, reason: str, every_s: float) -> None:
        slug, source = key
        now_s = self.clock()
        if now_s >= self.journaled.get((slug, why), 0.0):
            self.journaled[(slug, why)] = now_s + every_s
            self.program.journal.write(Kind.REFUSED, slug, source=source, reason=reason)


def password_of(request: Request) -> str:
    """
    Return the password that was given, "" when there was none that can be read.

    The user may be anybody: encoders say "source", or let people choose.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        text = base64.b64decode(token.strip(), validate=True).decode()
    except ValueError:  # not base64, or not UTF-8: no password of ours
        return ""
    return text.partition(":")[2]


def title_of(request: Request) -> str:
    """Return what is played: the song, or artist and title as some encoders send them."""
    song = request.parameter("song")
    if not song:
        parts = (request.parameter("artist"), request.parameter("title"))
        song = " - ".join(part for part in parts if part)
    return printable(song)
