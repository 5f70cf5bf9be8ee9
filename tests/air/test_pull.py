"""Pull: a stream of somebody else's, asked for until it comes."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from callsign.air.pull import (
    PRIVATE_ALLOWED,
    NotPublic,
    PullSource,
    make_sure_it_is_public,
)
from callsign.engines.stream.configuration import SourceConfig, SourceKind
from callsign.engines.stream.journal import Kind
from tests.air.studio import ScriptedClock, Told, stereo
from tests.tape import write_tape

PATIENCE_S = 20


class Partner(BaseHTTPRequestHandler):
    """A station that sends three seconds, and breaks off."""

    sound = b""
    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        self.send_response(200)
        self.send_header("Content-Type", "audio/mpeg")
        self.send_header("Content-Length", str(len(self.sound)))
        self.end_headers()
        self.wfile.write(self.sound)

    def log_message(self, *arguments: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def partner(tmp_path):
    tape = write_tape(
        tmp_path / "partner.mp3",
        stereo(3.0),
        rate_hz=48_000,
        container="mp3",
        codec="libmp3lame",
    )
    Partner.sound, Partner.asked = tape.read_bytes(), 0
    with ThreadingHTTPServer(("127.0.0.1", 0), Partner) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/stream.mp3"
        server.shutdown()
        thread.join()


def pull(url: str, told: Told) -> PullSource:
    config = SourceConfig("network", SourceKind.PULL, url=url)
    source = PullSource(config, delay_ms=500, clock=ScriptedClock(), say=told)
    source.start()
    return source


def until(condition) -> None:
    patience = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < patience
        time.sleep(0.005)


class TestAStream:
    def test_is_heard(self, partner, monkeypatch):
        monkeypatch.setenv(PRIVATE_ALLOWED, "1")
        told = Told()
        source = pull(partner, told)

        until(lambda: source.health().is_ready)
        block, missing = source.take(4_096, 0)
        source.stop()

        assert missing == 0
        assert np.abs(block).max() > 0.05
        assert told.of(Kind.CONNECTED)[0]["source"] == "network"

    def test_that_ends_is_asked_for_again(self, partner, monkeypatch):
        monkeypatch.setenv(PRIVATE_ALLOWED, "1")
        told = Told()
        source = pull(partner, told)

        until(lambda: Partner.asked >= 3)
        source.stop()

        assert told.of(Kind.LOST)[0]["reason"] == "the stream ended"

    def test_that_is_not_there_is_told_once(self, monkeypatch):
        monkeypatch.setenv(PRIVATE_ALLOWED, "1")
        told = Told()
        source = pull("http://127.0.0.1:9/stream", told)

        until(lambda: told.of(Kind.LOST))
        time.sleep(0.1)
        source.stop()

        assert len(told.of(Kind.LOST)) == 1


class TestAnAddress:
    @pytest.mark.parametrize(
        "url",
        [
            "http://127.0.0.1/stream",
            "http://10.1.2.3:8000/stream",
            "http://[::1]/stream",
            "http://169.254.169.254/latest",  # where clouds keep their keys
            "http://[::ffff:127.0.0.1]/stream",
        ],
    )
    def test_inside_the_network_is_refused(self, url, monkeypatch):
        monkeypatch.delenv(PRIVATE_ALLOWED, raising=False)

        with pytest.raises(NotPublic, match=PRIVATE_ALLOWED):
            make_sure_it_is_public(url)

    def test_of_the_internet_is_taken(self, monkeypatch):
        monkeypatch.delenv(PRIVATE_ALLOWED, raising=False)

        make_sure_it_is_public("https://1.1.1.1/stream")

    def test_that_is_refused_is_told(self, partner, monkeypatch):
        monkeypatch.delenv(PRIVATE_ALLOWED, raising=False)
        told = Told()
        source = pull(partner, told)

        until(lambda: told.of(Kind.LOST))
        source.stop()

        assert "not on the public internet" in told.of(Kind.LOST)[0]["reason"]
        assert Partner.asked == 0
