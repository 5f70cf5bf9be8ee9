"""What a pull reads is bounded, and refused when it is not what it should be."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from callsign.air.pulled import LARGEST_PLAYLIST_BYTES, Pulled, absolute
from tests.lib.partners import partner


def pulled() -> Pulled:
    return Pulled(is_private_allowed=True, on_title=lambda title: None)


def opened(pulled: Pulled, body: bytes, **options):
    with partner(lambda path: (200, {}, body)) as asked:
        file = pulled.open(asked.address("/live"), 1, options)
        content = b"".join(iter(lambda: file.read(1_000), b""))
        file.close()
    return content


class TestAPlaylist:
    def test_says_how_long_its_segments_are(self):
        one = pulled()
        opened(one, b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n")

        assert one.target_s == 10

    def test_that_claims_an_hour_is_not_believed(self):
        one = pulled()
        opened(one, b"#EXTM3U\n#EXT-X-TARGETDURATION:3600\n")

        assert one.target_s == 60

    def test_has_its_addresses_in_full(self):
        text = opened(pulled(), b"\xef\xbb\xbf#EXTM3U\r\n#EXTINF:2,\r\na.ts\r\n")

        assert text.splitlines()[-1].startswith(b"http://127.0.0.1:")
        assert text.endswith(b"/a.ts\n")

    def test_that_is_endless_is_refused(self):
        one = pulled()

        assert opened(one, b"#EXTM3U\n" + b"##" * LARGEST_PLAYLIST_BYTES) == b""
        assert str(one.failed) == "its playlist is larger than 4 MB"

    @given(st.text() | st.text().map('#EXT-X-KEY:URI="{}"'.format))
    @example("http://[a")
    @example('#EXT-X-MAP:URI="//]"')
    def test_may_have_any_lines(self, line):
        assert isinstance(absolute(line, "https://net.example/live.m3u8"), str)


class TestAFile:
    @pytest.mark.parametrize(
        "body", [b"", b"#EX", b"ID3", b"\xef\xbb\xbf", b"s" * 3_000]
    )
    def test_is_given_as_it_is(self, body):
        assert opened(pulled(), body) == body

    def test_that_is_encrypted_is_refused(self):
        one = pulled()

        assert one.open("crypto+http://a.example/1.ts", 1, {"key": "00"}).read(9) == b""
        assert "encrypted" in str(one.failed)

    def test_of_which_a_part_was_asked_must_be_a_part(self):
        one = pulled()
        opened(one, b"#EXTM3U\n")
        assert opened(one, b"whole", offset="0", end_offset="2") == b""
        assert str(one.failed) == "the server gives no parts of files"

    def test_is_not_opened_once_the_source_has_ended(self):
        one = pulled()
        one.is_ended = True

        assert opened(one, b"sound") == b""
