"""
How far PROGRAM-DATE-TIME is from the moment sound was captured, by encoder.

Every UTC second begins with a beep, made here and given to real encoders block by block,
as a sound card gives it. They send to real air, a service each; the beeps are found in
the segments that listeners fetch. Then all encoders stand still for five seconds, whose
sound is lost, and go on.

    bin/bench capture_dates
"""

import errno
import fcntl
import json
import os
import shutil
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from bench.measuring import Bars, heading, write_result
from bench.time_code import BEEP_MS, BLOCK_MS, CODES, LOUD, beeps, block
from callsign.air.store import Store, init_path
from callsign.engines.stream.segments import RATE_HZ
from tests.air.running import air, free_port
from tests.air.studio import tape_folder

BAR_MS = 50
STEADY_S, FROZEN_S, AFTER_S = 25, 5, 25
# A connection is new for so long: a burst may still be coming.
NEW_S = 5
PASSWORD = "of-the-studio"
RENDITION = "aac128"
# Two thirds of a second, as sound cards have.
PIPE_BYTES = 1 << 17

FFMPEG = (
    "ffmpeg -v error -probesize 32 -analyzeduration 0 -f s16le -ar 48000 -ac 2 -i {pipe}"
    " {codec} -content_type {kind} -f {container}"
    " icecast://source:{password}@127.0.0.1:{port}/{slug}"
)
LIQUIDSOAP = """
settings.init.allow_root.set(true)
settings.log.stdout.set(true)
settings.log.level.set(2)
captured = input.external.rawaudio(
  buffer=0.1, max=1., channels=2, samplerate=48000, "cat {pipe}")
output.icecast({format}, host="127.0.0.1", port={port}, password="{password}",
  mount="/{slug}", fallible=true, captured)
"""


@dataclass(frozen=True, slots=True)
class Sender:
    """An encoder under test: how it is called, and the command that runs it."""

    name: str
    slug: str
    program: str
    codec: str
    container: str = ""
    kind: str = ""


SENDERS = (
    Sender("FFmpeg, MP3", "mp3", "ffmpeg", "-c:a libmp3lame -b:a 128k", "mp3", "audio/mpeg"),
    Sender("FFmpeg, AAC", "aac", "ffmpeg", "-c:a aac -b:a 128k", "adts", "audio/aac"),
    Sender("FFmpeg, Opus", "opus", "ffmpeg", "-c:a libopus -b:a 96k", "ogg", "audio/ogg"),
    Sender("FFmpeg, Opus, pages of 0.2 s", "opus-short", "ffmpeg",
           "-c:a libopus -b:a 96k -page_duration 200000", "ogg", "audio/ogg"),
    Sender("FFmpeg, Vorbis, pages of 0.2 s", "vorbis", "ffmpeg",
           "-c:a libvorbis -q:a 4 -page_duration 200000", "ogg", "audio/ogg"),
    Sender("FFmpeg, FLAC in Ogg, pages of 0.2 s", "ogg-flac", "ffmpeg",
           "-c:a flac -page_duration 200000", "ogg", "audio/ogg"),
    Sender("FFmpeg, FLAC", "flac", "ffmpeg", "-c:a flac", "flac", "audio/flac"),
    Sender("Liquidsoap, MP3", "liq-mp3", "liquidsoap", "%mp3(bitrate=128)"),
    Sender("Liquidsoap, Vorbis", "liq-vorbis", "liquidsoap", "%vorbis(quality=0.4)"),
    Sender("Liquidsoap, Opus", "liq-opus", "liquidsoap", "%opus(bitrate=96)"),
)  # fmt: skip

LEGEND = [
    f"Bar: {BAR_MS} ms, new connections and what is back on air included. Positive: dated"
    " too late. Liquidsoap's own buffer of 0.1 s is part of its figures. DarkIce needs a"
    " sound card: fed by ALSA's file plugin it reads 7 % too slowly to be measured.",
    "",
    f"| encoder | beeps | first {NEW_S} s | median | worst |"
    f" after {FROZEN_S} s stopped: median | worst |",
    "|---|---:|---:|---:|---:|---:|---:|",
]


bars = Bars()


def main() -> None:
    senders = [one for one in SENDERS if shutil.which(one.program)]
    head = heading("PROGRAM-DATE-TIME against capture")
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        configure(folder, port, senders)
        with air(folder), sending(folder, port, senders) as (encoders, heard):
            time.sleep(STEADY_S)
            frozen_ms = time.time() * 1_000
            signaled(encoders, signal.SIGSTOP)
            heard.clear()
            time.sleep(FROZEN_S)
            heard.set()
            signaled(encoders, signal.SIGCONT)
            time.sleep(AFTER_S)
        rows = [row(one, dated(folder, one), frozen_ms) for one in senders]
    write_result("capture-dates", "\n".join([head, *LEGEND, *rows]) + "\n")
    bars.end()


def configure(folder: Path, port: int, senders: Sequence[Sender]) -> None:
    # Softer than any beep.
    programs = tape_folder(folder / "programs", seconds=20.0, dbfs=-50.0)
    sources = [
        {"name": "studio", "kind": "push", "password": PASSWORD},
        {"name": "programs", "kind": "files", "path": str(programs), "silence_s": 0},
    ]
    services = [
        {
            "slug": one.slug,
            "title": one.name,
            "sources": sources,
            "renditions_kbps": [128],
        }
        for one in senders
    ]
    config = {"version": 1, "port": port, "services": services}
    (folder / "air.json").write_text(json.dumps(config))


@contextmanager
def sending(
    folder: Path, port: int, senders: Sequence[Sender]
) -> Iterator[tuple[list[subprocess.Popen[bytes]], threading.Event]]:
    """Run the encoders, and give all of them what is captured while the event is set."""
    ended, heard = threading.Event(), threading.Event()
    heard.set()
    with ExitStack() as closing:
        cards = [SoundCard(folder / f"{one.slug}.pcm") for one in senders]
        for card in cards:
            closing.callback(card.close)
        capture = threading.Thread(target=capture_into, args=(cards, ended, heard))
        capture.start()
        encoders = [started(folder, port, one) for one in senders]
        try:
            yield encoders, heard
        finally:
            ended.set()
            capture.join()
            signaled(encoders, signal.SIGKILL)
            for encoder in encoders:
                encoder.wait()


class SoundCard:
    """A pipe that an encoder reads what is captured from; before it reads, nothing waits."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = path
        self._pipe: int | None = None

    def give(self, sound: bytes) -> None:
        try:
            if self._pipe is None:
                self._pipe = os.open(self.path, os.O_WRONLY | os.O_NONBLOCK)
                fcntl.fcntl(self._pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
            os.write(self._pipe, sound)
        except BlockingIOError:
            return  # it overruns, as a sound card that is not read
        except OSError as error:
            if error.errno not in (errno.ENXIO, errno.EPIPE):
                raise

    def close(self) -> None:
        if self._pipe is not None:
            os.close(self._pipe)


def capture_into(
    cards: Sequence[SoundCard], ended: threading.Event, heard: threading.Event
) -> None:
    start_ms = round(time.time() * 1_000) // BLOCK_MS * BLOCK_MS
    while not ended.wait(max(0.0, (start_ms + BLOCK_MS) / 1_000 - time.time())):
        mono = (block(start_ms) * 32_767).astype("<i2")
        sound = np.repeat(mono, 2).tobytes()
        for card in cards if heard.is_set() else ():
            card.give(sound)
        start_ms += BLOCK_MS


def started(folder: Path, port: int, sender: Sender) -> subprocess.Popen[bytes]:
    values = {
        "pipe": folder / f"{sender.slug}.pcm",
        "port": port,
        "slug": sender.slug,
        "password": PASSWORD,
    }
    if sender.program == "liquidsoap":
        script = folder / f"{sender.slug}.liq"
        script.write_text(LIQUIDSOAP.format(format=sender.codec, **values))
        command = ["liquidsoap", str(script)]
    else:
        command = FFMPEG.format(
            codec=sender.codec, kind=sender.kind, container=sender.container, **values
        ).split()
    # A group of its own: Liquidsoap reads by a program that has to stand still as well.
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def signaled(encoders: Sequence[subprocess.Popen[bytes]], number: int) -> None:
    for encoder in encoders:
        if encoder.poll() is None:
            os.killpg(encoder.pid, number)


def dated(folder: Path, sender: Sender) -> list[tuple[int, float]]:
    """Return the second of each beep that listeners hear, and how late it is dated."""
    store = Store(folder / "media" / sender.slug, [RENDITION])
    segments, _ = store.found()
    paths = [store.path(RENDITION, one) for one in segments]
    joined = folder / "joined.mp4"
    init = init_path(store.folder, RENDITION)
    joined.write_bytes(b"".join(path.read_bytes() for path in (init, *paths)))
    with av.open(str(joined)) as container:
        frames = [frame.to_ndarray()[0] for frame in container.decode(audio=0)]
    ends = np.cumsum([one.duration_ms * RATE_HZ // 1_000 for one in segments])
    found = []
    sound = np.concatenate(frames)
    for sample, code in beeps(sound):
        if not is_whole(sound, sample):
            continue
        number = min(int(np.searchsorted(ends, sample, side="right")), len(ends) - 1)
        date_ms = (
            segments[number].end_ms - (int(ends[number]) - sample) * 1_000 / RATE_HZ
        )
        late_ms = nearest((date_ms - code * 1_000) % (CODES * 1_000))
        found.append((round(date_ms - late_ms), late_ms))
    return found


def is_whole(sound: np.ndarray, start: int) -> bool:
    """Return whether a beep is there from its beginning, not from a switch on."""
    end = start + RATE_HZ * BEEP_MS // 1_000
    return bool(np.abs(sound[end - RATE_HZ // 50 : end - RATE_HZ // 200]).max() > LOUD)


def nearest(late_ms: float) -> float:
    """
    >>> nearest(20.0), nearest(29_990.0)
    (20.0, -10.0)
    """
    return late_ms if late_ms < CODES * 500 else late_ms - CODES * 1_000


def row(sender: Sender, found: list[tuple[int, float]], frozen_ms: float) -> str:
    if not found:
        bars.least(f"{sender.name}: beeps heard", 0, 1)
        return f"| {sender.name} | 0 | not on air | | | | |"
    latest = max((abs(late) for _, late in found), default=0.0)
    bars.most(f"{sender.name}: the worst date, ms", latest, BAR_MS)
    new_ms = found[0][0] + NEW_S * 1_000
    new = [late for at_ms, late in found if at_ms < new_ms]
    steady = [late for at_ms, late in found if new_ms <= at_ms < frozen_ms]
    after = [late for at_ms, late in found if at_ms >= frozen_ms]
    cells = [worst(new), middle(steady), worst(steady), middle(after), worst(after)]
    return f"| {sender.name} | {len(found)} | {' | '.join(cells)} |"


def middle(late: list[float]) -> str:
    return f"{statistics.median(late):+.0f} ms" if late else "none"


def worst(late: list[float]) -> str:
    return f"**{max(late, key=abs):+.0f} ms**" if late else "none"


if __name__ == "__main__":
    main()
