"""Ogg: whole pages are read whatever comes between them, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.ogg import (
    MOST_PACKET_BYTES,
    PacketReader,
    PacketTooLong,
    Page,
    PageReader,
    written,
)

numbers = st.integers(0, 2**32 - 1)


@st.composite
def pages(draw) -> Page:
    """A page as a writer makes it: an open end is of whole laces."""
    pieces = draw(st.lists(st.binary(max_size=600), max_size=20))
    is_open = draw(st.booleans())
    if is_open:
        pieces.append(bytes(255 * draw(st.integers(1, 3))))
    flags = {
        name: draw(st.booleans()) for name in ("is_continued", "is_first", "is_last")
    }
    return Page(
        draw(numbers),
        draw(numbers),
        draw(st.integers(-1, 2**63 - 1)),
        tuple(pieces),
        is_open=is_open,
        **flags,
    )


def read(data: bytes, piece: int = 1 << 16) -> tuple[list[Page], int]:
    reader = PageReader()
    found = [
        page
        for first in range(0, len(data), piece)
        for page in reader.feed(data[first : first + piece])
    ]
    return found, reader.lost_bytes


class TestAPage:
    @given(st.lists(pages(), max_size=5), st.integers(1, 5_000))
    def test_is_read_as_it_was_written_in_pieces_of_any_length(self, sent, piece):
        data = b"".join(written(page) for page in sent)

        assert read(data, piece) == (sent, 0)

    @given(pages(), pages())
    def test_is_given_with_its_last_byte(self, first, second):
        reader = PageReader()
        data = written(first)

        before = list(reader.feed(data[:-1]))
        after = list(reader.feed(data[-1:] + written(second)[:5]))

        assert (before, after) == ([], [first])

    @given(pages(), st.binary(max_size=300), pages())
    def test_is_found_again_behind_noise(self, first, noise, second):
        noise = noise.replace(b"O", b"o")

        found, lost = read(written(first) + noise + written(second))

        assert (found, lost) == ([first, second], len(noise))

    @given(pages(), st.data())
    def test_that_is_damaged_is_left_out(self, page, data):
        sent = bytearray(written(page))
        place = data.draw(st.integers(0, len(sent) - 1))
        sent[place] ^= data.draw(st.integers(1, 255))
        following = Page(7, 0, 960, (b"sound",))

        # A damaged length may reach far: what follows is found when that much is there.
        found, _ = read(bytes(sent) + 300 * written(following) + bytes(65_536))

        assert page not in found
        assert found[-1] == following

    @given(st.binary(max_size=3_000))
    def test_is_not_seen_in_just_any_bytes(self, data):
        assert read(b"OggS\0" + data + b"OggS")[0] == []


class TestAPacket:
    @given(st.lists(st.binary(max_size=3_000), max_size=8), st.integers(1, 4))
    def test_may_go_on_over_pages(self, packets, laces):
        reader = PacketReader()

        found = [
            packet for page in paged(packets, laces) for packet in reader.add(page)
        ]

        assert found == packets

    @given(
        st.lists(st.binary(min_size=1, max_size=2_000), min_size=3, max_size=8),
        st.data(),
    )
    def test_is_left_out_when_a_page_of_it_is_lost(self, packets, data):
        sent = paged(packets, 2)
        lost = data.draw(st.integers(0, len(sent) - 1))
        reader = PacketReader()

        found = [
            packet
            for page in sent[:lost] + sent[lost + 1 :]
            for packet in reader.add(page)
        ]

        assert all(packet in packets for packet in found)

    def test_has_an_end(self):
        reader = PacketReader()
        piece = bytes(255 * 255)
        endless = (
            Page(7, number, -1, (piece,), is_open=True, is_continued=number > 0)
            for number in range(MOST_PACKET_BYTES // len(piece) + 1)
        )

        with pytest.raises(PacketTooLong):
            for page in endless:
                reader.add(page)


def paged(packets: list[bytes], laces: int) -> list[Page]:
    """Lay packets on pages of one piece each, of so many laces at most."""
    found: list[Page] = []
    for packet in packets:
        is_continued = False
        while len(packet) >= 255 * laces:
            piece, packet = packet[: 255 * laces], packet[255 * laces :]
            found.append(
                Page(
                    7,
                    len(found),
                    -1,
                    (piece,),
                    is_open=True,
                    is_continued=is_continued,
                )
            )
            is_continued = True
        found.append(Page(7, len(found), 0, (packet,), is_continued=is_continued))
    return found
