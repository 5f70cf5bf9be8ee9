"""pocketsphinx as a recognizer: always there, and only good enough to find a passage."""

from collections.abc import Sequence
from typing import cast

import pocketsphinx

from callsign.engines.transcript.readers.heard import Heard
from callsign.engines.transcript.readers.values import score
from callsign.media.decoding import RATE_HZ, Samples
from callsign.media.ear import (
    FRAME_MS,
    MODEL,
    MOST_GUESSES,
    Decoder,
    Segment,
    is_noise,
    plain,
)
from callsign.media.recognizing.recognizer import Price, WhileWaiting

# Shorter sound gives the decoder no frame to work with.
SHORTEST_MS = 100


class SphinxRecognizer:
    """
    US English with the dictionary and language model that pocketsphinx comes with.

    Of read sentences it gets 45 of 100 words wrong, of talk more.
    """

    name = "pocketsphinx"
    identity = "pocketsphinx en-us"
    is_rough = True
    price: Price | None = None
    # On one core of 2024; a loaded machine takes longer.
    pace: float | None = 0.5
    longest_ms = 28_000

    def __init__(self) -> None:
        self._decoder: Decoder | None = None

    def hear(self, samples: Samples, *, while_waiting: WhileWaiting) -> Sequence[Heard]:
        """Return the words, in lower case and without punctuation."""
        if len(samples) < SHORTEST_MS * RATE_HZ // 1000:
            return []
        while_waiting()
        decoder = self._decoder = self._decoder or new_decoder()
        decoder.start_utt()
        # Whole: how loud the room is, the decoder knows at the end only.
        decoder.process_raw(samples.tobytes(), full_utt=True)
        decoder.end_utt()
        if decoder.hyp() is None:
            return []
        return [heard(one) for one in decoder.seg() if not is_noise(one.word)]


def new_decoder() -> Decoder:
    config = pocketsphinx.Config(
        hmm=str(MODEL / "en-us"),
        dict=str(MODEL / "cmudict-en-us.dict"),
        lm=str(MODEL / "en-us.lm.bin"),
        maxhmmpf=MOST_GUESSES,
        loglevel="FATAL",
    )
    return cast(Decoder, pocketsphinx.Decoder(config))


def heard(segment: Segment) -> Heard:
    """Return a word as everybody's words are; its score is a share, or none."""
    return Heard(
        plain(segment.word),
        segment.start_frame * FRAME_MS,
        (segment.end_frame + 1) * FRAME_MS,
        score(getattr(segment, "prob", None)),
    )
