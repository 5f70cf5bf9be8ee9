"""
Sound in Ogg: Opus (RFC 7845), Vorbis and FLAC, by their mappings, page by page.

A stream may be chained: at every change of track Liquidsoap and BUTT end one logical
stream and begin another, with headers of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from callsign.engines.stream.ogg import PacketReader, Page, PageReader
from callsign.engines.stream.ogg_headers import Headers, NotSound, Setup, headers_for

MOST_NOISE_BYTES = 128 << 10


@dataclass(frozen=True, slots=True)
class Sound:
    """
    The packets that end on a page.

    ``granule`` counts samples to the end of the last; on the page that ends a stream
    it may be less than they hold, and the rest is not to be heard.
    """

    packets: tuple[bytes, ...]
    granule: int
    is_last: bool = False


class SoundReader:
    """
    The sound of an Ogg stream, as its bytes come in.

    Of streams side by side the first with sound is taken; a damaged page is left out.
    """

    def __init__(self) -> None:
        self._pages = PageReader()
        self._link: Link | None = None
        self._lost_before = 0

    def feed(self, data: bytes) -> Iterator[Setup | Sound]:
        """
        Take in bytes; yield what is whole with them.

        Raises: NotSound, PacketTooLong
        """
        for page in self._pages.feed(data):
            self._lost_before = self._pages.lost_bytes
            if page.is_first:
                self._begin(page)
            if self._link is not None and page.serial == self._link.serial:
                yield from self._link.add(page)
        if self._pages.lost_bytes - self._lost_before > MOST_NOISE_BYTES:
            raise NotSound("there is no Ogg in it")

    def _begin(self, page: Page) -> None:
        # Streams side by side all begin before any goes on.
        if self._link is None or self._link.goes_on:
            headers = headers_for(page.pieces[0] if page.pieces else b"")
            if headers is not None:
                self._link = Link(page.serial, headers)


class Link:
    """One logical stream of a chain: headers, then sound."""

    def __init__(self, serial: int, headers: Headers) -> None:
        self.serial = serial
        self.goes_on = False
        self._headers = headers
        self._is_set_up = False
        self._packets = PacketReader()

    def add(self, page: Page) -> Iterator[Setup | Sound]:
        self.goes_on = self.goes_on or not page.is_first
        packets = self._packets.add(page)
        while packets and not self._is_set_up:
            if self._headers.take(packets[0]):
                packets = packets[1:]
            if self._headers.is_complete:
                self._is_set_up = True
                yield self._headers.setup()
        if packets:
            yield Sound(packets, page.granule, page.is_last)
