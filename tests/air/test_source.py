"""A source: what it tells of itself while it is connected."""

from callsign.engines.stream.journal import Kind
from tests.air.studio import Told, playing, source, stereo


def taken(one, seconds: float) -> None:
    for _ in range(round(seconds * 48_000 / 1_024)):
        one.take(1_024, 0)


class TestASourceThatSendsNothing:
    def test_is_told_to_be_lost_once(self):
        told = Told()
        one = source(told=told)
        one.tell_connected("mp3", 128)
        playing(one, stereo(2.0))

        taken(one, 5.0)

        assert [lost["reason"] for lost in told.of(Kind.LOST)] == ["it sends nothing"]

    def test_is_not_lost_again_when_its_connection_ends(self):
        told = Told()
        one = source(told=told)
        buffer = playing(one, stereo(2.0))
        taken(one, 5.0)

        buffer.finish()
        one.tell_lost("the connection was closed")

        assert len(told.of(Kind.LOST)) == 1

    def test_is_connected_when_it_sends_again(self):
        told = Told()
        one = source(told=told)
        one.tell_connected("mp3", 128)
        buffer = playing(one, stereo(2.0))
        taken(one, 5.0)

        buffer.write(stereo(2.1))
        taken(one, 1.0)
        one.tell_lost("the connection was closed")

        kinds = [kind for kind, _ in told.entries]
        assert kinds == [Kind.CONNECTED, Kind.LOST, Kind.CONNECTED, Kind.LOST]
        assert told.of(Kind.CONNECTED)[1]["codec"] == "mp3"


class TestASourceThatEnds:
    def test_is_not_said_to_send_nothing(self):
        told = Told()
        one = source(told=told)
        buffer = playing(one, stereo(2.0))
        buffer.finish()
        one.tell_lost("the connection was closed")

        taken(one, 5.0)

        assert len(told.of(Kind.LOST)) == 1


class TestATitle:
    def test_is_of_one_line_and_of_a_length_to_be_read(self):
        """Comments of Ogg, tags of files and encoders say what they like."""
        told = Told()
        one = source(told=told)

        one.tell_metadata("Local\r\nDesk\0 " + "at noon " * 100_000)
        one.tell_metadata("Local Desk " + "at noon " * 100_000)

        assert one.metadata.startswith("Local Desk at noon")
        assert len(one.metadata) == 500
        assert len(told.of(Kind.METADATA)) == 1
