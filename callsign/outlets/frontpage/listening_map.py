"""The listening map: a recording as a picture, in which one sees who speaks when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Enough for a phone's every second pixel and few enough to weigh a kilobyte.
BARS = 200
HALF_HEIGHT = 20
BYTE_MS = 100  # the waveform has one byte for each tenth of a second


@dataclass(frozen=True, slots=True)
class Stretch:
    """Who speaks, and until when."""

    start_ms: int
    end_ms: int
    hue: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """The bars of one voice, as the path of an SVG."""

    hue: str
    path: str


def strokes(waveform: bytes, stretches: Sequence[Stretch] = ()) -> tuple[Stroke, ...]:
    """
    Draw a waveform as bars, parted by the voice that is heard in each.

    Shape:   paths in a box 400 wide and 40 high; a bar every two units
    Units:   the waveform is one byte for each 100 ms

    >>> strokes(bytes([255] * 200), [Stretch(0, 10_000, "host")])[0].path[:13]
    'M1 1v38M3 1v3'
    >>> [stroke.hue for stroke in strokes(bytes(200), [Stretch(0, 10_000, "host")])]
    ['host', '']
    """
    if not waveform:
        return ()
    paths: dict[str, list[str]] = {}
    for hue, path in _bars(waveform, stretches):
        paths.setdefault(hue, []).append(path)
    hues = sorted(paths, key=lambda hue: (hue == "", hue))
    return tuple(Stroke(hue, "".join(paths[hue])) for hue in hues)


def _bars(waveform: bytes, stretches: Sequence[Stretch]) -> Iterable[tuple[str, str]]:
    length = len(waveform)
    edges = [bar * length // BARS for bar in range(BARS + 1)]
    levels = [
        sum(waveform[begin:end]) / (end - begin) if end > begin else waveform[begin]
        for begin, end in pairwise(edges)
    ]
    loudest = max(levels) or 1
    spoken = iter(sorted(stretches, key=lambda one: one.start_ms))
    now = next(spoken, None)
    for bar, level in enumerate(levels):
        reach = max(1, round(level / loudest * (HALF_HEIGHT - 1)))
        middle_ms = (bar + 0.5) * length * BYTE_MS / BARS
        while now and now.end_ms <= middle_ms:
            now = next(spoken, None)
        hue = now.hue if now and now.start_ms <= middle_ms else ""
        yield hue, f"M{2 * bar + 1} {HALF_HEIGHT - reach}v{2 * reach}"
