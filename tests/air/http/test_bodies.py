import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.air.http.bodies import Chunked, body_of
from callsign.air.http.refusals import Refused
from callsign.air.http.requests import read_head

CUTS = st.lists(st.integers(1, 40), min_size=1, max_size=8)


def body(*headers: str):
    head = "\r\n".join(["PUT /kdemo HTTP/1.1", *headers])
    return body_of(read_head(head.encode()))


def chunked(pieces: list[bytes]) -> bytes:
    chunks = [b"%x;note=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces]
    return b"".join([*chunks, b"0\r\n\r\n"])


class TestABody:
    @given(st.lists(st.binary(min_size=1, max_size=60), max_size=6), CUTS)
    def test_in_chunks_comes_out_whole_however_it_arrives(self, pieces, cuts):
        wire, taken, reader = chunked(pieces), b"", Chunked()

        while wire:
            cut = cuts[len(wire) % len(cuts)]
            taken += reader.take(wire[:cut])
            wire = wire[cut:]

        assert taken == b"".join(pieces)
        assert reader.is_finished

    @given(st.lists(st.binary(max_size=300), max_size=8))
    def test_in_broken_chunks_is_refused_or_waits(self, pieces):
        reader = Chunked()
        try:
            for piece in pieces:
                reader.take(piece)
        except Refused as refused:
            assert refused.status == 400
        assert len(reader.waiting) <= 2_400

    def test_promised_to_be_gigabytes_takes_no_room(self):
        reader = body("Content-Length: 900000000000000")

        assert reader.take(b"sound") == b"sound"
        assert not reader.is_finished

    def test_of_no_length_ends_with_its_connection(self):
        """Some encoders say 0, for want of a better number."""
        for reader in [body(), body("Content-Length: 0")]:
            assert reader.take(b"sound") == b"sound"
            assert not reader.is_finished

    @pytest.mark.parametrize(
        "headers",
        [
            ["Content-Length: -1"],
            ["Content-Length: 1e9"],
            ["Content-Length: " + "9" * 30],
            ["Transfer-Encoding: gzip"],
            ["Transfer-Encoding: chunked", "Content-Length: 5"],  # which of the two?
        ],
    )
    def test_is_refused_when_its_end_is_unclear(self, headers):
        with pytest.raises(Refused):
            body(*headers)
