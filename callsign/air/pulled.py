"""What a pull reads: every address FFmpeg asks for, fetched by us, so that each is checked."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urljoin

from callsign.air.titled import Readable, TitledStream
from callsign.lib.outgoing import Answer, NotFetched, fetch

TIMEOUT_S = 10.0
BOM, PLAYLIST = b"\xef\xbb\xbf", b"#EXTM3U"
LARGEST_PLAYLIST_BYTES = 4 << 20
# A minute of uncompressed sound.
LARGEST_PIECE_BYTES = 32 << 20
LONGEST_TARGET_S = 60
TARGET = re.compile(r"^#EXT-X-TARGETDURATION:\s*(\d{1,9})", re.MULTILINE)
INNER = re.compile(r'(\bURI=")([^"]*)(")')


class Pulled:
    """
    The files of one connection of a pull; ``open`` is what FFmpeg asks for each.

    ``begin`` with the address that was configured: FFmpeg then reads what came of it.

    ``target_s`` is the target duration of its playlists, 0 when it has none.
    ``failed`` is the last error of a file. FFmpeg is given an empty file instead: what
    it cannot read it leaves out, and what it was told it does not pass on.
    """

    def __init__(
        self,
        *,
        is_private_allowed: bool,
        on_title: Callable[[str], None],
    ) -> None:
        self.target_s = 0
        self.failed: OSError | None = None
        self.is_ended = False
        self._is_private_allowed = is_private_allowed
        self._on_title = on_title
        self._first: PulledFile | None = None

    def begin(self, url: str) -> str | None:
        """
        Fetch the first file; return the format FFmpeg is to read it as, None: as it finds.

        Raises: NotFetched, NotPublic, OSError
        """
        answer = self._fetched(url, {"Icy-MetaData": "1"})
        self._first = self._file(answer, is_endless=True)
        # By its content: a playlist may lie at an address that does not say so.
        return "hls" if self._first.is_playlist else None

    def open(self, url: str, flags: int, options: Mapping[str, str]) -> "PulledFile":
        """Return a file for FFmpeg to read, an empty one for what it may not."""
        if self._first is not None:
            first, self._first = self._first, None
            return first
        try:
            return self._opened(url, options)
        except OSError as error:
            self.failed = error
            return PulledFile(self, b"")

    def end(self) -> None:
        """Give FFmpeg nothing more."""
        self.is_ended = True
        if self._first is not None:
            self._first.close()

    def _opened(self, url: str, options: Mapping[str, str]) -> "PulledFile":
        if self.is_ended:
            raise NotFetched("the source was removed, or air stops")
        if url.startswith("crypto"):
            raise NotFetched("its media segments are encrypted, which is not supported")
        headers = range_header(options)
        answer = self._fetched(url, headers)
        if headers and answer.status != 206:
            answer.close()
            raise NotFetched("the server gives no parts of files")
        return self._file(answer, is_endless=False)

    def _fetched(self, url: str, headers: Mapping[str, str]) -> Answer:
        return fetch(
            url,
            headers=headers,
            timeout_s=TIMEOUT_S,
            is_private_allowed=self._is_private_allowed,
        )

    def _file(self, answer: Answer, *, is_endless: bool) -> "PulledFile":
        try:
            return self._sniffed(answer, is_endless=is_endless)
        except OSError:
            answer.close()
            raise

    def _sniffed(self, answer: Answer, *, is_endless: bool) -> "PulledFile":
        interval = answer.headers.get("icy-metaint", "")
        sound: Readable = answer
        if interval.isascii() and interval.isdecimal() and 0 < int(interval) < 1 << 20:
            sound = TitledStream(
                answer, interval_bytes=int(interval), on_title=self._on_title
            )
        begin = first_bytes(sound, len(BOM + PLAYLIST))
        if begin.removeprefix(BOM).startswith(PLAYLIST):
            text = begin + rest_of(answer)
            answer.close()
            return PulledFile(self, self._playlist(text, answer.url), is_playlist=True)
        return PulledFile(self, begin, sound, answer, is_endless=is_endless)

    def _playlist(self, content: bytes, url: str) -> bytes:
        """Take note of a playlist, and write addresses as they are after redirects."""
        text = content.decode("utf-8-sig", errors="replace")
        target = TARGET.search(text)
        if target:
            self.target_s = min(LONGEST_TARGET_S, max(self.target_s, int(target[1])))
        return "".join(
            f"{absolute(line, url)}\n" for line in text.splitlines()
        ).encode()


class PulledFile:
    """One file that FFmpeg reads: what was read already, and what is to come."""

    def __init__(
        self,
        pulled: Pulled,
        begin: bytes,
        rest: Readable | None = None,
        answer: Answer | None = None,
        *,
        is_endless: bool = False,
        is_playlist: bool = False,
    ) -> None:
        self.is_playlist = is_playlist
        self._pulled = pulled
        self._begin = begin
        self._rest = rest
        self._answer = answer
        self._left = LARGEST_PIECE_BYTES if not is_endless else None

    def read(self, most: int) -> bytes:
        if self._pulled.is_ended:
            return b""
        data, self._begin = self._begin[:most], self._begin[most:]
        if not data and self._rest is not None:
            data = self._from_network(self._rest, most)
        return data

    def _from_network(self, rest: Readable, most: int) -> bytes:
        try:
            data = rest.read(most)
            if self._left is not None:
                self._left -= len(data)
                if self._left < 0:
                    raise NotFetched("one of its media segments is too large")
        except OSError as error:
            self._pulled.failed = error
            return b""
        return data

    def close(self) -> None:
        if self._answer is not None:
            self._answer.close()


def first_bytes(sound: Readable, count: int) -> bytes:
    """Return so many bytes, fewer of what is shorter. Raises: OSError"""
    begin = b""
    while len(begin) < count and (piece := sound.read(count - len(begin))):
        begin += piece
    return begin


def rest_of(answer: Answer) -> bytes:
    """Return what is left of a playlist. Raises: NotFetched"""
    pieces, size = [], 0
    while piece := answer.read(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_PLAYLIST_BYTES:
            megabytes = LARGEST_PLAYLIST_BYTES >> 20
            raise NotFetched(f"its playlist is larger than {megabytes} MB")
    return b"".join(pieces)


def range_header(options: Mapping[str, str]) -> dict[str, str]:
    """
    Return the header for a part of a file, as FFmpeg's HLS reader says it.

    >>> range_header({"offset": "500", "end_offset": "900"}), range_header({})
    ({'Range': 'bytes=500-899'}, {})
    """
    end = int(options.get("end_offset", 0))
    if not end:
        return {}
    return {"Range": f"bytes={int(options.get('offset', 0))}-{end - 1}"}


def absolute(line: str, url: str) -> str:
    """
    Return a line of a playlist with its address, if it has one, written in full.

    >>> absolute("a/1.ts", "https://b.example/x/live.m3u8")
    'https://b.example/x/a/1.ts'
    >>> absolute('#EXT-X-MAP:URI="init.mp4"', "https://b.example/x/live.m3u8")
    '#EXT-X-MAP:URI="https://b.example/x/init.mp4"'
    """
    try:
        if line.startswith("#"):
            return INNER.sub(lambda one: one[1] + urljoin(url, one[2]) + one[3], line)
        return urljoin(url, line) if line.strip() else line
    except ValueError:  # no address: FFmpeg asks for it, and is refused
        return line
