"""What a file asks for, as values, and what of it was left out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from callsign.engines.airtime.titles import titled
from callsign.newsroom.programs.models import Program

MOST_LINES = 200


class Unreadable(ValueError):
    """A file of which nothing can be used; ``problems`` say why."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


@dataclass(frozen=True, slots=True)
class WantedSlot:
    """
    A slot as a file wants it; times and dates are ISO 8601.

    Where the file does not say from when, ``valid_from`` is for a slot that is new.
    """

    key: str
    program: Program
    rule: str
    local_start: str
    local_end: str
    valid_from: str
    valid_until: str | None = None
    layer: int = 1
    title: str = ""
    rerun_of: str = ""
    rerun_after_days: int = 0
    is_from_open: bool = False


@dataclass(frozen=True, slots=True)
class WantedOverride:
    """An exception as a file wants it, to a slot of the same file."""

    slot: str
    date: str
    do: str
    program: Program | None = None
    local_start: str | None = None
    local_end: str | None = None
    title: str = ""
    reason: str = ""


@dataclass(slots=True)
class LeftOut:
    """
    What was left out, each with its place; of one reason the first lines tell the rest.

    >>> report = LeftOut()
    >>> report.add("line 3", "it ends before it begins")
    >>> list(report)
    ['line 3: it ends before it begins']
    """

    lines: list[str] = field(default_factory=list)
    beyond: Counter[str] = field(default_factory=Counter)

    def add(self, place: str, reason: str) -> None:
        # What is quoted of a file may hold what no terminal shows.
        place, reason = titled(place), titled(reason)
        if len(self.lines) < MOST_LINES:
            self.lines.append(f"{place}: {reason}")
        else:
            self.beyond[
                reason if len(self.beyond) < MOST_LINES else "other reasons"
            ] += 1

    def __iter__(self) -> Iterator[str]:
        yield from self.lines
        for reason, number in self.beyond.most_common():
            yield f"{number:,} more: {reason}"

    def __len__(self) -> int:
        return len(self.lines) + self.beyond.total()


@dataclass(slots=True)
class Wanted:
    """Everything a file asks for."""

    slots: list[WantedSlot] = field(default_factory=list)
    overrides: list[WantedOverride] = field(default_factory=list)
    default: Program | None = None
    left_out: LeftOut = field(default_factory=LeftOut)
