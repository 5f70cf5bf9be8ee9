"""How loud a recording is, as broadcasters measure it."""

import math
from dataclasses import dataclass

from av.audio.frame import AudioFrame
from av.filter import Graph

from callsign.media.chain import pulled

# The meter's own floor: below its absolute gate nothing is counted.
GATE_LUFS = -70.0


@dataclass(frozen=True, slots=True)
class Loudness:
    """
    The loudness of a whole recording; None where there is nothing to measure.

    Source: ITU-R BS.1770-5 and EBU R 128 (integrated loudness, true peak)
    """

    integrated_lufs: float | None
    true_peak_dbtp: float | None

    @property
    def is_silent(self) -> bool:
        """Whether nothing rises above the meter's gate."""
        return self.integrated_lufs is None


class LoudnessMeter:
    """
    Measures sound as it passes, in constant memory.

    Every frame must have the shape of the first, as those of ``Sound`` do.
    """

    def __init__(self) -> None:
        self._graph: Graph | None = None
        self._readings: dict[str, str] = {}

    def hear(self, frame: AudioFrame) -> None:
        """Take the next frame in."""
        if self._graph is None:
            self._graph = meter_for(frame)
        frame.pts = None
        self._graph.push(frame)
        self._read(self._graph)

    def loudness(self) -> Loudness:
        """Return the reading once everything was heard."""
        if self._graph is not None:
            self._graph.push(None)
            self._read(self._graph)
            self._graph = None
        return Loudness(
            integrated_lufs=gated(float(self._readings.get("lavfi.r128.I", "-inf"))),
            true_peak_dbtp=decibels(
                float(self._readings.get("lavfi.r128.true_peak", "0"))
            ),
        )

    def _read(self, graph: Graph) -> None:
        # Each frame carries the readings up to its end, so the last one wins.
        for frame in pulled(graph):
            self._readings = frame.metadata or self._readings


def meter_for(frame: AudioFrame) -> Graph:
    graph = Graph()
    graph.threads = 1
    graph.link_nodes(
        graph.add_abuffer(
            sample_rate=frame.sample_rate, format=frame.format, layout=frame.layout
        ),
        graph.add("ebur128", "metadata=1:peak=true"),
        graph.add("abuffersink"),
    ).configure()
    return graph


def gated(lufs: float) -> float | None:
    return round(lufs, 1) if lufs > GATE_LUFS else None


def decibels(amplitude: float) -> float | None:
    """
    Return the level of an amplitude, 1.0 being full scale.

    >>> decibels(0.5), decibels(0.0)
    (-6.0, None)
    """
    return round(20 * math.log10(amplitude), 1) if amplitude > 0 else None
