"""
Make what is heard between programs: the station's name, and music, into ``demo/audio/between``.

    python -m demo.make_fill

Needs espeak-ng and ffmpeg; what it makes is committed.
"""

import tomllib
from itertools import pairwise

import numpy as np

from demo.make_audio import DEMO, encode, say
from demo.sounds import (
    RATE_HZ,
    Wave,
    faded,
    hertz,
    lay,
    leveled,
    organ,
    room,
    silence,
    tenor,
)

NAME = "K, demo. Linden Ferry. From both banks of the Sohveen."
BAR_S = 2.9
# Twelve bars of a blues in B flat, four to a line, by the lowest note of each chord.
CHORDS = (46, 51, 46, 46, 51, 51, 46, 46, 53, 51, 46, 53)
SCALE = (58, 61, 63, 64, 65, 68, 70)
CHORUSES = 3


def main() -> None:
    """Make both recordings."""
    folder = DEMO / "audio" / "between"
    folder.mkdir(exist_ok=True)
    encode(between_boats(), folder / "between-boats.mp3")
    encode(name_of_the_station(), folder / "station-id.mp3")


def name_of_the_station() -> Wave:
    """The station says who it is, over a chord."""
    voices = tomllib.loads((DEMO / "voices.toml").read_text(encoding="utf-8"))
    words = say(NAME, voices["Ada Okafor"])
    sound = silence(1_200 + len(words) * 1_000 // RATE_HZ + 1_000)
    lay(sound, 0.0, 0.05 * chord(46, len(sound) / RATE_HZ))
    lay(sound, 0.9, words)
    return faded(sound + room(len(sound)), in_ms=200, out_ms=700)


def between_boats() -> Wave:
    """A slow blues: an organ, and a saxophone that does not say much."""
    draw = np.random.default_rng(46)
    sound = silence(round(CHORUSES * len(CHORDS) * BAR_S * 1_000) + 2_500)
    bars = [root for _ in range(CHORUSES) for root in CHORDS]
    for number, root in enumerate(bars):
        lay(sound, number * BAR_S, 0.14 * chord(root, BAR_S + 0.2))
        if number % 4 != 3:  # it breathes at the end of each line
            play(sound, number * BAR_S, draw)
    return leveled(faded(sound + room(len(sound)), in_ms=300, out_ms=2_200), 0.08)


def chord(root: int, length_s: float) -> Wave:
    """A seventh chord on an organ."""
    return sum(organ(hertz(root + step), length_s) for step in (0, 4, 10)) / 3


def play(onto: Wave, start_s: float, draw: np.random.Generator) -> None:
    """Lay a bar of saxophone on a sound: a few notes that lie close together."""
    beats = sorted(draw.choice(8, size=draw.integers(2, 5), replace=False))
    place = draw.integers(len(SCALE))
    for beat, after in pairwise([*beats, 8]):
        place = int(np.clip(place + draw.integers(-2, 3), 0, len(SCALE) - 1))
        length_s = max(0.3, (after - beat) * BAR_S / 8 * 0.95)
        note = tenor(hertz(SCALE[place]), length_s)
        lay(onto, start_s + beat * BAR_S / 8, 0.5 * faded(note, in_ms=40, out_ms=120))


if __name__ == "__main__":
    main()
