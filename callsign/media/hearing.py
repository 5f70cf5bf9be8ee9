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
from callsign.media.decoding import RATE_HZ, SAMPLE_BYTES, Samples, Speech
from callsign.media.dictionary import entries, written
from callsign.media.pronouncing import Ways, pronounce
from callsign.media.steady_noise import AROUND_MS, is_noisy, without_steady_noise
from callsign.media.telephone import by_telephone, write_transform

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
}
MOST_GUESSES = 3_000
MOST_GAUSSIANS = 4

# People stop to think. Expecting a pause after every other word (pocketsphinx: after
# one in 200) leaves it out of the word that follows: of a person with a cold 86 instead
# of 83 % of the words got their place, by telephone 78 instead of 70 %.
PAUSES = 0.5

# Pocketsphinx listens twice, the second time to the words of the first only. Here the
# script does that and better: without it as many words find their place in two
# thirds of the time.
LISTENS_TWICE = False

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
    Somebody who listens to one recording in US English, with an ear for the studio and,
    once somebody calls, one for the telephone.

    Implements ``callsign.engines.alignment.hearing.Hearer``.
    """

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self._ways: Ways = {}
        self._ears: dict[bool, Ear] = {}
        self._is_noisy = is_noisy(speech.levels)
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
        self._ways = learned.ways
        self._ears = {}
        return learned.names

    def decode(
        self, start_ms: int, end_ms: int, language_model: str
    ) -> Sequence[HeardWord]:
        """Return what is said between two moments, given what is expected."""
        samples = self._samples(start_ms, end_ms)
        return [
            word
            for channel in channels(samples)
            for word in self._ear(channel.is_line).decode(
                self._prepared(samples[channel.first : channel.stop], channel.is_line),
                start_ms + channel.first * 1000 // RATE_HZ,
                language_model,
            )
        ]

    def force(
        self, start_ms: int, end_ms: int, names: Sequence[str], beam: float
    ) -> Sequence[HeardWord] | None:
        """Fit words that must all be there to the sound between two moments."""
        samples = self._samples(start_ms, end_ms)
        # Words said on both sides are fitted in one go: all of them by telephone,
        # which loses less than to fit half of them with the wrong ear.
        is_line = any(channel.is_line for channel in channels(samples))
        sound = self._prepared(samples, is_line)
        heard = self._ear(is_line).force(sound, start_ms, names, beam)
        fits = [word.name for word in heard] == list(names[: len(heard)])
        return heard if heard and fits else None

    def _samples(self, start_ms: int, end_ms: int) -> Samples:
        """Return sound without its noise, which is found in more of it than is wanted."""
        first_ms = max(0, start_ms - AROUND_MS)
        wider = np.frombuffer(
            self.speech.between(first_ms, end_ms + AROUND_MS), dtype=np.int16
        )
        first = (start_ms - first_ms) * RATE_HZ // 1000
        length = (end_ms - start_ms) * RATE_HZ // 1000
        heard = without_steady_noise(wider) if self._is_noisy else wider
        return heard[first : first + length]

    def _prepared(self, samples: Samples, is_line: bool) -> bytes:
        narrowed = by_telephone(samples) if is_line else samples
        return with_noise_floor(narrowed, self._floor_db)

    def _ear(self, is_line: bool) -> "Ear":
        if is_line not in self._ears:
            self._ears[is_line] = Ear(self._ways, is_line=is_line)
        return self._ears[is_line]


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


def with_noise_floor(samples: Samples, floor_db: float) -> bytes:
    """Return sound with a breath of noise, the same one each time."""
    noise = np.resize(NOISE, len(samples)) * 10 ** (floor_db / 20)
    return np.clip(samples + noise, -32_768, 32_767).astype(np.int16).tobytes()


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
