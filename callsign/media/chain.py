"""A chain of filters that sound runs through, on its way to one even format."""

from collections.abc import Iterator

import av
from av.audio.frame import AudioFrame
from av.filter import Graph

LAYOUTS = {1: "mono", 2: "stereo"}


class Chain:
    """
    Filters in a row that take any frames and give planar float ones of one shape.

    A recording may change its rate or its channels halfway (two takes joined, a
    broadcast captured across a switch); the chain is then laid anew and the sound
    goes on without a gap.
    """

    def __init__(
        self,
        *filters: tuple[str, str],
        rate_hz: int,
        channels: int,
        format: str = "fltp",
    ) -> None:
        self.filters = filters
        self.rate_hz = rate_hz
        self.layout = LAYOUTS[channels]
        self.format = format
        self._graph: Graph | None = None
        self._shape: tuple[int, str, str] | None = None

    def push(self, frame: AudioFrame) -> Iterator[AudioFrame]:
        """Send a frame in; yield what comes out."""
        shape = (frame.sample_rate, frame.format.name, frame.layout.name)
        if shape != self._shape:
            yield from self.flush()
            self._graph, self._shape = self._laid(frame), shape
        if self._graph is not None:
            # The chain counts samples itself: a time stamp of the file that jumps
            # would make filters drop or invent sound.
            frame.pts = None
            self._graph.push(frame)
            yield from pulled(self._graph)

    def flush(self) -> Iterator[AudioFrame]:
        """Yield what the filters still hold, and close the chain."""
        if self._graph is None:
            return
        self._graph.push(None)
        yield from pulled(self._graph)
        self._graph = self._shape = None

    def _laid(self, frame: AudioFrame) -> Graph:
        graph = Graph()
        graph.threads = 1
        nodes = [
            graph.add_abuffer(
                sample_rate=frame.sample_rate,
                format=frame.format,
                layout=frame.layout,
            )
        ]
        nodes += [graph.add(name, arguments) for name, arguments in self.filters]
        even = f"sample_rates={self.rate_hz}:sample_fmts={self.format}:channel_layouts={self.layout}"
        nodes.append(graph.add("aformat", even))
        nodes.append(graph.add("abuffersink"))
        graph.link_nodes(*nodes).configure()
        return graph


def pulled(graph: Graph) -> Iterator[AudioFrame]:
    """Yield the frames that are ready."""
    while True:
        try:
            frame = graph.pull()
        except (BlockingIOError, av.error.EOFError):
            return
        assert isinstance(frame, AudioFrame)  # noqa: S101 - a graph of sound gives sound
        yield frame
