"""The hearer behind alignment: who listens to a recording, and with which ear."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from callsign.engines.alignment.edges import loudness_of_voices
from callsign.engines.alignment.hearing import HeardWord
from callsign.media.bandwidth import channels
from callsign.media.decoding import RATE_HZ, Samples, Speech
from callsign.media.dictionary import entries
from callsign.media.ear import MODEL, Ear
from callsign.media.pronouncing import Ways, pronounce
from callsign.media.steady_noise import AROUND_MS, is_noisy, without_steady_noise
from callsign.media.telephone import by_telephone

DICTIONARY = MODEL / "cmudict-en-us.dict"

# The model was made from microphones in rooms. Digital silence, a gate or a
# synthesizer leaves holes between words and in the spectrum that it knows nothing
# of; a floor of noise this far below the voices fills them. Of levee-two-way, which
# bench/alignment.py has espeak-ng say, 87 instead of 73 % of the words are heard.
FLOOR_DB = 50
NOISE = np.random.default_rng(seed=1).normal(0, 32_768, 160_000)


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

    def _ear(self, is_line: bool) -> Ear:
        if is_line not in self._ears:
            self._ears[is_line] = Ear(self._ways, is_line=is_line)
        return self._ears[is_line]


def with_noise_floor(samples: Samples, floor_db: float) -> bytes:
    """Return sound with a breath of noise, the same one each time."""
    noise = np.resize(NOISE, len(samples)) * 10 ** (floor_db / 20)
    return np.clip(samples + noise, -32_768, 32_767).astype(np.int16).tobytes()
