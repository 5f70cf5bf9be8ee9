"""Flite: voices made from recordings of people, which know when they say each word."""

import ctypes
from functools import cache

import numpy as np

from bench.voices import Said

# Debian names no version-free libraries without the headers.
LIBRARY = "libflite.so.1"
VOICE_LIBRARY = "libflite_cmu_us_{}.so.1"
FIRST_SOUND_ENDS = b"R:SylStructure.daughter1.daughter1.R:Segment.p.end"


class FliteWave(ctypes.Structure):
    """``cst_wave`` of cst_wave.h."""

    _fields_ = [
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    ]


class Flite:
    """One voice of flite, by its name in CMU's collection."""

    def __init__(self, name: str) -> None:
        self.library = library()
        voices = ctypes.CDLL(VOICE_LIBRARY.format(name))
        register = getattr(voices, f"register_cmu_us_{name}")
        register.restype = ctypes.c_void_p
        self.voice = ctypes.c_void_p(register(None))

    def __call__(self, text: str) -> Said:
        """Say a text."""
        flite = self.library
        utterance = ctypes.c_void_p(flite.flite_synth_text(text.encode(), self.voice))
        try:
            wave = flite.utt_wave(utterance).contents
            samples = np.ctypeslib.as_array(wave.samples, (wave.num_samples,))
            heard = samples.astype(np.float32) / 32_768
            return Said(heard, tuple(self._starts(utterance, text)), wave.sample_rate)
        finally:
            flite.delete_utterance(utterance)

    def _starts(self, utterance: ctypes.c_void_p, text: str) -> list[float | None]:
        """Return when each whitespace token starts, None where no word was said for it."""
        flite = self.library
        starts: list[float | None] = []
        token = flite.relation_head(flite.utt_relation(utterance, b"Token"))
        for written in text.split():
            name = flite.item_feat_string(token, b"name").decode() if token else ""
            if not name or name not in written:
                # A dash by itself is no token to flite.
                starts.append(None)
                continue
            word = flite.item_daughter(token)
            start_s = flite.ffeature_float(word, FIRST_SOUND_ENDS) if word else None
            starts.append(None if start_s is None else start_s * 1000)
            token = flite.item_next(token)
        if token:
            message = f"flite says words that are not in the text: {text[:60]}"
            raise ValueError(message)
        return starts


@cache
def library() -> ctypes.CDLL:
    """Load flite and tell ctypes which of its functions return addresses."""
    flite = ctypes.CDLL(LIBRARY, mode=ctypes.RTLD_GLOBAL)
    flite.flite_init()
    flite.utt_wave.restype = ctypes.POINTER(FliteWave)
    flite.item_feat_string.restype = ctypes.c_char_p
    flite.ffeature_float.restype = ctypes.c_float
    addresses = (
        "flite_synth_text", "utt_relation", "relation_head", "item_next",
        "item_daughter",
    )  # fmt: skip
    for name in addresses:
        getattr(flite, name).restype = ctypes.c_void_p
    taking_items = (
        "relation_head", "item_next", "item_daughter", "item_feat_string",
        "ffeature_float", "utt_relation",
    )  # fmt: skip
    for name in taking_items:
        rest = [ctypes.c_char_p] if name in taking_items[3:] else []
        getattr(flite, name).argtypes = [ctypes.c_void_p, *rest]
    return flite
