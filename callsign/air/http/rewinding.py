"""Rewinding: which sound an address of the past names, or why there is none."""

import math
from dataclasses import dataclass

from callsign.air.http.needs import Service
from callsign.air.http.refusals import Refused, Why
from callsign.engines.stream.archive import Archive
from callsign.engines.stream.moments import NotAMoment, read_moment
from callsign.engines.stream.segments import MediaSegment

# Players begin three target durations of 2 s before the end of a list. A list for who wants
# to hear a moment ends so long after it.
HOLD_BACK_MS = 6_000

# Who asks for a moment at which air was down hears what came next, if it came within this.
LONGEST_HOLE_MS = 600_000

# A day in one list would be 3.6 MB. Longer pieces are cut by `callsign air export`.
LONGEST_PIECE_MS = 6 * 3_600_000

LONGEST_DELAY_MS = 15 * 24 * 3_600_000


def place_of(service: Service, at_ms: int) -> tuple[int, int]:
    """
    Return how far behind the live list one is with which players begin at a moment.

    In whole seconds, so that who asks in the same second shares a list; it begins up to
    three seconds early, and never late. And the number of the segment it begins with.

    Raises: Refused
    """
    refuse_if_forbidden(service)
    archive = service.archive
    latest = archive.latest
    if latest is None or at_ms > latest.end_ms:
        raise Refused(404, Why.NOT_YET, "this is still to come")
    first = archive.heard_from(at_ms, LONGEST_HOLE_MS)
    if first is None:
        raise nothing_of(service, at_ms, at_ms + LONGEST_HOLE_MS)
    at_ms = max(at_ms, first.start_ms)
    if is_held_up(archive, latest, at_ms):
        raise nothing_of(service, at_ms, latest.end_ms)
    delay_s = math.ceil((latest.end_ms - at_ms - HOLD_BACK_MS) / 1_000)
    return max(0, delay_s) * 1_000, first.sequence


def is_held_up(archive: Archive, latest: MediaSegment, at_ms: int) -> bool:
    """
    Return whether who begins at a moment would at once wait for what is withheld now.

    Players would begin again and again; told so, they go live.
    """
    if not archive.is_withheld(latest):
        return False
    last = archive.behind(0, latest.end_ms, 0).segments
    return bool(last) and at_ms > last[-1].end_ms - HOLD_BACK_MS


def nothing_of(service: Service, start_ms: int, end_ms: int) -> Refused:
    """Return why nothing can be heard of a time: it is withheld, or gone."""
    if service.config.withheld.meets(start_ms, end_ms):
        title = service.config.title
        words = f"this was live only: {title} may not be rewound to it"
        return Refused(403, Why.WITHHELD, words)
    return Refused(404, Why.NOTHING_KEPT, "nothing is kept of this time")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the past in whole media segments, whichever milliseconds were asked for."""

    first: MediaSegment
    last: MediaSegment
    is_finished: bool

    @property
    def segments(self) -> int:
        """How many there are at most."""
        return self.last.sequence - self.first.sequence + 1


def piece(service: Service, start: str, end: str) -> Piece:
    """Read the ends of a piece. Raises: Refused"""
    refuse_if_forbidden(service)
    start_ms, end_ms = moment_ms(start), moment_ms(end)
    if not 0 < end_ms - start_ms <= LONGEST_PIECE_MS:
        hours = LONGEST_PIECE_MS // 3_600_000
        raise Refused(
            400, Why.MALFORMED, f"a piece ends after it begins, within {hours} hours"
        )
    edges = service.archive.edges(start_ms, end_ms)
    latest = service.archive.latest
    if edges is None or latest is None:
        raise nothing_of(service, start_ms, end_ms)
    return Piece(*edges, is_finished=latest.end_ms >= end_ms)


def refuse_if_forbidden(service: Service) -> None:
    """Raises: Refused"""
    if not service.config.rewind_hours:
        title = service.config.title
        raise Refused(
            403, Why.REWIND_FORBIDDEN, f"{title} may be heard live, not rewound"
        )


def moment_ms(text: str) -> int:
    """Read a moment in an address. Raises: Refused"""
    try:
        return read_moment(text)
    except NotAMoment as error:
        raise Refused(400, Why.MALFORMED, str(error)) from error


def delay_of(text: str) -> int:
    """
    Read a delay in an address; in whole seconds, so that few lists serve many.

    Raises: Refused
    """
    if text.isascii() and text.isdecimal() and len(text) <= 10:
        return min(math.ceil(int(text) / 1_000) * 1_000, LONGEST_DELAY_MS)
    raise Refused(400, Why.MALFORMED, "a delay is a whole number of milliseconds")


def sequence_of(text: str) -> int:
    """Read the number of a segment in an address. Raises: Refused"""
    if text.isascii() and text.isdecimal() and len(text) <= 15:
        return int(text)
    raise Refused(400, Why.MALFORMED, "a segment is known by a whole number")
