"""On air: the real program, a real encoder that is killed, and what a listener hears."""

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import av
import numpy as np
import pytest

from callsign.air.store import Store, init_path
from callsign.commands.air import NotRunning, ask
from callsign.engines.stream.journal import Kind
from tests.air.studio import entries_in, tape_folder

PATIENCE_S = 40
PASSWORD = "of-the-studio"
SENDING = (
    "ffmpeg -v error -re -f lavfi -i sine=frequency=880:sample_rate=48000"
    " -c:a libmp3lame -b:a 128k -content_type audio/mpeg -f mp3"
)

needs_ffmpeg = pytest.mark.skipif(
    shutil.which("ffmpeg") is None, reason="ffmpeg is the encoder of this test"
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configure(folder, port: int) -> None:
    programs = tape_folder(folder / "programs", seconds=20.0)
    sources = [
        {"name": "studio", "kind": "push", "password": PASSWORD},
        {"name": "programs", "kind": "files", "path": str(programs), "silence_s": 0},
    ]
    services = [{"slug": "kdemo", "title": "KDEMO 89.7", "sources": sources}]
    config = {"version": 1, "port": port, "services": services}
    (folder / "air.json").write_text(json.dumps(config))


@contextmanager
def air(folder):
    """Run ``callsign air``; end it as a supervisor would."""
    command = [sys.executable, "-m", "callsign", "air", "--folder", str(folder)]
    process = subprocess.Popen(command)
    try:
        until(lambda: on_air(folder))
        yield process
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    finally:
        process.kill()
        process.wait()


@contextmanager
def encoder(port: int):
    """A studio that sends a tone."""
    mount = f"icecast://source:{PASSWORD}@127.0.0.1:{port}/kdemo"
    process = subprocess.Popen([*SENDING.split(), mount])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def on_air(folder) -> object:
    try:
        services = ask(folder, {"verb": "status"})["services"]
    except NotRunning:
        return None
    return services[0]["on_air"] if services else None


def until(condition) -> None:
    patience = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < patience
        time.sleep(0.1)


def heard(folder, rendition: str) -> np.ndarray:
    """Return everything a listener to a rendition heard."""
    store = Store(folder / "media" / "kdemo", [rendition])
    files = [init_path(store.folder, rendition)]
    files += [store.path(rendition, one) for one in store.found()]
    joined = folder / "joined.mp4"
    joined.write_bytes(b"".join(path.read_bytes() for path in files))
    with av.open(str(joined)) as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.concatenate(frames, axis=1)


def longest_silence_ms(sound: np.ndarray) -> float:
    loud = np.flatnonzero(np.abs(sound).max(axis=0) > 0.005)
    return float(np.diff(loud).max()) / 48


@needs_ffmpeg
class TestAnEncoderThatIsKilled:
    def test_is_not_missed_by_listeners(self, tmp_path):
        port = free_port()
        configure(tmp_path, port)
        with air(tmp_path):
            with encoder(port) as studio:
                until(lambda: on_air(tmp_path) == "studio")
                time.sleep(2)
                studio.kill()
            until(lambda: on_air(tmp_path) == "programs")
            time.sleep(2)

        for rendition in ("aac128", "aac48"):
            assert longest_silence_ms(heard(tmp_path, rendition)) < 10
        entries = entries_in(tmp_path / "journal")
        switches = [one.details for one in entries if one.kind is Kind.SWITCHED]
        names = [one["source"] for one in switches]
        assert names == ["programs", "studio", "programs"]
        assert [one["gap_ms"] for one in switches[1:]] == [0, 0]
        assert entries[-1].kind is Kind.STOPPED


class TestAirThatIsKilled:
    def test_goes_on_where_it_was(self, tmp_path):
        configure(tmp_path, free_port())
        with pytest.raises(AssertionError), air(tmp_path) as process:
            time.sleep(5)
            process.kill()
        before = Store(tmp_path / "media" / "kdemo", ["aac128", "aac48"]).found()

        with air(tmp_path):
            time.sleep(5)
        after = Store(tmp_path / "media" / "kdemo", ["aac128", "aac48"]).found()

        assert after[: len(before)] == before
        first = after[len(before)]
        assert first.sequence == before[-1].sequence + 1
        assert first.is_discontinuity
