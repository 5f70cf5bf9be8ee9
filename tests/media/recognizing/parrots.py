"""Parrots: recognizers that say a word for each second they hear."""

from callsign.engines.transcript.readers.heard import Heard
from callsign.media.decoding import RATE_HZ


class Parrot:
    """Says "one two three …", and may be told to fail at a piece."""

    name = "parrot"
    identity = "parrot 1"
    is_rough = False
    price = None
    pace = None
    longest_ms = 30_000

    def __init__(self, *, fails_at=None, error=None):
        self.pieces_ms = []
        self.fails_at, self.error = fails_at, error

    def hear(self, samples, *, while_waiting):
        while_waiting()
        if len(self.pieces_ms) == self.fails_at:
            raise self.error
        self.pieces_ms.append(len(samples) * 1000 // RATE_HZ)
        return [
            Heard(f"word{second}", second * 1000, second * 1000 + 900, 0.9)
            for second in range(len(samples) // RATE_HZ)
        ]
