"""Ear: pocketsphinx with a dictionary, behind a door that has types."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, cast

import pocketsphinx

from callsign.engines.alignment.hearing import HeardWord
from callsign.media.decoding import RATE_HZ, SAMPLE_BYTES
from callsign.media.dictionary import written
from callsign.media.pronouncing import Ways
from callsign.media.telephone import write_transform

MODEL = Path(pocketsphinx.get_model_path("en-us"))
FRAME_MS = 10

# How much the script weighs against the sound, how many guesses are kept at once,
# and how much worse than the best they may be. Pocketsphinx comes with wider
# settings; on the clean recordings of bench/alignment.py these place as many words
# (98.7 against 98.4 % within 100 ms) in three quarters of the time.
SCRIPT_WEIGHT = 9.5
LISTENING_BEAMS = {
    "beam": 1e-32,
    "pbeam": 1e-32,
    "wbeam": 1e-18,
    "lpbeam": 1e-28,
    "lponlybeam": 1e-20,
}
MOST_GUESSES = 3_000
MOST_GAUSSIANS = 4

# People stop to think. Expecting a pause after every other word (pocketsphinx: after
# one in 200) leaves it out of the word that follows: of two people with a cold by
# telephone 78 instead of 69 % of the words got their place, of the clean recordings
# of bench/alignment.py 98.7 instead of 97.7 %.
PAUSES = 0.5

# Pocketsphinx listens twice, the second time for the words of the first only. Here the
# script says which words to expect: heard once, the same share (98.7 %) finds its place
# in three quarters of the time.
LISTENS_TWICE = False

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


class Ear:
    """A decoder with a dictionary, and what it expects at the moment."""

    def __init__(self, ways: Ways, *, is_line: bool) -> None:
        self.decoder = new_decoder(ways, is_line=is_line)
        self._expected: str | None = None

    def decode(
        self, sound: bytes, start_ms: int, language_model: str
    ) -> list[HeardWord]:
        """Return what is said in a piece of sound that begins at a moment."""
        if language_model != self._expected:
            self._expect(language_model)
        self.decoder.activate_search("script")
        return self._heard(sound, start_ms)

    def force(
        self, sound: bytes, start_ms: int, names: Sequence[str], beam: float
    ) -> list[HeardWord]:
        """Fit words to a piece of sound; those at the end may be missing."""
        # Each search keeps the beams it was made with: listening has its own.
        self.decoder.config["beam"] = beam
        self.decoder.config["pbeam"] = beam
        self.decoder.config["wbeam"] = beam * 1e20
        self.decoder.set_align_text(" ".join(names))
        return self._heard(sound, start_ms)

    def _expect(self, language_model: str) -> None:
        """Load a language model; pocketsphinx reads them from files only."""
        with TemporaryDirectory(prefix="callsign-model-") as folder:
            path = Path(folder) / "script.arpa"
            path.write_text(language_model, encoding="utf-8")
            model = pocketsphinx.NGramModel.readfile(str(path))
        for width, beam in LISTENING_BEAMS.items():
            self.decoder.config[width] = beam
        self.decoder.add_lm("script", model)
        self._expected = language_model

    def _heard(self, sound: bytes, start_ms: int) -> list[HeardWord]:
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


def new_decoder(ways: Ways, *, is_line: bool) -> Decoder:
    """Open the acoustic model of pocketsphinx with a dictionary of our own."""
    with TemporaryDirectory(prefix="callsign-words-") as folder:
        path = Path(folder) / "words.dict"
        path.write_text(written(ways), encoding="utf-8")
        line = Path(folder) / "line.mllr"
        write_transform(line)
        config = pocketsphinx.Config(
            hmm=str(MODEL / "en-us"),
            dict=str(path),
            lm=None,
            lw=SCRIPT_WEIGHT,
            bestpathlw=SCRIPT_WEIGHT,
            maxhmmpf=MOST_GUESSES,
            topn=MOST_GAUSSIANS,
            fwdflat=LISTENS_TWICE,
            silprob=PAUSES,
            mllr=str(line) if is_line else None,
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
