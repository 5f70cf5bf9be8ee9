"""Waveforms: the shape of a recording, small enough to keep and to draw."""

from typing import Any

import numpy as np
from av.audio.frame import AudioFrame

# One byte for each: 36 kB for an hour, 432 kB for a tape of twelve.
BUCKET_MS = 100
FULL_SCALE = 255

Samples = np.ndarray[Any, np.dtype[np.float32]]


class WaveformBuilder:
    """
    Draws a waveform from the frames of a recording as they pass.

    Every frame must have the shape of the first, as those of ``Sound`` do.
    """

    def __init__(self) -> None:
        self._peaks = bytearray()
        self._rest: list[Samples] = []
        self._rest_samples = 0
        self._heard = 0
        self._rate_hz = 0

    def hear(self, frame: AudioFrame) -> None:
        """Take the next frame in."""
        samples: Samples = frame.to_ndarray().astype(np.float32, copy=False)
        self._rate_hz = frame.sample_rate
        self._rest.append(np.abs(samples).max(axis=0))
        self._rest_samples += frame.samples
        self._heard += frame.samples
        # Ten buckets to a call of numpy, not one call for each frame.
        if self._rest_samples >= self._edge(10):
            self._draw()

    def waveform(self) -> bytes:
        """
        Return the loudest sample of every tenth of a second, 255 being full scale.

        The last bucket may stand for less than a tenth of a second.
        """
        self._draw()
        if self._rest_samples:
            self._peaks += as_bytes(np.concatenate(self._rest).max(keepdims=True))
            self._rest, self._rest_samples = [], 0
        return bytes(self._peaks)

    def _draw(self) -> None:
        """Turn every whole bucket of the samples at hand into a peak."""
        if not self._rest:
            return
        rest = np.concatenate(self._rest)
        first_sample = self._heard - self._rest_samples
        edges = [0]
        while (edge := self._edge(len(self._peaks) + len(edges))) <= self._heard:
            edges.append(edge - first_sample)
        if len(edges) > 1:
            self._peaks += as_bytes(np.maximum.reduceat(rest[: edges[-1]], edges[:-1]))
        self._rest = [rest[edges[-1] :]]
        self._rest_samples -= edges[-1]

    def _edge(self, bucket: int) -> int:
        # Counted from the start each time: at 11,025 Hz and the like a bucket is no
        # whole number of samples, and rounding each one would drift.
        return bucket * BUCKET_MS * self._rate_hz // 1000


def as_bytes(peaks: Samples) -> bytes:
    """Return peaks between 0.0 and 1.0 as bytes; what is no number counts as nothing."""
    kept = np.clip(np.nan_to_num(peaks, nan=0.0), 0, 1)
    return np.rint(kept * FULL_SCALE).astype(np.uint8).tobytes()


def reduced(peaks: bytes, count: int) -> bytes:
    """
    Return the same shape in at most ``count`` buckets, losing no peak.

    >>> list(reduced(bytes([10, 200, 30, 40, 50]), 3))
    [200, 40, 50]
    """
    together = -(-len(peaks) // count)
    return bytes(
        max(peaks[start : start + together])
        for start in range(0, len(peaks), together or 1)
    )


def waveform_path(peaks: bytes, *, width: int, height: int) -> str:
    """
    Return the ``d`` of an SVG path that fills a waveform, mirrored on its middle.

    One closed outline in whole units, a hair thick where nothing is heard. A ``height``
    of 100 or more keeps quiet speech apart from silence; let the viewBox scale it.

    >>> waveform_path(bytes([255, 0]), width=2, height=20)
    'M0 10V0H1V10H2V11H1V20H0Z'
    """
    buckets = reduced(peaks, width)
    if not buckets:
        return ""
    edges = [number * width // len(buckets) for number in range(len(buckets) + 1)]
    tops = [round((FULL_SCALE - peak) * height / (2 * FULL_SCALE)) for peak in buckets]
    there = (f"V{top}H{edge}" for top, edge in zip(tops, edges[1:], strict=True))
    mirrored = zip(reversed(tops), reversed(edges[:-1]), strict=True)
    back = (f"V{max(height - top, top + 1)}H{edge}" for top, edge in mirrored)
    return f"M0 {height // 2}{''.join(there)}{''.join(back)}Z"
