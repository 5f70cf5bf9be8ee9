"""Hours done and not done: of all, of each program, of each month, and as bars."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from callsign.newsroom.stories.accessibility import OPEN, State, Tally
from callsign.newsroom.stories.accessibility_periods import (
    are_many,
    following,
    periods,
)

HOUR_MS = 3_600_000
BAR_WIDTH, BAR_STEP, BAR_HEIGHT = 18, 24, 140


@dataclass(slots=True)
class Balance:
    """How much of something has its transcript, is excepted, or is to be done."""

    done_ms: int = 0
    excepted_ms: int = 0
    open_ms: int = 0
    done_count: int = 0
    excepted_count: int = 0
    open_count: int = 0
    states: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, tally: Tally) -> None:
        self.states[tally.state] += tally.count
        if tally.state == State.DONE:
            self.done_ms += tally.length_ms
            self.done_count += tally.count
        elif tally.state in OPEN:
            self.open_ms += tally.length_ms
            self.open_count += tally.count
        else:
            self.excepted_ms += tally.length_ms
            self.excepted_count += tally.count

    @property
    def count(self) -> int:
        return self.done_count + self.excepted_count + self.open_count

    @property
    def length_ms(self) -> int:
        return self.done_ms + self.excepted_ms + self.open_ms

    @property
    def done_percent(self) -> int:
        """The hours done, of those that are to be done at all; whole, and 100 only when all are."""
        asked = self.done_ms + self.open_ms
        return 100 * self.done_ms // asked if asked else 100


@dataclass(frozen=True, slots=True)
class Bar:
    """A month, or a year, as it is drawn: what is to be done stands on what is done."""

    label: str
    first: date
    last: date
    balance: Balance
    x: int
    done: tuple[float, float]  # from the top, and how high
    excepted: tuple[float, float]
    open: tuple[float, float]


def balance_of(tallies: Iterable[Tally]) -> Balance:
    """Return the balance of everything."""
    return by(lambda _: date.min, tallies).get(date.min, Balance())


def by_program(tallies: Iterable[Tally]) -> dict[str, Balance]:
    """Return the balance of each program, by its path; the most to do comes first."""
    balances: dict[str, Balance] = defaultdict(Balance)
    for tally in tallies:
        balances[tally.program].add(tally)
    return dict(
        sorted(balances.items(), key=lambda one: (-one[1].open_ms, -one[1].length_ms))
    )


def bars_of(tallies: Iterable[Tally]) -> list[Bar]:
    """Return the months as bars, without gaps; of many months, the years."""
    told = by(lambda tally: tally.begins, tallies)
    if not told:
        return []
    first, last = min(told), max(told)
    is_yearly = are_many(first, last)
    if is_yearly:
        told = by(lambda tally: tally.begins.replace(month=1), tallies)
    tallest = max(balance.length_ms for balance in told.values()) or 1
    return [
        bar(begin, place, told.get(begin, Balance()), tallest, is_yearly=is_yearly)
        for place, begin in enumerate(periods(first, last))
    ]


def bar(
    begin: date, place: int, balance: Balance, tallest_ms: int, *, is_yearly: bool
) -> Bar:
    scale = BAR_HEIGHT / tallest_ms
    done, excepted = balance.done_ms * scale, balance.excepted_ms * scale
    opened = balance.open_ms * scale
    top = BAR_HEIGHT - done - excepted - opened
    return Bar(
        label=f"{begin:%Y}" if is_yearly else f"{begin:%b %Y}",
        first=begin,
        last=following(begin, is_yearly=is_yearly) - timedelta(days=1),
        balance=balance,
        x=place * BAR_STEP,
        open=(round(top, 2), round(opened, 2)),
        excepted=(round(top + opened, 2), round(excepted, 2)),
        done=(round(top + opened + excepted, 2), round(done, 2)),
    )


def by(key: Callable[[Tally], date], tallies: Iterable[Tally]) -> dict[date, Balance]:
    balances: dict[date, Balance] = defaultdict(Balance)
    for tally in tallies:
        balances[key(tally)].add(tally)
    return dict(balances)


def hours(length_ms: int) -> str:
    """
    Return a length as a report says it.

    >>> hours(5_400_000), hours(90_000), hours(0)
    ('1.5', '0.03', '0')
    """
    said = length_ms / HOUR_MS
    return f"{said:.2f}".rstrip("0").rstrip(".") if said < 1 else f"{said:,.1f}"
