"""
Fragmented MP4: AAC frames in the boxes that HLS players and FFmpeg read (CMAF).

An init segment says what the sound is, once. Each media segment carries frames and the
position of the first, counted in samples, so a player may join at any of them.

Source: ISO/IEC 14496-12 (boxes), 14496-14 (``esds``), 23000-19 (CMAF)
"""

import struct
from collections.abc import Sequence

TRACK = 1
AAC = 0x40  # MPEG-4 audio, in the registry of MP4RA
AUDIO_STREAM = 0x15  # stream type 5, not upstream, reserved bit set
UNDETERMINED = 0x55C4  # the language "und", five bits a letter
UNITY_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
NOTHING_BEFORE = 0x02000000  # sample flags: depends on no other sample

DEFAULT_BASE_IS_MOOF, DEFAULT_DURATION, DEFAULT_FLAGS = 0x020000, 0x000008, 0x000020
DATA_OFFSET, SAMPLE_SIZES = 0x000001, 0x000200


def init_segment(
    *, rate_hz: int, channels: int, config: bytes, bitrate_bps: int
) -> bytes:
    """
    Return what a player needs before any media segment.

    ``config`` is the AudioSpecificConfig of the encoder (two bytes or a few more).

    >>> init_segment(rate_hz=48_000, channels=2, config=b"\\x11\\x90", bitrate_bps=128_000)[:16]
    b'\\x00\\x00\\x00\\x1cftypiso6\\x00\\x00\\x00\\x00'
    """
    entry = sample_entry(rate_hz, channels, config, bitrate_bps)
    table = box(
        b"stbl",
        full_box(b"stsd", 0, 0, whole(1), entry),
        full_box(b"stts", 0, 0, whole(0)),
        full_box(b"stsc", 0, 0, whole(0)),
        full_box(b"stsz", 0, 0, whole(0), whole(0)),
        full_box(b"stco", 0, 0, whole(0)),
    )
    here = box(
        b"dinf", full_box(b"dref", 0, 0, whole(1), full_box(b"url ", 0, 0x000001))
    )
    sound_header = full_box(b"smhd", 0, 0, struct.pack(">2H", 0, 0))
    media = box(
        b"mdia",
        full_box(
            b"mdhd", 0, 0, struct.pack(">4I2H", 0, 0, rate_hz, 0, UNDETERMINED, 0)
        ),
        full_box(b"hdlr", 0, 0, struct.pack(">I4s12x", 0, b"soun"), b"sound\0"),
        box(b"minf", sound_header, here, table),
    )
    return box(b"ftyp", b"iso6", whole(0), b"iso6", b"cmfc", b"mp41") + box(
        b"moov",
        movie_header(rate_hz),
        box(b"trak", track_header(), media),
        box(b"mvex", full_box(b"trex", 0, 0, struct.pack(">5I", TRACK, 1, 0, 0, 0))),
    )


def media_segment(
    *,
    number: int,
    decode_samples: int,
    frames: Sequence[bytes],
    frame_samples: int = 1_024,
) -> bytes:
    """
    Return frames as a media segment, the first at ``decode_samples`` of its stream.

    Each of the frames is ``frame_samples`` long. ``number`` rises from segment to
    segment; it may be greater than 32 bits hold.
    """
    header = full_box(b"mfhd", 0, 0, whole(number % 2**32))
    is_at = full_box(b"tfdt", 1, 0, struct.pack(">Q", decode_samples))
    defaults = full_box(
        b"tfhd",
        0,
        DEFAULT_BASE_IS_MOOF | DEFAULT_DURATION | DEFAULT_FLAGS,
        struct.pack(">3I", TRACK, frame_samples, NOTHING_BEFORE),
    )
    sizes = struct.pack(f">{len(frames)}I", *map(len, frames))
    # The data begin after moof and the head of mdat; moof is as long whatever the
    # offset in it says.
    length = len(moof(header, defaults, is_at, run(0, sizes)))
    return moof(header, defaults, is_at, run(length + 8, sizes)) + box(b"mdat", *frames)


def moof(header: bytes, *track: bytes) -> bytes:
    return box(b"moof", header, box(b"traf", *track))


def run(data_offset: int, sizes: bytes) -> bytes:
    head = struct.pack(">2I", len(sizes) // 4, data_offset)
    return full_box(b"trun", 0, DATA_OFFSET | SAMPLE_SIZES, head, sizes)


def movie_header(rate_hz: int) -> bytes:
    head = struct.pack(">4IIH10x", 0, 0, rate_hz, 0, 0x10000, 0x100)
    return full_box(b"mvhd", 0, 0, head, UNITY_MATRIX, bytes(24), whole(TRACK + 1))


def track_header() -> bytes:
    is_enabled_and_in_movie = 0x000003
    head = struct.pack(">5I8x4H", 0, 0, TRACK, 0, 0, 0, 0, 0x100, 0)
    return full_box(
        b"tkhd", 0, is_enabled_and_in_movie, head, UNITY_MATRIX, whole(0), whole(0)
    )


def sample_entry(rate_hz: int, channels: int, config: bytes, bitrate_bps: int) -> bytes:
    # The rate stands in 16 bits here; a higher one is read from the config alone.
    written_hz = rate_hz if rate_hz < 2**16 else 0
    sound = struct.pack(">6xH8x2H4xI", 1, channels, 16, written_hz << 16)
    decoder = descriptor(
        4,
        struct.pack(">2B3x2I", AAC, AUDIO_STREAM, bitrate_bps, bitrate_bps),
        descriptor(5, config),
    )
    stream = descriptor(3, struct.pack(">HB", 0, 0), decoder, descriptor(6, b"\x02"))
    return box(b"mp4a", sound, full_box(b"esds", 0, 0, stream))


def descriptor(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    # Four bytes for the size, seven bits in each, as every muxer writes them.
    size = [len(content) >> shift & 0x7F | 0x80 for shift in (21, 14, 7)]
    return bytes([tag, *size, len(content) & 0x7F]) + content


def full_box(kind: bytes, version: int, flags: int, *parts: bytes) -> bytes:
    return box(kind, whole(version << 24 | flags), *parts)


def box(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return whole(8 + len(content)) + kind + content


def whole(number: int) -> bytes:
    return number.to_bytes(4, "big")
