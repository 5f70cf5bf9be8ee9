"""Running the real program, with real encoders, and hearing what it sent."""

import json
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import av
import numpy as np

from callsign.air.store import Store, init_path
from callsign.commands.air import NotRunning, ask
from tests.air.studio import tape_folder

PATIENCE_S = 60
PASSWORD = "of-the-studio"
SENDING = (
    "ffmpeg -v error -re -f lavfi -i {sound}"
    " -c:a libmp3lame -b:a 128k -content_type audio/mpeg -f mp3"
)
TONE = "sine=frequency=880:sample_rate=48000"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configure(folder: Path, port: int, *, services: int = 1, silence_s: int = 20):
    """Write the file of a station with a studio and programs on each service."""
    programs = tape_folder(folder / "programs", seconds=20.0)
    sources = [
        {
            "name": "studio",
            "kind": "push",
            "password": PASSWORD,
            "silence_s": silence_s,
        },
        {"name": "programs", "kind": "files", "path": str(programs), "silence_s": 0},
    ]
    slugs = ["kdemo", *(f"kdemo-{number}" for number in range(2, services + 1))]
    services = [
        {"slug": one, "title": "KDEMO 89.7", "sources": sources} for one in slugs
    ]
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
def encoder(port: int, sound: str = TONE):
    """A studio that sends a tone, or what else FFmpeg can make up."""
    mount = f"icecast://source:{PASSWORD}@127.0.0.1:{port}/kdemo"
    process = subprocess.Popen([*SENDING.format(sound=sound).split(), mount])
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
    files += [store.path(rendition, one) for one in store.found()[0]]
    joined = folder / "joined.mp4"
    joined.write_bytes(b"".join(path.read_bytes() for path in files))
    with av.open(str(joined)) as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.concatenate(frames, axis=1)


def longest_silence_ms(sound: np.ndarray) -> float:
    loud = np.flatnonzero(np.abs(sound).max(axis=0) > 0.005)
    return float(np.diff(loud).max()) / 48
