"""
A station that is on the air, by the real program: it plays a tape that has no pauses.

It was on the air before, too: three minutes of past, or more, lie in its folder as an
earlier run of the program leaves them.
"""

import json
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from callsign.air.cutting import Cut
from callsign.air.encoders import AacEncoder
from callsign.air.store import Store
from callsign.engines.stream.segments import (
    FRAME_SAMPLES,
    RATE_HZ,
    SEGMENT_FRAMES,
    SEGMENT_MS,
)
from tests.air.running import air, free_port
from tests.tape import write_tape

SERVICES = {"kdemo": "KDEMO 89.7", "jazz": "KDEMO Jazz"}
RATES_KBPS = (128, 48)
PAST_SEGMENTS = 90
# A restart takes its time, and what is newest was captured two seconds ago.
DOWN_MS = 4_000


@contextmanager
def real_air(
    folder: Path,
    *,
    services: dict[str, str] = SERVICES,
    rates_kbps: tuple[int, ...] = RATES_KBPS,
    past_segments: int = PAST_SEGMENTS,
) -> Iterator[str]:
    """Run ``callsign air``; return its address."""
    write_tape(folder / "voice.wav", voice(), rate_hz=RATE_HZ)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    source = {
        "name": "tape",
        "kind": "files",
        "path": str(folder / "voice.wav"),
        "silence_s": 0,
    }
    rates = list(rates_kbps)
    rows = [
        {"slug": slug, "title": title, "sources": [source], "renditions_kbps": rates}
        for slug, title in services.items()
    ]
    config = {"version": 1, "port": port, "base_url": url, "services": rows}
    (folder / "air.json").write_text(json.dumps(config))
    stores = [
        Store(folder / "media" / slug, [f"aac{kbps}" for kbps in rates])
        for slug in services
    ]
    lay_down_a_past(stores, rates, past_segments)
    with air(folder):
        yield url


def voice() -> np.ndarray:
    """Return a voice of two tones that rises and falls, and never pauses."""
    at = np.arange(20 * RATE_HZ) / RATE_HZ
    swell = 0.25 + 0.15 * np.sin(2 * math.pi * at / 2)
    tones = np.sin(2 * math.pi * 220 * at) + np.sin(2 * math.pi * 331 * at)
    return np.tile((swell * tones / 2).astype(np.float32), (2, 1))


def lay_down_a_past(stores: list[Store], rates_kbps: list[int], segments: int) -> None:
    """Write what an earlier run would have left, of the same sound."""
    frames = {f"aac{kbps}": cycle(encoded(kbps)) for kbps in rates_kbps}
    now_ms = round(time.time() * 1_000)
    start_ms = now_ms - DOWN_MS - segments * SEGMENT_MS
    for number in range(segments):
        taken = {
            name: tuple(islice(endless, SEGMENT_FRAMES))
            for name, endless in frames.items()
        }
        cut = Cut(start_ms + number * SEGMENT_MS, SEGMENT_MS, not number, taken)
        for store in stores:
            store.write(cut.segment(number + 1), cut.pieces(number + 1))


def encoded(kbps: int) -> list[bytes]:
    encoder, sound = AacEncoder(kbps), voice()
    last = sound.shape[1] - FRAME_SAMPLES
    starts = range(0, last, FRAME_SAMPLES)
    return [
        frame
        for start in starts
        for frame in encoder.encode(sound[:, start : start + FRAME_SAMPLES])
    ]
