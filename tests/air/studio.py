"""A studio for tests of air: a clock that is set by hand, tones, and sources that play them."""

import threading
from pathlib import Path

import numpy as np

from callsign.air.journal import Journal
from callsign.air.service import Service
from callsign.air.source import Source
from callsign.air.source_buffer import SourceBuffer
from callsign.engines.stream.configuration import (
    ServiceConfig,
    SourceConfig,
    SourceKind,
)
from callsign.engines.stream.journal import Entry, Kind, read
from tests.tape import tone, write_tape

RATE_HZ = 48_000
FRIDAY_NOON_MS = 1_795_197_600_000


class ScriptedClock:
    """Clocks that move when they are told to."""

    def __init__(self, utc_ms: int = FRIDAY_NOON_MS) -> None:
        self.passed_s = 0.0
        self.start_ms = utc_ms

    def monotonic_s(self) -> float:
        return 1_000.0 + self.passed_s

    def utc_ms(self) -> int:
        return self.start_ms + round(self.passed_s * 1_000)

    def wait(self, ended: threading.Event, seconds: float) -> bool:
        return ended.wait(0.005)

    def pass_by(self, seconds: float) -> None:
        self.passed_s += seconds


class Told:
    """What was said to a journal that is kept in memory."""

    def __init__(self) -> None:
        self.entries: list[tuple[Kind, dict[str, object]]] = []

    def __call__(self, kind: Kind, **details: object) -> None:
        self.entries.append((kind, details))

    def of(self, kind: Kind) -> list[dict[str, object]]:
        return [details for one, details in self.entries if one is kind]


def stereo(seconds: float, *, hz: float = 440.0, dbfs: float = -20.0) -> np.ndarray:
    return tone(seconds, hz=hz, dbfs=dbfs, rate_hz=RATE_HZ, channels=2)


def quiet(seconds: float) -> np.ndarray:
    return np.zeros((2, round(seconds * RATE_HZ)), dtype=np.float32)


def push_config(name: str = "studio", **changes: object) -> SourceConfig:
    return SourceConfig(name, SourceKind.PUSH, password=f"of {name}", **changes)


def files_config(folder: Path, name: str = "programs", silence_s: int = 0):
    return SourceConfig(name, SourceKind.FILES, path=str(folder), silence_s=silence_s)


def source(name: str = "studio", *, told: Told | None = None, silence_s: int = 20):
    """A source that nothing is connected to."""
    return Source(
        push_config(name, silence_s=silence_s),
        delay_ms=2_000,
        clock=ScriptedClock(),
        say=told or Told(),
    )


def playing(one: Source, sound: np.ndarray) -> SourceBuffer:
    """Connect a source that has already sent this much."""
    buffer = SourceBuffer(one.delay_ms, is_steered=False)
    one.offer(buffer)
    buffer.write(sound)
    return buffer


def tape_folder(
    path: Path, *, seconds: float = 3.0, hz: float = 440.0, dbfs: float = -20.0
) -> Path:
    """A folder with one recording."""
    path.mkdir(parents=True, exist_ok=True)
    write_tape(
        path / "tone.wav",
        tone(seconds, hz=hz, dbfs=dbfs, rate_hz=RATE_HZ, channels=2),
        rate_hz=RATE_HZ,
    )
    return path


def service_of(
    folder: Path, clock: ScriptedClock, *sources: SourceConfig, **changes: object
) -> Service:
    config = ServiceConfig("kdemo", "KDEMO 89.7", tuple(sources), **changes)
    journal = Journal(folder / "journal", clock)
    return Service(config, folder=folder / "media", journal=journal, clock=clock)


def entries_in(folder: Path) -> list[Entry]:
    lines = b"".join(path.read_bytes() for path in sorted(folder.glob("*.jsonl")))
    reading = read(lines)
    assert not reading.problems
    return list(reading.entries)
