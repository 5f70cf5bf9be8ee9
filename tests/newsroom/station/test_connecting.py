"""What to write into encoders."""

from callsign.newsroom.station.connecting import Lines


class TestAnAddress:
    def test_has_an_ipv6_host_in_brackets(self):
        lines = Lines("2001:db8::1", 8_100, "/kdemo", "secret")

        assert lines.address == "source:secret@[2001:db8::1]:8100/kdemo"
        assert "icecast://source:secret@[2001:db8::1]:8100/kdemo" in lines.ffmpeg

    def test_is_asked_for_without_them_where_fields_are_filled_in(self):
        lines = Lines("2001:db8::1", 8_100, "/kdemo", "secret")

        assert ("Address", "2001:db8::1") in lines.butt
        assert 'host="2001:db8::1"' in lines.liquidsoap

    def test_has_a_name_as_it_is(self):
        lines = Lines("air.kdemo.example", 8_100, "/kdemo", "secret")

        assert lines.address == "source:secret@air.kdemo.example:8100/kdemo"
