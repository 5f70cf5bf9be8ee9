"""Sound in Ogg: what a decoder must know, then packets; or a reason why not."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.ogg import PacketTooLong, Page, written
from callsign.engines.stream.ogg_headers import NotSound, Setup
from callsign.engines.stream.ogg_sound import Sound, SoundReader

HEAD = b"OpusHead\x01\x02" + struct.pack("<HIhB", 312, 48_000, 0, 0)
VORBIS = (
    b"\x01vorbis" + struct.pack("<IBIiiiBB", 0, 2, 44_100, 0, 0, 0, 0xB8, 1),
    b"\x03vorbis" + struct.pack("<I", 4) + b"Lavf" + struct.pack("<I", 0) + b"\x01",
    b"\x05vorbis" + bytes(400),
)
INFO = struct.pack(">HH6xI20x", 4_096, 4_096, 48_000 << 12 | 1 << 9 | 15 << 4)
FLAC = b"\x7fFLAC\x01\x00\x00\x01fLaC\x00\x00\x00\x22" + INFO


def tags(**comments: str) -> bytes:
    texts = [f"{name}={text}".encode() for name, text in comments.items()]
    counted = b"".join(struct.pack("<I", len(text)) + text for text in texts)
    return (
        b"OpusTags"
        + struct.pack("<I", 3)
        + b"own"
        + struct.pack("<I", len(texts))
        + counted
    )


def opus(serial: int = 7, **comments: str) -> bytes:
    """The first pages of a stream of Opus, as encoders send them."""
    first = Page(serial, 0, 0, (HEAD,), is_first=True)
    return written(first) + written(Page(serial, 1, 0, (tags(**comments),)))


def page(number: int, *packets: bytes, serial: int = 7, **flags: bool) -> bytes:
    return written(Page(serial, number, number * 960, packets, **flags))


def read(data: bytes) -> list[Setup | Sound]:
    return list(SoundReader().feed(data))


class TestAStream:
    def test_of_opus_says_what_a_decoder_must_know(self):
        data = opus(artist="Ada Okafor", title="Morning") + page(2, b"a", b"b")

        setup, sound = read(data)

        assert (setup.codec, setup.channels, setup.skip_samples) == ("opus", 2, 312)
        assert (setup.title, setup.is_held_back) == ("Ada Okafor - Morning", False)
        assert sound == Sound((b"a", b"b"), 1_920)

    def test_of_vorbis_joins_its_headers(self):
        first = written(Page(7, 0, 0, VORBIS[:1], is_first=True))

        setup, sound = read(first + page(1, *VORBIS[1:]) + page(2, b"a"))

        assert (setup.codec, setup.rate_hz, setup.channels) == ("vorbis", 44_100, 2)
        assert setup.extradata == b"\x02\x1e\x14" + b"".join(VORBIS)
        assert setup.is_held_back
        assert sound.packets == (b"a",)

    def test_of_flac_has_as_many_headers_as_it_likes(self):
        first = written(Page(7, 0, 0, (FLAC,), is_first=True))

        setup, sound = read(
            first + page(1, b"\x04\0\0\0", b"\x81\0\0\0") + page(2, b"\xff\xf8")
        )

        assert (setup.codec, setup.rate_hz, setup.channels) == ("flac", 48_000, 2)
        assert setup.extradata == INFO
        assert sound.packets == (b"\xff\xf8",)

    def test_is_followed_by_the_next_of_a_chain(self):
        data = opus(title="One") + page(2, b"a", is_last=True)
        data += opus(serial=8, title="Two") + page(2, b"b", serial=8)

        one, a, two, b = read(data)

        assert (one.title, two.title) == ("One", "Two")
        assert (a.is_last, b.packets) == (True, (b"b",))

    def test_beside_another_is_the_one_that_came_first(self):
        beside = written(Page(8, 0, 0, (HEAD,), is_first=True))
        pictures = written(Page(9, 0, 0, (b"\x80theora",), is_first=True))
        first, rest = opus()[:47], opus()[47:]

        found = read(
            pictures + first + beside + rest + page(2, b"a") + page(2, b"b", serial=8)
        )

        assert [one.packets for one in found if isinstance(one, Sound)] == [(b"a",)]


class TestWhatIsDamaged:
    @pytest.mark.parametrize(
        ("headers", "problem"),
        [
            ((HEAD[:12],), "Opus header"),
            ((VORBIS[0], b"\x03verbose"), "Vorbis headers"),
            ((VORBIS[0][:20],), "Vorbis headers"),
            ((FLAC[:30],), "FLAC header"),
            ((FLAC[:27] + bytes(24), b"\xff"), "sample rate"),
        ],
    )
    def test_is_refused_with_the_reason(self, headers, problem):
        with pytest.raises(NotSound, match=problem):
            read(written(Page(7, 0, 0, headers, is_first=True)))

    @pytest.mark.parametrize("packets", [(HEAD, tags()), (FLAC, b"\xff\xf8")])
    def test_is_refused_when_its_header_is_on_no_page(self, packets):
        goes_on = Page(7, 0, 0, packets, is_first=True, is_continued=True)

        with pytest.raises(NotSound, match="header is missing"):
            read(written(goes_on))

    def test_is_refused_when_it_is_no_ogg_at_all(self):
        with pytest.raises(NotSound, match="no Ogg"):
            read(b"<html>good morning</html>" * 10_000)

    @given(
        st.lists(
            st.one_of(
                st.binary(max_size=80),
                st.sampled_from([HEAD, *VORBIS, FLAC, tags(title="Mud"), b"\xff\xf8"]),
            ),
            max_size=12,
        ),
        st.lists(
            st.fixed_dictionaries(
                {
                    "serial": st.integers(7, 8),
                    "is_first": st.booleans(),
                    "is_last": st.booleans(),
                    "is_continued": st.booleans(),
                }
            ),
            max_size=12,
        ),
    )
    def test_ends_in_a_named_error_or_in_sound(self, packets, flags):
        data = b"".join(
            written(Page(number=number, granule=960, pieces=(packet,), **one))
            for number, (packet, one) in enumerate(zip(packets, flags, strict=False))
        )
        try:
            found = read(data)
        except (NotSound, PacketTooLong):
            return

        assert all(isinstance(one, Setup | Sound) for one in found)
