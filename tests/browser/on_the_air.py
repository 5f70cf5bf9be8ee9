"""
A service on the air, without air: sound made once, told by the clock as air tells it.

The boxes and lists are those of ``engines/stream``; only the encoder and the source are
not there. It listens on the loopback, and can lose its line.
"""

import io
import math
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import av
import numpy as np

from callsign.engines.stream.archive import Archive
from callsign.engines.stream.fmp4 import init_segment, media_segment
from callsign.engines.stream.moments import read_moment
from callsign.engines.stream.plan import Title
from callsign.engines.stream.playlist import Rendition, media_playlist, multivariant
from callsign.engines.stream.segments import (
    FRAME_SAMPLES,
    RATE_HZ,
    SEGMENT_FRAMES,
    SEGMENT_MS,
    MediaSegment,
)
from callsign.engines.stream.window import Window

KBPS = 48
SEGMENTS = 300  # ten minutes
PAST_MS = 120_000  # on the air for so long already
LISTED_MS = 60_000

LIST = re.compile(r"/live/kdemo/(?:aac48/live|aac48/(\d+))\.m3u8")
AT = re.compile(r"/live/kdemo/at/([^/]+)\.m3u8")
PIECE = re.compile(r"/live/(?:kdemo|jazz)/aac48/(\d+)\.m4s")


class OnTheAir(ThreadingHTTPServer):
    """Two services that sound alike, from two minutes ago to eight minutes from now."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.began_ms = round(time.time() * 1_000) - PAST_MS
        self.is_down = False
        self.asked: list[str] = []
        self.archive = Archive()
        for number in range(SEGMENTS):
            start_ms = self.began_ms + number * SEGMENT_MS
            self.archive.add(MediaSegment(number, start_ms))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def list_until(self, end_ms: int) -> str:
        segments = [
            segment
            for segment in self.archive.segments
            if end_ms - LISTED_MS <= segment.end_ms <= end_ms
        ]
        return media_playlist(
            Window(tuple(segments), 0),
            init_uri="init.mp4",
            uri_of=lambda segment: f"{segment.sequence}.m4s",
            titles=[Title("broadcast-1", segments[0].start_ms, end_ms, "Local Desk")],
        )

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """Return the content type and the body of an address, or nothing."""
        now_ms = round(time.time() * 1_000)
        hls = "application/vnd.apple.mpegurl"
        if path in ("/live/kdemo/index.m3u8", "/live/jazz/index.m3u8"):
            return hls, rendition("aac48/live.m3u8")
        if found := AT.fullmatch(path):
            # What a player starts with is three pieces before the end of its list.
            delay_ms = now_ms - read_moment(found[1]) - 3 * SEGMENT_MS
            return hls, rendition(f"../aac48/{max(0, delay_ms)}.m3u8")
        if found := LIST.fullmatch(path.replace("/jazz/", "/kdemo/")):
            return hls, self.list_until(now_ms - int(found[1] or 0)).encode()
        if path.endswith("/init.mp4"):
            return "audio/mp4", init_segment(
                rate_hz=RATE_HZ, channels=1, config=sound().config, bitrate_bps=48_000
            )
        if found := PIECE.fullmatch(path):
            return "audio/mp4", piece(int(found[1]))
        if path.startswith("/listen/"):
            return "audio/mpeg", sound().mp3
        return None


class Answer(BaseHTTPRequestHandler):
    """Answers a player; says nothing of it."""

    server: OnTheAir
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.server.is_down:
            self.close_connection = True
            return
        answer = self.server.answer(self.path.partition("?")[0])
        kind, body = answer or ("text/plain", b"")
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass  # a test is not told of every request


class Sound:
    """A voice of two tones that rises and falls, as AAC frames and as MP3."""

    def __init__(self) -> None:
        at = np.arange(20 * RATE_HZ) / RATE_HZ
        swell = 0.25 + 0.15 * np.sin(2 * math.pi * at / 2)
        tones = np.sin(2 * math.pi * 220 * at) + np.sin(2 * math.pi * 331 * at)
        self.samples = (swell * tones / 2).astype(np.float32)
        self.frames, self.config = self.as_aac()
        self.mp3 = self.as_mp3()

    def as_aac(self) -> tuple[list[bytes], bytes]:
        encoder = av.CodecContext.create("aac", "w")
        encoder.sample_rate, encoder.bit_rate = RATE_HZ, KBPS * 1_000
        encoder.layout, encoder.format = "mono", "fltp"
        packets = [
            bytes(packet)
            for frame in [*self.in_frames(FRAME_SAMPLES), None]
            for packet in encoder.encode(frame)
        ]
        return packets, bytes(encoder.extradata or b"")

    def as_mp3(self) -> bytes:
        file = io.BytesIO()
        with av.open(file, "w", format="mp3") as container:
            stream = container.add_stream("libmp3lame", rate=RATE_HZ)
            stream.layout = "mono"
            for frame in [*self.in_frames(1_152), None]:
                container.mux(stream.encode(frame))
        return file.getvalue()

    def in_frames(self, size: int) -> Iterator[av.AudioFrame]:
        for start in range(0, len(self.samples) - size, size):
            block = self.samples[None, start : start + size]
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="mono")
            frame.sample_rate, frame.pts = RATE_HZ, start
            yield frame


@cache
def sound() -> Sound:
    """Make the sound once."""
    return Sound()


def piece(number: int) -> bytes:
    """Return a media segment; the sound begins again every twenty seconds."""
    frames = sound().frames
    start = number * SEGMENT_FRAMES
    return media_segment(
        number=number + 1,
        decode_samples=start * FRAME_SAMPLES,
        frames=[frames[place % len(frames)] for place in range(start, start + 93)],
    )


def rendition(uri: str) -> bytes:
    return multivariant([Rendition("aac48", KBPS, uri)]).encode()


@contextmanager
def on_the_air() -> Iterator[OnTheAir]:
    """Be on the air for the length of a test."""
    server = OnTheAir()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
