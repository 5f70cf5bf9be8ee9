"""Voices: espeak-ng through its library, which tells when it says each word."""

import ctypes
import re
from collections.abc import Callable
from ctypes.util import find_library
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float32]

LIBRARY = find_library("espeak-ng") or "libespeak-ng.so.1"
SYNCHRONOUS, PHONEME_EVENTS, PHONEMES_IN_IPA = 2, 1, 2
WORD_EVENT, PHONEME_EVENT = 1, 7
UTF8, RATE_PARAMETER, PITCH_PARAMETER = 1, 1, 3

# The silence before the burst of a stop belongs to it; espeak-ng marks the burst
# with the sound, and the silence with the word.
STOPS = ("p", "b", "t", "d", "k", "\N{LATIN SMALL LETTER SCRIPT G}", "g")


class Value(ctypes.Union):
    _fields_ = [
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    ]


class Event(ctypes.Structure):
    """``espeak_EVENT`` of speak_lib.h."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", Value),
    ]


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it was said: its sound, and when each whitespace token starts."""

    wave: Wave
    starts_ms: tuple[float | None, ...]
    rate_hz: int


Voice = Callable[[str], Said]


class Synthesizer:
    """espeak-ng, loaded once (the library holds its state globally)."""

    def __init__(self) -> None:
        self.library = ctypes.CDLL(LIBRARY)
        self.rate_hz: int = self.library.espeak_Initialize(
            SYNCHRONOUS, 0, None, PHONEME_EVENTS | PHONEMES_IN_IPA
        )
        self.waves: list[NDArray[np.int16]] = []
        self.events: list[tuple[int, int, int, str]] = []
        kind = ctypes.CFUNCTYPE(
            ctypes.c_int,
            ctypes.POINTER(ctypes.c_short),
            ctypes.c_int,
            ctypes.POINTER(Event),
        )
        self.callback = kind(self._take)
        self.library.espeak_SetSynthCallback(self.callback)

    def say(self, text: str, voice: str, *, words_per_minute: int, pitch: int) -> Said:
        """Say a text; a dash is a pause, as it is to a host."""
        self.waves, self.events = [], []
        spoken = re.sub(
            r"(?<!\S)[-–—]+(?!\S)", lambda dash: ",".ljust(len(dash[0])), text
        )
        self.library.espeak_SetVoiceByName(voice.encode())
        self.library.espeak_SetParameter(RATE_PARAMETER, words_per_minute, 0)
        self.library.espeak_SetParameter(PITCH_PARAMETER, pitch, 0)
        encoded = spoken.encode()
        self.library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, UTF8, None, None)
        wave = np.concatenate(self.waves).astype(np.float32) / 32_768
        return Said(wave, tuple(self._starts(text)), self.rate_hz)

    def _take(self, wave: Any, count: int, events: Any) -> int:
        if count > 0:
            self.waves.append(np.ctypeslib.as_array(wave, (count,)).copy())
        at = 0
        while events[at].type:
            event = events[at]
            sound = event.id.string.decode() if event.type == PHONEME_EVENT else ""
            self.events.append(
                (event.type, event.text_position - 1, event.sample, sound)
            )
            at += 1
        return 0

    def _starts(self, text: str) -> list[float | None]:
        """Return when each token starts, None where no word was said for it."""
        words = list(self._words())
        starts: list[float | None] = []
        for token in re.finditer(r"\S+", text):
            inside = [
                sample for at, sample in words if token.start() <= at < token.end()
            ]
            starts.append(inside[0] * 1000 / self.rate_hz if inside else None)
        return starts

    def _words(self) -> Any:
        """
        Yield the place in the text and the first sample of each word.

        The event of a word comes when its first sound is prepared, which after a
        vowel or a nasal is one sound too early; the event of that first sound is
        exact. Stops: see ``STOPS``.
        """
        for number, (kind, at, sample, _) in enumerate(self.events):
            if kind != WORD_EVENT:
                continue
            for later in self.events[number + 1 :]:
                if later[0] == PHONEME_EVENT and later[3]:
                    yield at, sample if later[3].startswith(STOPS) else later[2]
                    break


@cache
def synthesizer() -> Synthesizer:
    return Synthesizer()


def espeak(voice: str, words_per_minute: int, pitch: int) -> Voice:
    """Return a voice of espeak-ng (pitch: 0 to 99)."""

    def say(text: str) -> Said:
        return synthesizer().say(
            text, voice, words_per_minute=words_per_minute, pitch=pitch
        )

    return say
