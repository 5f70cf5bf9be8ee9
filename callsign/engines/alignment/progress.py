"""Progress: how far an alignment has come."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What an alignment is busy with."""

    DECODING = "decoding"
    LISTENING = "listening"
    FITTING = "fitting"


@dataclass(frozen=True, slots=True)
class Progress:
    """
    How much of the recording is behind one stage, out of ``total``.

    >>> Progress(done=30_000, total=120_000, stage=Stage.LISTENING).percent
    25
    """

    done: int
    total: int
    stage: Stage

    @property
    def percent(self) -> int:
        return self.done * 100 // self.total if self.total else 100
