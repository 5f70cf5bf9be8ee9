import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.air.http.refusals import Refused, Why
from callsign.air.http.requests import read_head

REFUSED = [
    (b"", 400, Why.MALFORMED),
    (b"GET /live", 400, Why.MALFORMED),  # HTTP/0.9
    (b"GET  /live HTTP/1.1", 400, Why.MALFORMED),  # two spaces
    (b"GET live HTTP/1.1", 400, Why.MALFORMED),
    (b"GET http://kdemo.example/live HTTP/1.1", 400, Why.MALFORMED),  # for a proxy
    (b"GET /live\x00 HTTP/1.1", 400, Why.MALFORMED),
    (b"GET /live#now HTTP/1.1", 400, Why.MALFORMED),
    (b"GET /%s HTTP/1.1" % (b"a" * 9_000), 400, Why.MALFORMED),
    (b"GET /live HTTP/2.0", 505, Why.UNKNOWN_VERSION),
    (b"GET /live ICE/1.0", 505, Why.UNKNOWN_VERSION),  # that is for encoders
    (b"POST /live HTTP/1.1", 501, Why.UNKNOWN_METHOD),
    (b"GET /live HTTP/1.1\r\nHost", 400, Why.MALFORMED),
    (b"GET /live HTTP/1.1\r\nHost : air", 400, Why.MALFORMED),
    (b"GET /live HTTP/1.1\r\n folded: line", 400, Why.MALFORMED),
    (b"GET /live HTTP/1.1\r\nHost: a\rb", 400, Why.MALFORMED),  # a bare return
    (b"GET /live HTTP/1.1\r\nHost: a\r\nhost: b", 400, Why.MALFORMED),
    (b"GET /live HTTP/1.1" + b"\r\na: b" * 101, 431, Why.TOO_LARGE),
]


class TestReadingAHead:
    @pytest.mark.parametrize(("head", "status", "why"), REFUSED)
    def test_refuses_what_is_no_request_of_ours(self, head, status, why):
        with pytest.raises(Refused) as refused:
            read_head(head)

        assert (refused.value.status, refused.value.why) == (status, why)

    def test_takes_the_lines_of_old_encoders(self):
        """DarkIce ends its lines with bare line feeds."""
        request = read_head(
            b"SOURCE /kdemo HTTP/1.0\nAuthorization: Basic eA==\nice-name: K"
        )

        assert request.method == "SOURCE"
        assert request.headers == {"authorization": "Basic eA==", "ice-name": "K"}

    def test_joins_what_is_given_twice(self):
        request = read_head(b"GET / HTTP/1.1\r\nAccept: a\r\naccept:  b ")

        assert request.headers["accept"] == "a, b"

    def test_decodes_each_part_of_a_path_by_itself(self):
        assert read_head(b"GET /a%2Fb/%2e%2e HTTP/1.1").names == ("a/b", "..")

    @pytest.mark.parametrize(
        ("head", "is_kept"),
        [
            (b"GET / HTTP/1.1", True),
            (b"GET / HTTP/1.1\r\nConnection: close", False),
            (b"GET / HTTP/1.0", False),
            (b"GET / HTTP/1.0\r\nConnection: Keep-Alive", True),
        ],
    )
    def test_knows_who_wants_to_go_on(self, head, is_kept):
        assert read_head(head).is_kept_alive == is_kept

    @given(st.binary(max_size=400))
    def test_reads_or_refuses_anything(self, head):
        try:
            request = read_head(head)
            assert request.path.startswith("/")
            assert isinstance(request.parameter("s"), str)
            assert request.names
        except Refused as refused:
            assert 400 <= refused.status <= 505

    @given(st.text(st.characters(codec="utf-8"), max_size=60))
    def test_reads_a_title_as_it_was_meant(self, title):
        quoted = "".join(f"%{byte:02X}" for byte in title.encode())

        request = read_head(f"GET /admin/metadata?song={quoted} HTTP/1.0".encode())

        assert request.parameter("song") == title
