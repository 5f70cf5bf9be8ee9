"""Tape: short recordings made by arithmetic, so that every sample is known."""

from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame

RATE_HZ = 44_100
FRAME_SAMPLES = 1_152


def tone(
    seconds: float,
    *,
    hz: float = 440.0,
    dbfs: float = -20.0,
    rate_hz: int = RATE_HZ,
    channels: int = 1,
) -> np.ndarray:
    """Return a sine whose crest reaches ``dbfs``; shape (channels, samples)."""
    moments = np.arange(round(seconds * rate_hz)) / rate_hz
    wave = 10 ** (dbfs / 20) * np.sin(2 * np.pi * hz * moments)
    return np.tile(wave.astype(np.float32), (channels, 1))


def sweep(seconds: float, *, rate_hz: int = RATE_HZ) -> np.ndarray:
    """Return a rising tone: no two moments of it look alike."""
    moments = np.arange(round(seconds * rate_hz)) / rate_hz
    wave = 0.3 * np.sin(2 * np.pi * (200 * moments + 20 * moments**2))
    return wave.astype(np.float32)[np.newaxis]


def silence(seconds: float, *, rate_hz: int = RATE_HZ) -> np.ndarray:
    return np.zeros((1, round(seconds * rate_hz)), dtype=np.float32)


def write_tape(
    path: Path,
    samples: np.ndarray,
    *,
    rate_hz: int = RATE_HZ,
    container: str = "wav",
    codec: str = "pcm_s16le",
    tags: dict[str, str] | None = None,
) -> Path:
    """Write samples to a file as a recorder would, and return its path."""
    layout = {1: "mono", 2: "stereo", 6: "5.1"}[len(samples)]
    with av.open(str(path), "w", format=container) as file:
        file.metadata.update(tags or {})
        stream = file.add_stream(codec, rate=rate_hz)
        stream.layout = layout
        for first in range(0, samples.shape[1], FRAME_SAMPLES):
            block = np.ascontiguousarray(samples[:, first : first + FRAME_SAMPLES])
            frame = AudioFrame.from_ndarray(block, format="fltp", layout=layout)
            frame.sample_rate, frame.pts = rate_hz, first
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return path


def shortened(path: Path, *, to: float) -> Path:
    """Cut the end of a file off, as a copy that broke would; keep a share ``to``."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * to)])
    return path
