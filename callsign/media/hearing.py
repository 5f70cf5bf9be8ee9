"""The hearer behind alignment: pocketsphinx, with a door that has types."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, cast

import pocketsphinx

from callsign.engines.alignment.hearing import HeardWord
from callsign.media.decoding import RATE_HZ, SAMPLE_BYTES, Speech
from callsign.media.pronouncing import pronounce

MODEL = Path(pocketsphinx.get_model_path("en-us"))
FRAME_MS = 10

# How much the script weighs against the sound, and how many guesses are kept at
# once; the values of research on hand-timed speech, confirmed in bench/results.
SCRIPT_WEIGHT = 9.5
MOST_GUESSES = 3_000

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

    def lookup_word(self, word: str) -> str | None: ...
    def add_word(self, word: str, phones: str, update: bool = True) -> int: ...
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
        self.decoder = new_decoder()
        self._model: str | None = None

    @property
    def duration_ms(self) -> int:
        return self.speech.duration_ms

    @property
    def levels(self) -> Sequence[int]:
        return self.speech.levels

    def learn(self, words: Sequence[str]) -> Sequence[str | None]:
        """Add every word to the dictionary, numbers and unknown names included."""
        learned = pronounce(words, self.decoder.lookup_word)
        for name, pronunciations in learned.new.items():
            for number, phones in enumerate(pronunciations, start=1):
                entry = name if number == 1 else f"{name}({number})"
                self.decoder.add_word(entry, phones, update=False)
        return learned.names

    def decode(
        self, start_ms: int, end_ms: int, language_model: str
    ) -> Sequence[HeardWord]:
        """Return what is said between two moments, given what is expected."""
        if language_model != self._model:
            self._expect(language_model)
        self.decoder.activate_search("script")
        return self._heard(start_ms, end_ms) or []

    def force(
        self, start_ms: int, end_ms: int, names: Sequence[str], beam: float
    ) -> Sequence[HeardWord] | None:
        """Fit words that must all be there to the sound between two moments."""
        self.decoder.config["beam"] = beam
        self.decoder.config["pbeam"] = beam
        self.decoder.config["wbeam"] = beam * 1e20
        self.decoder.set_align_text(" ".join(names))
        heard = self._heard(start_ms, end_ms)
        return heard if heard and [word.name for word in heard] == list(names) else None

    def _expect(self, language_model: str) -> None:
        """Load a language model; pocketsphinx reads them from files only."""
        with TemporaryDirectory(prefix="callsign-model-") as folder:
            path = Path(folder) / "script.arpa"
            path.write_text(language_model, encoding="utf-8")
            model = pocketsphinx.NGramModel.readfile(str(path))
        self.decoder.add_lm("script", model)
        self._model = language_model

    def _heard(self, start_ms: int, end_ms: int) -> list[HeardWord]:
        sound = self.speech.between(start_ms, end_ms)
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


def new_decoder() -> Decoder:
    """Open the acoustic model and the dictionary that come with pocketsphinx."""
    config = pocketsphinx.Config(
        hmm=str(MODEL / "en-us"),
        dict=str(MODEL / "cmudict-en-us.dict"),
        lm=None,
        lw=SCRIPT_WEIGHT,
        maxhmmpf=MOST_GUESSES,
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
