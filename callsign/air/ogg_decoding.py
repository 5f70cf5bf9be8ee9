"""
Decoding Ogg as it comes in: the sound of each page, as soon as the page is there.

FFmpeg's own reader gives a page out when the next one begins, which is a second later.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.packet import Packet

from callsign.air.block import CHANNELS, Block, block_of, milliseconds, silence
from callsign.air.decoding import MOST_DAMAGED, MOST_FRAME_SAMPLES, Undecodable
from callsign.engines.stream.ogg import PacketTooLong
from callsign.engines.stream.ogg_headers import NotSound, Setup
from callsign.engines.stream.ogg_sound import Sound, SoundReader
from callsign.engines.stream.segments import RATE_HZ
from callsign.media.chain import Chain

READ_BYTES = 1 << 16
# What encoders hold back besides whole pages; FFmpeg's way to drive libvorbis holds less. Measured with FFmpeg and Liquidsoap, beeps on the
# second (bench/capture_dates.py).
LATE_MS = {"opus": 35, "flac": 25, "vorbis": 125}
LATE_OF_FFMPEG_MS = LATE_MS | {"vorbis": 45}


@dataclass(frozen=True, slots=True)
class PageOfSound:
    """
    What one page holds, at 48 kHz in stereo, and the stream it is of.

    ``piece_ms`` is how long it is until the next page, ``held_ms`` how much sound its
    sender had besides when it sent this one.
    """

    block: Block
    setup: Setup
    bitrate_kbps: int
    piece_ms: int
    held_ms: int


def pages_of_sound(read: Callable[[int], bytes]) -> Iterator[PageOfSound]:
    """
    Yield the sound of an Ogg stream until ``read`` returns nothing.

    The streams of a chain follow each other without a gap.

    Raises: Undecodable
    """
    reader, decoder = SoundReader(), None
    chain = Chain(rate_hz=RATE_HZ, channels=CHANNELS)
    try:
        while data := read(READ_BYTES):
            for found in reader.feed(data):
                if isinstance(found, Setup):
                    decoder = LinkDecoder(found, chain)
                elif decoder is not None:
                    page = decoder.page(found)
                    if page.block.size:
                        yield page
    except (NotSound, PacketTooLong) as error:
        raise Undecodable(str(error)) from error
    if decoder is None:
        raise Undecodable("there is no sound in it that can be decoded")


class LinkDecoder:
    """Decodes one logical stream of a chain."""

    def __init__(self, setup: Setup, chain: Chain) -> None:
        self.setup = setup
        self._chain = chain
        self._context = context_for(setup)
        self._samples = 0
        # What the stream's count was before the first sample that is heard.
        self._counted_before = setup.skip_samples
        self._damaged = 0

    def page(self, sound: Sound) -> PageOfSound:
        """Return the sound of a page. Raises: Undecodable"""
        blocks, samples, last = [silence(0)], 0, 0
        for frame in self._frames(sound.packets):
            last = frame.samples
            samples += last
            blocks += [block_of(even) for even in self._chain.push(frame)]
        self._samples += samples
        block: Block = np.concatenate(blocks, axis=1)
        size = sum(len(packet) for packet in sound.packets)
        kbps = size * 8 // max(1, milliseconds(block.shape[1]))
        if sound.is_last:
            block = block[:, : block.shape[1] - self._surplus(sound.granule, last)]
        elif sound.granule >= 0:
            self._counted_before = sound.granule - self._samples
        # The last page is sent at once, however short it is.
        piece_ms = 0 if sound.is_last else milliseconds(block.shape[1])
        late_ms = LATE_OF_FFMPEG_MS if self.setup.is_held_back else LATE_MS
        held_ms = late_ms[self.setup.codec]
        held_ms += piece_ms if self.setup.is_held_back else 0
        return PageOfSound(block, self.setup, kbps, piece_ms, held_ms)

    def _surplus(self, granule: int, most: int) -> int:
        """Return how many samples an encoder added to fill its last packet."""
        surplus = self._counted_before + self._samples - granule
        # More than one packet is no filling; who counts so, counts wrong.
        is_filling = granule >= 0 and 0 < surplus <= most
        return surplus * RATE_HZ // self.setup.rate_hz if is_filling else 0

    def _frames(self, packets: tuple[bytes, ...]) -> Iterator[AudioFrame]:
        for packet in packets:
            try:
                found = self._context.decode(Packet(packet)) if packet else []
            except (av.error.InvalidDataError, av.error.PatchWelcomeError) as error:
                self._damaged += 1
                if self._damaged > MOST_DAMAGED:
                    raise Undecodable("most of it cannot be decoded") from error
                continue
            self._damaged = 0 if found else self._damaged
            if any(frame.samples > MOST_FRAME_SAMPLES for frame in found):
                raise Undecodable("one frame of it is longer than 20 seconds")
            yield from found


def context_for(setup: Setup) -> AudioCodecContext:
    """Return an open decoder. Raises: Undecodable"""
    context = av.CodecContext.create(setup.codec, "r")
    assert isinstance(context, AudioCodecContext)  # noqa: S101 - a codec of sound
    context.extradata = setup.extradata
    context.sample_rate = setup.rate_hz
    context.thread_count = 1
    try:
        context.open()
    except (av.error.FFmpegError, ValueError) as error:
        raise Undecodable(f"its {setup.codec} cannot be decoded") from error
    return context
