"""
Playlists: what HLS players are told (RFC 8216).

Every media segment is dated. Within a continuous timeline the dates step by exactly
the durations; where they do not, the segment stands after a discontinuity.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from callsign.engines.stream.legible import one_line
from callsign.engines.stream.moments import write_moment
from callsign.engines.stream.plan import Title
from callsign.engines.stream.segments import SEGMENT_MS, MediaSegment
from callsign.engines.stream.window import Window

# 7 allows EXT-X-MAP in front of audio alone.
VERSION = 7

QUOTED = re.compile(r'"([^"]*)"')

# What a range of dates is about, for apps that know it.
BROADCAST = "org.callsign.broadcast"

# The boxes of a segment: about 500 bytes of 1,984 ms.
BOXES_BPS = 2_000

# The encoder saves bits in soft places and spends them in the next loud one: a media
# segment is up to 11 % above the average (tests/engines/stream/test_fmp4.py).
PEAK = 1.15


class NothingToPlay(ValueError):
    """A window without media segments; a playlist has to have one."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One encoding of a service, and the address of its media playlist."""

    name: str
    bitrate_kbps: int
    uri: str
    codecs: str = "mp4a.40.2"

    @property
    def average_bps(self) -> int:
        return self.bitrate_kbps * 1_000 + BOXES_BPS


def multivariant(renditions: Sequence[Rendition]) -> str:
    """
    Write the playlist of renditions, in the order given: players try the first first.

    >>> print(multivariant([Rendition("aac48", 48, "aac48/live.m3u8")]), end="")
    #EXTM3U
    #EXT-X-VERSION:7
    #EXT-X-INDEPENDENT-SEGMENTS
    #EXT-X-STREAM-INF:BANDWIDTH=57500,AVERAGE-BANDWIDTH=50000,CODECS="mp4a.40.2"
    aac48/live.m3u8
    """
    lines = ["#EXTM3U", f"#EXT-X-VERSION:{VERSION}", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for one in renditions:
        peak_bps = round(one.average_bps * PEAK)
        rates = f"BANDWIDTH={peak_bps},AVERAGE-BANDWIDTH={one.average_bps}"
        lines += [f'#EXT-X-STREAM-INF:{rates},CODECS="{one.codecs}"', one.uri]
    return "\n".join(lines) + "\n"


def media_playlist(
    window: Window,
    *,
    init_uri: str,
    uri_of: Callable[[MediaSegment], str],
    is_finished: bool = False,
    titles: Sequence[Title] = (),
) -> str:
    """
    Write the playlist of a window; a finished one says that nothing will follow.

    ``titles`` are those of what is on in the window.

    Raises: NothingToPlay
    """
    lines = playlist_lines(
        window,
        init_uri=init_uri,
        uri_of=uri_of,
        is_finished=is_finished,
        titles=titles,
    )
    return "\n".join(lines) + "\n"


def playlist_lines(
    window: Window,
    *,
    init_uri: str,
    uri_of: Callable[[MediaSegment], str],
    is_finished: bool = False,
    titles: Sequence[Title] = (),
) -> Iterator[str]:
    """
    Yield the lines of a media playlist, for who cannot draw a long one in one go.

    Raises: NothingToPlay
    """
    if not window.segments:
        raise NothingToPlay("no media segment is kept of this time")
    yield from (
        "#EXTM3U",
        f"#EXT-X-VERSION:{VERSION}",
        f"#EXT-X-TARGETDURATION:{target_s(window.segments)}",
        f"#EXT-X-MEDIA-SEQUENCE:{window.media_sequence}",
        f"#EXT-X-DISCONTINUITY-SEQUENCE:{window.discontinuity_sequence}",
        *(["#EXT-X-PLAYLIST-TYPE:VOD"] if is_finished else []),
        "#EXT-X-INDEPENDENT-SEGMENTS",
        f'#EXT-X-MAP:URI="{init_uri}"',
        *(date_range(title) for title in titles),
    )
    for segment in window.segments:
        yield from lines_of(segment, uri_of(segment))
    if is_finished:
        yield "#EXT-X-ENDLIST"


def date_range(title: Title) -> str:
    """
    Write what was on from one moment up to another.

    >>> date_range(Title("broadcast-7", 1_795_435_200_000, 1_795_438_800_000, 'The "Desk"'))
    '#EXT-X-DATERANGE:ID="broadcast-7",CLASS="org.callsign.broadcast",START-DATE="2026-11-23T12:00:00.000Z",END-DATE="2026-11-23T13:00:00.000Z",X-TITLE="The “Desk”"'
    """
    attributes = {
        "ID": title.id,
        "CLASS": BROADCAST,
        "START-DATE": write_moment(title.start_ms),
        "END-DATE": write_moment(title.end_ms),
        "X-TITLE": title.title,
    }
    written = (f'{name}="{quotable(text)}"' for name, text in attributes.items())
    return f"#EXT-X-DATERANGE:{','.join(written)}"


def quotable(text: str) -> str:
    """Return a text without what would end a quoted string, or the line it stands on."""
    return QUOTED.sub(r"“\1”", one_line(text)).replace('"', "”")


def target_s(segments: Sequence[MediaSegment]) -> int:
    """Return the longest duration, to the nearest second; it must not change."""
    longest_ms = max(SEGMENT_MS, *(segment.duration_ms for segment in segments))
    return (longest_ms + 500) // 1_000


def lines_of(segment: MediaSegment, uri: str) -> Iterator[str]:
    if segment.is_discontinuity:
        yield "#EXT-X-DISCONTINUITY"
    yield f"#EXT-X-PROGRAM-DATE-TIME:{write_moment(segment.start_ms)}"
    yield f"#EXTINF:{segment.duration_ms / 1_000:.3f},"
    yield uri
