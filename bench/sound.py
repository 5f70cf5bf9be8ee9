"""
How fast recordings are looked at, measured, encoded and cut, and in how much memory.

    bin/bench sound [--minutes 60]

One stereo recording of tone and noise, as an MP3 and as the Opus made of it; one
process, one step after another, as the worker does.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from av.audio.frame import AudioFrame

from bench.measuring import heading, write_result
from callsign.media.clip import clip
from callsign.media.encoding import Codec, Encoder, encode
from callsign.media.measuring import measure
from callsign.media.probing import probe

RATE_HZ = 44_100
CLIP_MS = 15_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=60)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as folder:
        rows = measured(Path(folder), minutes)
    write_result(
        "sound",
        heading("Sound")
        + f"- data: {minutes} minutes of stereo at 44.1 kHz, made by arithmetic\n"
        "- wall time, and the process's own; memory is the most the process ever had\n\n"
        "| step | wall | CPU | times real time (CPU) | memory |\n"
        "| --- | --: | --: | --: | --: |\n" + "\n".join(rows) + "\n\n"
        "To reach: constant memory whatever the length.\n",
    )


def measured(folder: Path, minutes: int) -> list[str]:
    """Make the recording and take each step; return the rows of the table."""
    mp3, opus, again = folder / "a.mp3", folder / "a.opus", folder / "b.mp3"
    late_ms = minutes * 60_000 - 2 * CLIP_MS
    write_tape(mp3, minutes)
    length_s = minutes * 60

    def cut(source: Path) -> Callable[[], object]:
        return lambda: clip(
            source,
            folder / "clip.mp3",
            start_ms=late_ms,
            end_ms=late_ms + CLIP_MS,
            codec=Codec.MP3,
        )

    return [
        row("probe the MP3", lambda: probe(mp3), None),
        row(
            "measure it: length, loudness, true peak, waveform",
            lambda: measure(mp3),
            length_s,
        ),
        row(
            "encode MP3, 128 kbit/s",
            lambda: encode(mp3, again, codec=Codec.MP3),
            length_s,
        ),
        row(
            "encode Opus, 64 kbit/s",
            lambda: encode(mp3, opus, codec=Codec.OPUS),
            length_s,
        ),
        row("cut 15 s near the end of the MP3", cut(mp3), None),
        row("cut 15 s near the end of the Opus", cut(opus), None),
    ]


def row(name: str, step: Callable[[], object], length_s: int | None) -> str:
    began_s, began_cpu_s = time.perf_counter(), time.process_time()
    step()
    wall_s = time.perf_counter() - began_s
    cpu_s = time.process_time() - began_cpu_s
    times = f"{length_s / cpu_s:,.0f}" if length_s else ""
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"| {name} | {wall_s:.2f} s | {cpu_s:.2f} s | {times} | {peak_mb:.0f} MB |"


def write_tape(target: Path, minutes: int) -> None:
    """Encode a recording of a length, a second at a time."""
    noise = np.random.default_rng(1).normal(0, 0.05, (2, RATE_HZ))
    wave = 0.1 * np.sin(2 * np.pi * 440 * np.arange(RATE_HZ) / RATE_HZ)
    second = np.ascontiguousarray((noise + wave).astype(np.float32))
    with Encoder(target, codec=Codec.MP3, rate_hz=RATE_HZ, channels=2) as encoder:
        for _ in range(minutes * 60):
            frame = AudioFrame.from_ndarray(second, format="fltp", layout="stereo")
            frame.sample_rate = RATE_HZ
            encoder.write(frame)


if __name__ == "__main__":
    main()
