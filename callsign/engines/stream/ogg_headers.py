"""The packets before the sound of an Ogg stream: Opus, Vorbis and FLAC, by their mappings."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_COMMENTS = 200
OPUS_HZ = 48_000


class NotSound(ValueError):
    """No Ogg, or none with sound that is known here; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Setup:
    """
    What a decoder must know before the sound of a logical stream.

    ``extradata`` is in the form that FFmpeg's decoders take. ``skip_samples`` are at
    its beginning and not to be heard. ``comments`` have their names in capitals.
    """

    codec: str
    extradata: bytes
    rate_hz: int
    channels: int
    skip_samples: int = 0
    vendor: str = ""
    comments: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        words = (self.comments.get("ARTIST", ""), self.comments.get("TITLE", ""))
        return " - ".join(word for word in words if word)

    @property
    def is_held_back(self) -> bool:
        """
        Whether each page was whole long before it was sent.

        FFmpeg's writer sends a page when the next one is whole.
        """
        return self.vendor.startswith("Lavf")


class Headers:
    """The packets before the sound; each codec has its own."""

    def __init__(self) -> None:
        self.is_complete = False
        self.vendor = ""
        self.comments: dict[str, str] = {}

    def take(self, packet: bytes) -> bool:
        """Take a packet; return False when it is sound already. Raises: NotSound"""
        raise NotImplementedError

    def setup(self) -> Setup:
        raise NotImplementedError

    def take_comments(self, block: bytes) -> None:
        self.vendor, self.comments = read_comments(block)


class OpusHeaders(Headers):
    magic = b"OpusHead"
    head = b""

    def take(self, packet: bytes) -> bool:
        if packet.startswith(self.magic):
            if len(packet) < 19 or packet[8] > 15 or not packet[9]:
                raise NotSound("its Opus header is damaged")
            self.head = packet
        elif not self.head:  # on a page that was lost, or goes on from one
            raise NotSound("its Opus header is missing")
        else:
            self.take_comments(packet[8:])
            self.is_complete = True
        return True

    def setup(self) -> Setup:
        (skip_samples,) = struct.unpack_from("<H", self.head, 10)
        return Setup(
            "opus",
            self.head,
            OPUS_HZ,
            self.head[9],
            skip_samples,
            self.vendor,
            self.comments,
        )


class VorbisHeaders(Headers):
    magic = b"\x01vorbis"

    def __init__(self) -> None:
        super().__init__()
        self.packets: list[bytes] = []

    def take(self, packet: bytes) -> bool:
        kind = 2 * len(self.packets) + 1
        if packet[:7] != bytes([kind]) + b"vorbis" or (kind == 1 and len(packet) < 30):
            raise NotSound("its Vorbis headers are damaged")
        self.packets.append(packet)
        if kind == 3:
            self.take_comments(packet[7:])
        self.is_complete = len(self.packets) == 3
        return True

    def setup(self) -> Setup:
        head, comments, _ = self.packets
        (rate_hz,) = struct.unpack_from("<I", head, 12)
        laces = b"\x02" + laced(len(head)) + laced(len(comments))
        return Setup(
            "vorbis",
            laces + b"".join(self.packets),
            checked_rate(rate_hz),
            head[11],
            vendor=self.vendor,
            comments=self.comments,
        )


class FlacHeaders(Headers):
    magic = b"\x7fFLAC"
    info = b""

    def take(self, packet: bytes) -> bool:
        if packet.startswith(self.magic):
            # The mapping's own 9 bytes, "fLaC", and a block's 4, before STREAMINFO.
            if len(packet) < 51 or packet[9:13] != b"fLaC":
                raise NotSound("its FLAC header is damaged")
            self.info = packet[17:51]
        elif not self.info:  # as above
            raise NotSound("its FLAC header is missing")
        elif packet[:1] == b"\xff":
            self.is_complete = True
            return False
        elif packet[:1] and packet[0] & 0x7F == 4:
            self.take_comments(packet[4:])
        return True

    def setup(self) -> Setup:
        (packed,) = struct.unpack_from(">I", self.info, 10)
        return Setup(
            "flac",
            self.info,
            checked_rate(packed >> 12),
            (packed >> 9 & 7) + 1,
            vendor=self.vendor,
            comments=self.comments,
        )


def headers_for(packet: bytes) -> Headers | None:
    """Return the headers that begin with a packet, None when it is no sound we know."""
    for kind in (OpusHeaders, VorbisHeaders, FlacHeaders):
        if packet.startswith(kind.magic):
            return kind()
    return None


def checked_rate(rate_hz: int) -> int:
    if not 1_000 <= rate_hz <= 768_000:
        raise NotSound(f"its sample rate is {rate_hz} Hz")
    return rate_hz


def laced(length: int) -> bytes:
    """
    Return a length as Xiph writes it.

    >>> laced(30), laced(300)
    (b'\\x1e', b'\\xff-')
    """
    return b"\xff" * (length // 255) + bytes([length % 255])


def read_comments(block: bytes) -> tuple[str, dict[str, str]]:
    """
    Return who wrote a stream, and its comments; what is damaged is left out.

    >>> read_comments(b"\\x04\\0\\0\\0Lavf\\x01\\0\\0\\0\\x09\\0\\0\\0title=Mud")
    ('Lavf', {'TITLE': 'Mud'})
    """
    vendor, at = counted(block, 0)
    comments: dict[str, str] = {}
    (count,) = struct.unpack_from("<I", block, at) if at + 4 <= len(block) else (0,)
    at += 4
    for _ in range(min(count, MOST_COMMENTS)):
        comment, at = counted(block, at)
        name, equals, text = comment.partition("=")
        if equals:
            comments.setdefault(name.upper(), text)
    return vendor, comments


def counted(block: bytes, at: int) -> tuple[str, int]:
    """Return the text that stands behind its length, and where it ends."""
    if at + 4 > len(block):
        return "", len(block)
    (length,) = struct.unpack_from("<I", block, at)
    text = block[at + 4 : at + 4 + length]
    return text.decode("utf-8", errors="replace"), min(len(block), at + 4 + length)
