"""The tally: how many files became what, and what they came to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from callsign.lib.batch.receipt import Receipt
from callsign.media.batch.finding import LeftOut
from callsign.media.batch.folder import Row


class State(StrEnum):
    """What became of a file."""

    MADE = "made"
    MADE_IN_PART = "made, parts left out"
    STOOD = "there already"
    FAILED = "failed for good"
    FAILED_NOW = "failed this time"
    LEFT_OUT = "left out"


FAILURES = frozenset({State.FAILED, State.FAILED_NOW})


def state_of(row: Row) -> State:
    """Return what became of a row's files; a folder nobody may open has failed."""
    if isinstance(row.outcome, LeftOut):
        return State.FAILED_NOW if row.outcome.is_trouble else State.LEFT_OUT
    receipt = row.outcome.receipt
    if receipt.trouble is not None:
        return State.FAILED if receipt.trouble.is_final else State.FAILED_NOW
    if not row.outcome.is_new:
        return State.STOOD
    return State.MADE_IN_PART if receipt.has_loss else State.MADE


@dataclass(slots=True)
class Sum:
    """What the files of one state come to."""

    files: int = 0
    words: int = 0
    audio_ms: int = 0
    work_s: float = 0.0

    def add(self, receipt: Receipt | None, *, is_new: bool) -> None:
        self.files += 1
        if receipt is not None:
            self.words += receipt.words
            self.audio_ms += receipt.audio_ms
            self.work_s += receipt.work_s if is_new else 0


@dataclass(slots=True)
class Tally:
    """All files of a run, added up."""

    sums: dict[State, Sum] = field(default_factory=dict)
    costs: dict[str, Decimal] = field(default_factory=dict)
    has_loss: bool = False

    def add(self, row: Row) -> None:
        done = row.outcome
        sum_ = self.sums.setdefault(state_of(row), Sum())
        if isinstance(done, LeftOut):
            sum_.add(None, is_new=False)
            return
        sum_.add(done.receipt, is_new=done.is_new)
        self.has_loss = self.has_loss or done.receipt.has_loss
        if done.receipt.cost and done.is_new:
            amount, currency = done.receipt.cost.split()
            self.costs[currency] = self.costs.get(currency, Decimal(0)) + Decimal(
                amount
            )

    def files(self, *states: State) -> int:
        """Return how many files became any of these."""
        return sum(self.sums[one].files for one in states if one in self.sums)

    def lines(self) -> Iterator[str]:
        """Yield the table, a line for each state that any file is in."""
        yield f"{'':<22}{'files':>10}{'words':>15}{'hours':>11}{'seconds of work':>18}"
        for state in State:
            if one := self.sums.get(state):
                hours, work_s = one.audio_ms / 3_600_000, one.work_s
                yield f"{state:<22}{one.files:>10,}{one.words:>15,}{hours:>11,.1f}{work_s:>18,.1f}"
        for currency, amount in sorted(self.costs.items()):
            yield f"cost: {amount:.2f} {currency}"
