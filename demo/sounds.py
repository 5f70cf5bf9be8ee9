"""What is heard between the words: bells, birds, engines, horns and a saxophone."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float64]

RATE_HZ = 22_050


def seconds(length_s: float) -> Wave:
    """Return the moments of a stretch of sound."""
    return np.arange(int(length_s * RATE_HZ)) / RATE_HZ


def silence(length_ms: int) -> Wave:
    """Return nothing, for a while."""
    return np.zeros(length_ms * RATE_HZ // 1000)


def bell() -> Wave:
    """Two strokes of a bronze bell, its partials dying at different speeds."""
    at = seconds(2.4)
    stroke = sum(
        strength * np.exp(-at * decay) * np.sin(2 * np.pi * 430 * partial * at)
        for partial, strength, decay in (
            (0.5, 0.5, 1.1),
            (1.0, 1.0, 1.6),
            (1.19, 0.6, 2.2),
            (1.5, 0.4, 2.8),
            (2.0, 0.5, 3.6),
            (2.74, 0.25, 6.0),
        )
    )
    again = int(0.9 * RATE_HZ)
    both = np.concatenate([stroke, np.zeros(again)])
    both[again:] += 0.85 * stroke
    return leveled(faded(both, out_ms=600))


def horn() -> Wave:
    """A towboat's horn: three low reeds, a little apart."""
    at = seconds(2.3)
    reeds = sum(
        np.sin(2 * np.pi * pitch * n * at) / n
        for pitch in (110.0, 138.6, 165.5)
        for n in range(1, 9)
    )
    return leveled(faded(reeds, in_ms=120, out_ms=420), 0.06)


def engine() -> Wave:
    """A diesel at idle, and a door."""
    at = seconds(2.6)
    wobble = 27 + 1.5 * np.sin(2 * np.pi * 0.7 * at)
    phase = 2 * np.pi * np.cumsum(wobble) / RATE_HZ
    knock = sum(np.sin(n * phase + n) / n**0.7 for n in range(1, 24))
    rattle = through(chance(len(at)), 200, 1800) * (1 + np.sin(phase))
    return leveled(faded(knock + 0.6 * rattle, in_ms=500, out_ms=600), 0.05)


def chittering() -> Wave:
    """Swifts: quick falling chips, many birds at once."""
    sound = silence(2800)
    draw = np.random.default_rng(7)
    for start in np.sort(draw.uniform(0.1, 2.6, 90)):
        at = seconds(0.035)
        top = draw.uniform(5200, 7400)
        chip = np.sin(2 * np.pi * (top * at - 22_000 * at**2)) * np.hanning(len(at))
        begin = int(start * RATE_HZ)
        end = min(begin + len(chip), len(sound))
        sound[begin:end] += draw.uniform(0.2, 1) * chip[: end - begin]
    return leveled(faded(sound, in_ms=300, out_ms=500), 0.04)


def saxophone() -> Wave:
    """Eight slow bars: a tenor over an organ that waits."""
    line = (
        (0, 58, 1.5),
        (1.5, 62, 0.7),
        (2.2, 65, 1.9),
        (4.3, 63, 0.6),
        (4.9, 62, 2.5),
    )
    chords = ((0.0, (46, 53, 57)), (2.6, (43, 50, 58)), (5.2, (46, 53, 62)))
    sound = silence(8200)
    for start, notes in chords:
        for note in notes:
            lay(sound, start, 0.16 * organ(hertz(note), 2.9))
    for start, note, length in line:
        lay(sound, start, tenor(hertz(note), length))
    return leveled(faded(sound, in_ms=40, out_ms=1400), 0.09)


def hertz(note: int) -> float:
    """Return the pitch of a note, numbered as on a keyboard (69 is A above middle C)."""
    return 440.0 * 2 ** ((note - 69) / 12)


def organ(pitch: float, length_s: float) -> Wave:
    """One key of a small organ."""
    at = seconds(length_s)
    pipes = sum(np.sin(2 * np.pi * pitch * n * at) / n for n in (1, 2, 3, 4))
    return faded(pipes, in_ms=180, out_ms=500)


def tenor(pitch: float, length_s: float) -> Wave:
    """One breath of a saxophone: odd-heavy partials, late vibrato, some air."""
    at = seconds(length_s)
    vibrato = 1 + 0.006 * np.clip((at - 0.5) * 2, 0, 1) * np.sin(2 * np.pi * 5.1 * at)
    phase = 2 * np.pi * np.cumsum(pitch * vibrato) / RATE_HZ
    strengths = (1.0, 0.8, 0.9, 0.45, 0.5, 0.25, 0.3, 0.15, 0.12)
    reed = sum(s * np.sin(n * phase) for n, s in enumerate(strengths, start=1))
    air = 0.12 * through(chance(len(at)), 900, 4200)
    return faded(reed + air, in_ms=90, out_ms=260)


def lay(onto: Wave, start_s: float, sound: Wave) -> None:
    """Add a sound to another, from a moment on."""
    begin = int(start_s * RATE_HZ)
    end = min(begin + len(sound), len(onto))
    onto[begin:end] += sound[: end - begin]


def laughter() -> Wave:
    """A breath of room: laughter is written down, and left to the listener."""
    return silence(650)


def chance(samples: int) -> Wave:
    """Return even noise, the same each time."""
    return np.random.default_rng(897).standard_normal(samples)


def room(samples: int) -> Wave:
    """The tone of a quiet room, so that pauses are not dead."""
    return leveled(through(chance(samples), 60, 1200), 0.0006)


def through(sound: Wave, low_hz: float, high_hz: float) -> Wave:
    """Let only a band pass, as a telephone does."""
    parts = np.fft.rfft(sound)
    pitches = np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    parts[(pitches < low_hz) | (pitches > high_hz)] = 0
    return np.fft.irfft(parts, len(sound))


def faded(sound: Wave, *, in_ms: int = 5, out_ms: int = 5) -> Wave:
    """Let a sound come and go without a click."""
    shaped = sound.copy()
    rise, fall = in_ms * RATE_HZ // 1000, out_ms * RATE_HZ // 1000
    shaped[:rise] *= np.linspace(0, 1, rise)
    shaped[-fall:] *= np.linspace(1, 0, fall)
    return shaped


def leveled(sound: Wave, rms: float = 0.07) -> Wave:
    """Bring a sound to a level; voices stand at 0.1."""
    now = float(np.sqrt(np.mean(sound**2)))
    return sound * (rms / now) if now else sound


# What a script writes in parentheses, and what is heard for it.
HEARD_FOR: dict[str, Callable[[], Wave]] = {
    "BELL": bell,
    "HORN": horn,
    "ENGINE": engine,
    "CHITTERING": chittering,
    "MUSIC": saxophone,
    "LAUGHTER": laughter,
    "RECORDING": lambda: silence(300),
}
