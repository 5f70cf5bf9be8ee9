"""The hearer behind alignment: pocketsphinx, with a door that has types."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, cast

import numpy as np
import pocketsphinx

from callsign.engines.alignment.edges import loudness_of_voices
from callsign.engines.alignment.hearing import HeardWord
from callsign.media.bandwidth import channels
from callsign.media.decoding import RATE_HZ, SAMPLE_BYTES, Speech
from callsign.media.dictionary import entries, written
from callsign.media.pronouncing import Ways, pronounce

MODEL = Path(pocketsphinx.get_model_path("en-us"))
DICTIONARY = MODEL / "cmudict-en-us.dict"
FRAME_MS = 10

# How much the script weighs against the sound, how many guesses are kept at once,
# and how much worse than the best they may be. Pocketsphinx comes with wider
# settings; on the interviews of bench/alignment.py these find as many words
# (66 against 65 of 100 in the first round) in two thirds of the time.
SCRIPT_WEIGHT = 9.5
LISTENING_BEAMS = {
    "beam": 1e-32,
    "pbeam": 1e-32,
    "wbeam": 1e-18,
    "lpbeam": 1e-28,
    "lponlybeam": 1e-20,
    "fwdflatbeam": 1e-36,
    "fwdflatwbeam": 1e-18,
}
MOST_GUESSES = 3_000
MOST_GAUSSIANS = 3

# The model was made from microphones in rooms. Digital silence, a gate or a
# synthesizer leaves holes between words and in the spectrum that it knows nothing
# of; a floor of noise this far below the voices fills them.
FLOOR_DB = 50
NOISE = np.random.default_rng(seed=1).normal(0, 32_768, 160_000)

# Shorter sound than this gives the decoder no frame to work with.
SHORTEST_MS = 100


class Segment(Protocol):
    """One word as the decoder reports it."""

    word: str
    start_frame: int
    end_frame: int


class Decoder(Protocol):
    """The part of pocketsphinx that is used here; its wheel carries no types."""

    config: dict[str, float]

    def add_lm(self, name: str, lm: object) -> None: ...
    def activate_search(self, name: str) -> None: ...
    def set_align_text(self, text: str) -> None: ...
    def start_utt(self) -> None: ...
    def process_raw(self, data: bytes, *, full_utt: bool) -> None: ...
    def end_utt(self) -> None: ...
    def hyp(self) -> object | None: ...
    def seg(self) -> Iterable[Segment]: ...


class SphinxHearer:
    """
    Somebody who listens to one recording in US English.

    Implements ``callsign.engines.alignment.hearing.Hearer``.
    """

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.decoder = new_decoder({})
        self._model: str | None = None
        self._floor_db = loudness_of_voices(speech.levels) - FLOOR_DB

    @property
    def duration_ms(self) -> int:
        return self.speech.duration_ms

    @property
    def levels(self) -> Sequence[int]:
        return self.speech.levels

    def learn(self, words: Sequence[str]) -> Sequence[str | None]:
        """Start afresh with a dictionary of these words, numbers and unknown names included."""
        learned = pronounce(words, partial(entries, DICTIONARY))
        self.decoder = new_decoder(learned.ways)
        self._model = None
        return learned.names

    def decode(
        self, start_ms: int, end_ms: int, language_model: str
    ) -> Sequence[HeardWord]:
        """Return what is said between two moments, given what is expected."""
        if language_model != self._model:
            self._expect(language_model)
        self.decoder.activate_search("script")
        sound = np.frombuffer(self.speech.between(start_ms, end_ms), dtype=np.int16)
        return [
            word
            for first, last in channels(sound)
            for word in self._heard(
                start_ms + first * 1000 // RATE_HZ, start_ms + last * 1000 // RATE_HZ
            )
        ]

    def force(
        self, start_ms: int, end_ms: int, names: Sequence[str], beam: float
    ) -> Sequence[HeardWord] | None:
        """Fit words that must all be there to the sound between two moments."""
        self.decoder.config["beam"] = beam
        self.decoder.config["pbeam"] = beam
        self.decoder.config["wbeam"] = beam * 1e20
        self.decoder.set_align_text(" ".join(names))
        heard = self._heard(start_ms, end_ms)
        fits = [word.name for word in heard] == list(names[: len(heard)])
        return heard if heard and fits else None

    def _expect(self, language_model: str) -> None:
        """Load a language model; pocketsphinx reads them from files only."""
        with TemporaryDirectory(prefix="callsign-model-") as folder:
            path = Path(folder) / "script.arpa"
            path.write_text(language_model, encoding="utf-8")
            model = pocketsphinx.NGramModel.readfile(str(path))
        for width, beam in LISTENING_BEAMS.items():
            self.decoder.config[width] = beam
        self.decoder.add_lm("script", model)
        self._model = language_model

    def _heard(self, start_ms: int, end_ms: int) -> list[HeardWord]:
        sound = with_noise_floor(self.speech.between(start_ms, end_ms), self._floor_db)
        if len(sound) < SHORTEST_MS * RATE_HZ // 1000 * SAMPLE_BYTES:
            return []
        self.decoder.start_utt()
        self.decoder.process_raw(sound, full_utt=True)
        self.decoder.end_utt()
        if self.decoder.hyp() is None:
            return []
        return [
            HeardWord(
                name=plain(segment.word),
                start_ms=start_ms + segment.start_frame * FRAME_MS,
                end_ms=start_ms + (segment.end_frame + 1) * FRAME_MS,
            )
            for segment in self.decoder.seg()
            if not is_noise(segment.word)
        ]


def with_noise_floor(sound: bytes, floor_db: float) -> bytes:
    """Return sound with a breath of noise, the same one each time."""
    samples = np.frombuffer(sound, dtype=np.int16)
    noise = np.resize(NOISE, len(samples)) * 10 ** (floor_db / 20)
    return np.clip(samples + noise, -32_768, 32_767).astype(np.int16).tobytes()


def new_decoder(ways: Ways) -> Decoder:
    """Open the acoustic model of pocketsphinx with a dictionary of our own."""
    with TemporaryDirectory(prefix="callsign-words-") as folder:
        path = Path(folder) / "words.dict"
        path.write_text(written(ways), encoding="utf-8")
        config = pocketsphinx.Config(
            hmm=str(MODEL / "en-us"),
            dict=str(path),
            lm=None,
            lw=SCRIPT_WEIGHT,
            fwdflatlw=SCRIPT_WEIGHT,
            bestpathlw=SCRIPT_WEIGHT,
            maxhmmpf=MOST_GUESSES,
            topn=MOST_GAUSSIANS,
            loglevel="FATAL",
        )
        return cast(Decoder, pocketsphinx.Decoder(config))


def plain(word: str) -> str:
    """
    Return a word without the number of its pronunciation.

    >>> plain("the(2)")
    'the'
    """
    return word.partition("(")[0]


def is_noise(word: str) -> bool:
    """
    Return whether the decoder means silence, breath or the edge of what it was given.

    >>> is_noise("<sil>"), is_noise("[NOISE]"), is_noise("boise")
    (True, True, False)
    """
    return word.startswith(("<", "["))
