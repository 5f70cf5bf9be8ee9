"""Pull: a stream of somebody else's, asked for until it comes."""

import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from callsign.air.http.icy import Weaver
from callsign.air.pull import PRIVATE_ALLOWED, PullSource, buffer_for
from callsign.engines.stream.configuration import SourceConfig, SourceKind
from callsign.engines.stream.journal import Kind
from tests.air.studio import ScriptedClock, Told, stereo
from tests.lib import partners as others
from tests.lib.partners import PRIVATE, pretend_public
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
    def test_inside_the_network_is_refused_and_told(self, partner, monkeypatch):
        monkeypatch.delenv(PRIVATE_ALLOWED, raising=False)
        told = Told()
        source = pull(partner, told)

        until(lambda: told.of(Kind.LOST))
        source.stop()

        reason = told.of(Kind.LOST)[0]["reason"]
        assert "not on the public internet" in reason
        assert PRIVATE_ALLOWED in reason
        assert Partner.asked == 0

    @pytest.mark.parametrize(
        "playlist",
        [
            "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=64000\n{}\n",
            "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{}\n#EXT-X-ENDLIST\n",
        ],
    )
    def test_inside_the_network_is_refused_in_a_playlist(self, playlist, monkeypatch):
        pretend_public(monkeypatch)
        monkeypatch.delenv(PRIVATE_ALLOWED, raising=False)
        told = Told()
        with others.partner(lambda path: (200, {}, b"secret")) as ours:
            inside = playlist.format(ours.address("/a.ts", PRIVATE)).encode()
            with others.partner(lambda path: (200, {}, inside)) as asked:
                source = pull(asked.address("/live.m3u8"), told)
                until(lambda: told.of(Kind.LOST))
                source.stop()

            assert ours.requests == []
        reason = told.of(Kind.LOST)[0]["reason"]
        assert reason.startswith(f"{PRIVATE} is not on the public internet")

    def test_keeps_its_password_to_itself(self, monkeypatch):
        monkeypatch.setenv(PRIVATE_ALLOWED, "1")
        told = Told()
        with others.partner(lambda path: (401, {}, b"")) as asked:
            url = asked.address("/live").replace("//", "//ada:secret@")
            source = pull(url, told)
            until(lambda: told.of(Kind.LOST))
            source.stop()

        assert told.of(Kind.LOST)[0]["reason"] == "the server answers with 401"
        assert "authorization" in asked.requests[0][1]


class TestATitle:
    def test_in_the_stream_is_told_and_not_heard(self, partner, monkeypatch):
        monkeypatch.setenv(PRIVATE_ALLOWED, "1")
        told = Told()
        weaver = Weaver(interval_bytes=4_000)
        woven = weaver.woven(Partner.sound, "News at noon")
        fields = {"icy-metaint": "4000", "Content-Type": "audio/mpeg"}
        with others.partner(lambda path: (200, fields, woven)) as asked:
            source = pull(asked.address("/live"), told)
            until(lambda: told.of(Kind.LOST))
            source.stop()

        assert asked.requests[0][1]["icy-metadata"] == "1"
        assert told.of(Kind.METADATA)[0]["text"] == "News at noon"
        assert told.of(Kind.CONNECTED)[0]["codec"].startswith("mp3")


class TestAnHlsPlaylist:
    def test_is_heard_from_where_it_was_moved_to(self, tmp_path, monkeypatch):
        monkeypatch.setenv(PRIVATE_ALLOWED, "1")
        told = Told()
        files = hls_of(tmp_path)
        with others.partner(lambda path: answer_of(files, path)) as asked:
            source = pull(asked.address("/moved"), told)
            until(lambda: source.health().is_ready or told.of(Kind.LOST))
            block, _ = source.take(4_096, 0)
            source.stop()

        assert asked.paths[:3] == ["/moved", "/deep/live.m3u8", "/deep/live0.ts"]
        assert np.abs(block).max() > 0.05

    def test_of_long_segments_is_held_for_longer(self):
        """The next comes ten seconds after the last: two seconds would not do."""
        assert buffer_for(2_000, 10_000).target_ms == 20_000
        assert buffer_for(2_000, 0).target_ms == 2_000


def hls_of(folder) -> dict[str, bytes]:
    """A playlist of three media segments of two seconds."""
    tone = write_tape(folder / "tone.wav", stereo(6.0), rate_hz=48_000, container="wav")
    target = folder / "live.m3u8"
    command = f"ffmpeg -v error -i {tone} -c:a aac -f hls -hls_time 2 {target}"
    subprocess.run(command.split(), check=True)
    return {path.name: path.read_bytes() for path in folder.glob("live*")}


def answer_of(files: dict[str, bytes], path: str) -> others.Reply:
    if path == "/moved":
        return 302, {"Location": "/deep/live.m3u8"}, b""
    name = path.removeprefix("/deep/")
    return (200, {}, files[name]) if name in files else (404, {}, b"")
