"""Encoders that never restart: the one sound of a service as AAC and as MP3."""

from fractions import Fraction

import av
from av.audio.codeccontext import AudioCodecContext

from callsign.air.block import CHANNELS, Block, Fifo, frame_of
from callsign.engines.stream.fmp4 import init_segment
from callsign.engines.stream.segments import RATE_HZ

# What an AAC encoder puts before the first sample it was given.
PRIMING_SAMPLES = 1_024
MP3_FRAME_SAMPLES = 1_152


class AacEncoder:
    """
    Sound as AAC-LC.

    The n-th frame that comes out begins with the sample that was given
    ``FRAME_SAMPLES * n - PRIMING_SAMPLES`` samples after the first.
    """

    def __init__(self, kbps: int) -> None:
        self.kbps = kbps
        self._codec = opened("aac", kbps)

    @property
    def init_segment(self) -> bytes:
        """Return what a player needs before the first media segment."""
        return init_segment(
            rate_hz=RATE_HZ,
            channels=CHANNELS,
            config=bytes(self._codec.extradata or b""),
            bitrate_bps=self.kbps * 1_000,
        )

    def encode(self, block: Block) -> list[bytes]:
        """Encode ``FRAME_SAMPLES``; return the frames that are finished."""
        return [bytes(packet) for packet in self._codec.encode(frame_of(block))]


class Mp3Encoder:
    """Sound as MP3 of a constant bit rate."""

    def __init__(self, kbps: int) -> None:
        self._codec = opened("libmp3lame", kbps)
        self._fifo = Fifo()

    def encode(self, block: Block) -> list[bytes]:
        """Encode any number of samples; return the frames that are finished."""
        self._fifo.append(block)
        found: list[bytes] = []
        while self._fifo.samples >= MP3_FRAME_SAMPLES:
            frame = frame_of(self._fifo.pop(MP3_FRAME_SAMPLES))
            found.extend(bytes(packet) for packet in self._codec.encode(frame))
        return found


def opened(name: str, kbps: int) -> AudioCodecContext:
    codec = av.CodecContext.create(name, "w")
    assert isinstance(codec, AudioCodecContext)  # noqa: S101 - both names are of sound
    codec.sample_rate = RATE_HZ
    codec.layout = "stereo"
    codec.format = "fltp"
    codec.bit_rate = kbps * 1_000
    codec.time_base = Fraction(1, RATE_HZ)
    # The threads of air are its services; a codec must not add its own.
    codec.thread_count = 1
    codec.open()
    return codec
