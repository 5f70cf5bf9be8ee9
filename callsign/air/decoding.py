"""Decoding what is live: an open container as blocks, whatever rate or channels it has."""

from collections.abc import Iterator

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

from callsign.air.block import CHANNELS, Block, block_of
from callsign.engines.stream.segments import RATE_HZ
from callsign.media.chain import Chain

# A stream that is damaged for this many packets in a row is something else.
MOST_DAMAGED = 100
# A decoder that takes memory for a frame of a minute has been lied to.
MOST_FRAME_SAMPLES = 1 << 20


class Undecodable(Exception):
    """What comes in is no sound that can be played; the message says why."""


def sound_of(container: InputContainer) -> AudioStream:
    """
    Return the stream of sound in a container.

    Raises: Undecodable
    """
    for stream in container.streams.audio:
        if stream.codec_context is not None and stream.codec_context.sample_rate > 0:
            stream.codec_context.thread_count = 1
            return stream
    raise Undecodable("there is no sound in it that can be decoded")


def blocks(container: InputContainer, stream: AudioStream) -> Iterator[Block]:
    """
    Yield the sound of a stream at 48 kHz in stereo, until it ends.

    A change of rate or channels is followed; damaged packets are left out.

    Raises: Undecodable, av.error.FFmpegError when the connection breaks
    """
    chain = Chain(rate_hz=RATE_HZ, channels=CHANNELS)
    for frame in frames(container, stream):
        for even in chain.push(frame):
            yield block_of(even)
    for even in chain.flush():
        yield block_of(even)


def frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    damaged = 0
    for packet in container.demux(stream):
        try:
            found = decoded(packet)
        except (av.error.InvalidDataError, av.error.PatchWelcomeError) as error:
            damaged += 1
            if damaged > MOST_DAMAGED:
                raise Undecodable("most of it cannot be decoded") from error
            continue
        damaged = 0 if found else damaged
        yield from found


def decoded(packet: "Packet[AudioStream]") -> list[AudioFrame]:
    found = packet.decode()
    if any(frame.samples > MOST_FRAME_SAMPLES for frame in found):
        raise Undecodable("one frame of it is longer than 20 seconds")
    return found


def bitrate_kbps(container: InputContainer, stream: AudioStream) -> int:
    """Return the bit rate a stream states, or 0 when it states none."""
    return (stream.bit_rate or container.bit_rate or 0) // 1_000
