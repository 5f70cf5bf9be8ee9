"""What is boxed here is read elsewhere: by FFmpeg's demuxer and decoder, through PyAV."""

import io
import struct

import av
import numpy as np
import pytest

from callsign.engines.stream.fmp4 import init_segment, media_segment
from callsign.engines.stream.playlist import Rendition, multivariant
from callsign.engines.stream.segments import FRAME_SAMPLES, RATE_HZ, SEGMENT_FRAMES

A_DAY_AND_A_WEEK = 8 * 86_400 * RATE_HZ  # more samples than 32 bits count


@pytest.fixture(scope="module", params=[128, 48])
def encoded(request):
    return encode(noise(seconds=10), kbps=request.param)


def noise(*, seconds):
    random = np.random.default_rng(1)
    return random.normal(0, 0.1, (2, seconds * RATE_HZ)).astype("f4")


def changing(*, seconds):
    """Return tones, noise and silence by turns: what sends a rate up and down."""
    times = np.arange(seconds * RATE_HZ) / RATE_HZ
    tones = sum(np.sin(2 * np.pi * 220 * n * times) / n for n in range(1, 40)) * 0.2
    bursts = noise(seconds=seconds) * 3 * (times // 7 % 2) * (times * 8 // 1 % 2)
    return (tones * (times // 5 % 2) + bursts).astype("f4")


def encode(sound, *, kbps):
    """Return the encoder's AudioSpecificConfig, its frames and its rate."""
    encoder = av.CodecContext.create("aac", "w")
    encoder.sample_rate, encoder.layout, encoder.format = RATE_HZ, "stereo", "fltp"
    encoder.bit_rate = kbps * 1_000
    frames = []
    for start in range(0, sound.shape[1], FRAME_SAMPLES):
        piece = np.ascontiguousarray(sound[:, start : start + FRAME_SAMPLES])
        frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = RATE_HZ, start
        frames += encoder.encode(frame)
    frames += encoder.encode(None)
    return encoder.extradata, [bytes(frame) for frame in frames], kbps


def decode_frames(config, frames):
    decoder = av.CodecContext.create("aac", "r")
    decoder.extradata = config
    packets = [*map(av.Packet, frames), None]
    return joined(sound for one in packets for sound in decoder.decode(one))


def joined(frames):
    return np.concatenate([frame.to_ndarray() for frame in frames], axis=1)


def boxed(config, frames, *, kbps, first_sample=0, length=SEGMENT_FRAMES):
    init = init_segment(
        rate_hz=RATE_HZ, channels=2, config=config, bitrate_bps=kbps * 1_000
    )
    segments = [
        media_segment(
            number=2**32 + start // length,
            decode_samples=first_sample + start * FRAME_SAMPLES,
            frames=frames[start : start + length],
        )
        for start in range(0, len(frames), length)
    ]
    return init, segments


def tree(data):
    """Return the boxes as nested lists, each held to the sizes that they state."""
    found = []
    while data:
        size, kind = struct.unpack_from(">I4s", data)
        assert 8 <= size <= len(data)
        name, content = kind.decode(), data[8:size]
        is_folder = name in {*"moov trak mdia minf dinf stbl mvex moof traf".split()}
        found.append((name, tree(content)) if is_folder else name)
        data = data[size:]
    return found


class TestReadingWhatIsBoxed:
    def test_gives_the_frames_that_went_in(self, encoded):
        config, frames, kbps = encoded
        init, segments = boxed(config, frames, kbps=kbps)

        with av.open(io.BytesIO(init + b"".join(segments))) as container:
            packets = [bytes(one) for one in container.demux() if one.size]

        assert packets == frames

    def test_decodes_to_the_same_samples(self, encoded):
        config, frames, kbps = encoded
        init, segments = boxed(config, frames, kbps=kbps)

        with av.open(io.BytesIO(init + b"".join(segments))) as container:
            sound = joined(container.decode(audio=0))

        assert np.array_equal(sound, decode_frames(config, frames))

    def test_begins_at_any_segment(self, encoded):
        config, frames, kbps = encoded
        init, segments = boxed(config, frames, kbps=kbps)

        with av.open(io.BytesIO(init + segments[2])) as container:
            packets = [bytes(one) for one in container.demux() if one.size]

        assert packets == frames[2 * SEGMENT_FRAMES : 3 * SEGMENT_FRAMES]

    def test_knows_the_format(self, encoded):
        init, segments = boxed(*encoded[:2], kbps=encoded[2])

        with av.open(io.BytesIO(init + segments[0])) as container:
            [stream] = container.streams
            found = (stream.codec.name, stream.rate, stream.channels, stream.profile)

        assert found == ("aac", RATE_HZ, 2, "LC")

    def test_dates_each_frame_by_samples_beyond_32_bits(self, encoded):
        config, frames, kbps = encoded
        init, segments = boxed(
            config, frames[:200], kbps=kbps, first_sample=A_DAY_AND_A_WEEK
        )

        with av.open(io.BytesIO(init + b"".join(segments))) as container:
            times = [one.pts for one in container.demux() if one.size]

        assert times == [A_DAY_AND_A_WEEK + 1_024 * number for number in range(200)]

    def test_takes_segments_of_any_length(self, encoded):
        """Air was asked to stop: the last segment is what there is."""
        config, frames, kbps = encoded
        init, segments = boxed(config, frames[:10], kbps=kbps, length=7)

        with av.open(io.BytesIO(init + b"".join(segments))) as container:
            packets = [bytes(one) for one in container.demux() if one.size]

        assert packets == frames[:10]


class TestTheBoxes:
    def test_of_an_init_segment_are_those_of_cmaf(self, encoded):
        init, _segments = boxed(*encoded[:2], kbps=encoded[2])

        tables = ("stbl", ["stsd", "stts", "stsc", "stsz", "stco"])
        media = ("minf", ["smhd", ("dinf", ["dref"]), tables])
        track = ("trak", ["tkhd", ("mdia", ["mdhd", "hdlr", media])])
        assert tree(init) == ["ftyp", ("moov", ["mvhd", track, ("mvex", ["trex"])])]

    def test_of_a_media_segment_are_those_of_cmaf(self, encoded):
        _init, segments = boxed(*encoded[:2], kbps=encoded[2])

        track = ("traf", ["tfhd", "tfdt", "trun"])
        assert tree(segments[0]) == [("moof", ["mfhd", track]), "mdat"]

    def test_add_less_than_two_hundredths(self, encoded):
        _config, frames, kbps = encoded
        _init, [segment, *_rest] = boxed(*encoded[:2], kbps=kbps)

        boxes = len(segment) - sum(map(len, frames[:SEGMENT_FRAMES]))

        assert boxes == 476


class TestTheBitrateThatIsPromised:
    @pytest.mark.parametrize("kbps", [128, 48])
    def test_is_not_exceeded_by_any_segment(self, kbps):
        config, frames, _kbps = encode(changing(seconds=60), kbps=kbps)
        _init, segments = boxed(config, frames, kbps=kbps)
        playlist = multivariant([Rendition("any", kbps, "any.m3u8")])
        promised_bps = int(playlist.partition(":BANDWIDTH=")[2].partition(",")[0])

        peak_bps = max(len(one) * 8 / 1.984 for one in segments)

        assert 0.9 * promised_bps < peak_bps <= promised_bps
