"""The shelf: media segments at hand in memory, each read once from its file however many ask."""

import asyncio
import logging
from collections import OrderedDict

from callsign.air.http.needs import Service
from callsign.air.http.ranges import range_of
from callsign.air.http.refusals import Refused, Why
from callsign.air.http.responses import FOREVER, Response, response
from callsign.engines.stream.segments import MediaSegment

logger = logging.getLogger(__name__)

SOUND = "audio/mp4"
RANGES = {"Accept-Ranges": "bytes"}

# Five minutes of one service at 128 and 48 kbit/s. Most who listen ask for the latest
# few; who rewinds waits for the disk.
LARGEST_BYTES = 8 * 1_024 * 1_024

# What may not be heard again must not lie about in the caches of others.
LIVE_ONLY = "public, max-age=60"

Key = tuple[str, str, int]


class Shelf:
    """Media segments by service, rendition and sequence; those asked for longest ago go first."""

    def __init__(self, largest_bytes: int = LARGEST_BYTES) -> None:
        self.largest_bytes = largest_bytes
        self.bytes = 0
        self.segments: OrderedDict[Key, Response] = OrderedDict()
        self.reading: dict[Key, asyncio.Task[Response]] = {}

    def segment(
        self, service: Service, rendition: str, sequence: int
    ) -> Response | asyncio.Task[Response]:
        """
        Return a segment, or the task that reads it.

        Raises: Refused
        """
        key = (service.config.slug, rendition, sequence)
        is_live_only = must_be_live(service, sequence)
        found = self.segments.get(key)
        if found is not None:
            self.segments.move_to_end(key)
            if is_live_only and is_for_ever(found):
                return self.put(key, found.body, LIVE_ONLY)
            return found
        if key not in self.reading:
            segment = service.archive.numbered(sequence)
            if segment is None:
                words = f"segment {sequence} is not kept"
                raise Refused(404, Why.NOTHING_KEPT, words)
            read = asyncio.get_running_loop().create_task(
                self.read(service, rendition, segment)
            )
            self.reading[key] = read
            read.add_done_callback(lambda _: self.reading.pop(key))
        return self.reading[key]

    async def read(
        self, service: Service, rendition: str, segment: MediaSegment
    ) -> Response:
        path = service.segment_path(rendition, segment)
        try:
            # In a thread: a disk that is busy must not hold up who listens live.
            sound = await asyncio.to_thread(path.read_bytes)
        except FileNotFoundError as error:
            raise Refused(404, Why.NOTHING_KEPT, "this is no longer kept") from error
        except OSError as error:
            # Here, and not for each of thousands who wait for it.
            logger.error("%s cannot be read: %s", path, error.strerror)
            words = "this cannot be read at the moment"
            raise Refused(503, Why.UNREADABLE, words) from error
        key = (service.config.slug, rendition, segment.sequence)
        is_withheld = service.archive.is_withheld(segment)
        return self.put(key, sound, LIVE_ONLY if is_withheld else FOREVER)

    def put(self, key: Key, sound: bytes, caching: str = FOREVER) -> Response:
        drawn = response(200, sound, kind=SOUND, caching=caching, headers=RANGES)
        before = self.segments.pop(key, None)
        self.segments[key] = drawn
        self.bytes += len(sound) - (len(before.body) if before else 0)
        while self.bytes > self.largest_bytes:
            _, oldest = self.segments.popitem(last=False)
            self.bytes -= len(oldest.body)
        return drawn


def must_be_live(service: Service, sequence: int) -> bool:
    """
    Return whether a segment is withheld, and so may be heard only as long as it is live.

    Raises: Refused: it is live no longer
    """
    if not service.config.withheld:
        return False
    segment = service.archive.numbered(sequence)
    if segment is None or not service.archive.is_withheld(segment):
        return False
    if not service.archive.is_live(segment):
        raise Refused(403, Why.WITHHELD, "this was live only")
    return True


def is_for_ever(drawn: Response) -> bool:
    return FOREVER.encode() in drawn.lines


def part(whole: Response, header: str) -> Response:
    """Return the part of a segment that a Range header asks for. Raises: Refused"""
    size = len(whole.body)
    asked = range_of(header, size)
    if asked is None:
        return whole
    return response(
        206,
        whole.body[asked.start : asked.stop],
        kind=SOUND,
        caching=FOREVER if is_for_ever(whole) else LIVE_ONLY,
        headers=RANGES
        | {"Content-Range": f"bytes {asked.start}-{asked.stop - 1}/{size}"},
    )
