"""
Audiograms: a quote as a short film, with its waveform and its words burned in.

For places that play films and no sound: the words are read where phones are silent, and
the waveform shows that somebody is speaking.

    CannotFilm              no film can be made of this (``callsign.media.film``)
    ├── TooLongToFilm       more than 90 seconds
    └── NoLetters           words in an alphabet that the fonts do not have
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from callsign.media.clip import (
    BEFORE_IT_BEGINS,
    FADE_MS,
    ImpossibleClip,
    Samples,
    cut,
    faded,
)
from callsign.media.film import RATE, CannotFilm, Film
from callsign.media.film_pictures import Burned, FilmShape, FilmText, Pictures
from callsign.media.lettering import SERIF, Face
from callsign.media.opening import NoSound
from callsign.media.sound import Cancelled, Progress, Sound, Stopped

LONGEST_MS = 90_000


class TooLongToFilm(CannotFilm):
    """A passage longer than such films may be."""


class NoLetters(CannotFilm):
    """Words in an alphabet that the fonts do not have."""


def audiogram(
    recording: Path,
    target: Path,
    *,
    start_ms: int,
    end_ms: int,
    captions: Sequence[Burned],
    text: FilmText,
    shape: FilmShape,
    fonts: Path,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """
    Film ``[start_ms, end_ms)`` of a recording; return how many pictures there are.

    The sound is that of the clip, with the same edges. ``target`` appears when it is whole.

    Cost:   about a third of its length on one core, and the memory of 90 s of sound
    Raises: CannotFilm and its kinds, ImpossibleClip, NotAudio and its kinds, Stopped,
            OSError
    """
    if end_ms - start_ms > LONGEST_MS:
        raise TooLongToFilm(
            f"A film of a quote is at most {LONGEST_MS // 1000} seconds long."
        )
    require_letters(captions, fonts)
    sound, rate_hz = heard(recording, start_ms, end_ms)
    pictures = Pictures(sound, start_ms, rate_hz, captions, text, shape, fonts)
    with Film(target, shape.size, rate_hz, sound.shape[0]) as film:
        for number in range(pictures.count):
            if cancelled is not None and cancelled():
                raise Stopped(f"stopped after {number} pictures of {target.name}")
            film.show(pictures.at(number))
            film.play(sound[:, pictures.samples_of(number)])
            if on_progress is not None and number % RATE == 0:
                on_progress(number * 100 // pictures.count)
    return pictures.count


def require_letters(captions: Sequence[Burned], fonts: Path) -> None:
    """Refuse words that cannot be drawn. Raises: NoLetters"""
    face = Face(fonts, SERIF, 500, 48)
    if missing := face.lacks("".join(one.text for one in captions)):
        raise NoLetters(
            "The station's fonts have no letters for these words:"
            f" {' '.join(sorted(missing)[:12])}"
        )


def heard(recording: Path, start_ms: int, end_ms: int) -> tuple[Samples, int]:
    """Return the samples of a clip, faded as it is, and their rate. Raises: ImpossibleClip"""
    if not 0 <= start_ms < end_ms:
        raise ImpossibleClip(f"a clip cannot run from {start_ms} to {end_ms} ms")
    with Sound(recording) as sound:
        try:
            sound.skip_towards(start_ms)
        except NoSound as error:
            raise ImpossibleClip(BEFORE_IT_BEGINS) from error
        pieces = list(
            faded(
                cut(sound, start_ms, end_ms),
                samples=(end_ms - start_ms) * sound.rate_hz // 1000,
                fade_samples=FADE_MS * sound.rate_hz // 1000,
            )
        )
        if not pieces:
            raise ImpossibleClip(BEFORE_IT_BEGINS)
        return np.concatenate(pieces, axis=1), sound.rate_hz
