"""The recognizer: a machine that hears speech, whichever one it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from callsign.engines.transcript.readers.heard import Heard
from callsign.media.decoding import Samples

WhileWaiting = Callable[[], None]


class NotRecognized(Exception):
    """
    A machine gave no draft; the message says why, to an editor, and holds no secret.

    ``sent_ms`` is how much it was handed before, which it may charge for.

    NotRecognized
    ├── TryLater      it is busy, or out of order; what was heard so far is kept
    │   └── Stalled   it took the sound and may charge for it: only people ask again
    ├── Misdirected   its address, key or model is wrong: an operator's business
    └── NotAnAnswer   it answers, and nobody can make sense of it
    """

    sent_ms = 0


class TryLater(NotRecognized):
    """
    The machine is busy or out of order; asking again later may help.

    ``after_s`` is how long it asks to be left alone, where it says so.
    """

    def __init__(self, message: str, *, after_s: float | None = None) -> None:
        super().__init__(message)
        self.after_s = after_s


class Stalled(TryLater):
    """The machine took the sound and never answered; asking again may cost again."""


class Misdirected(NotRecognized):
    """The machine refuses, or is not there: its settings have to be mended."""


class NotAnAnswer(NotRecognized):
    """What the machine says holds no words that were heard."""


@dataclass(frozen=True, slots=True)
class Price:
    """
    What a minute costs, in a currency as its three letters.

    >>> str(Price(Decimal("0.006"), "USD").of(3_600_000))
    '0.36 USD'
    """

    amount: Decimal
    currency: str

    def of(self, duration_ms: int) -> "Price":
        """Return what so much of a recording costs."""
        return Price(self.amount * duration_ms / 60_000, self.currency)

    def __str__(self) -> str:
        return f"{self.amount:.2f} {self.currency}"


class Recognizer(Protocol):
    """
    A machine that hears.

    ``name`` is what people call it. ``identity`` tells two apart that hear differently,
    by their model for one. What a rough one hears helps to find a passage, and is never
    shown to readers. ``price`` is that of a minute, where it is known; ``pace`` is how
    many seconds of work a second of speech takes. It is handed pieces of at most
    ``longest_ms``.
    """

    name: str
    identity: str
    is_rough: bool
    price: Price | None
    pace: float | None
    longest_ms: int

    def hear(self, samples: Samples, *, while_waiting: WhileWaiting) -> Sequence[Heard]:
        """
        Return what is said in 16,000 samples a second, timed from their beginning.

        ``while_waiting`` is called every second or so; what it raises ends the work.

        Raises: NotRecognized and its family
        """
        ...
