"""Telling problems: of many alike the first, and how many more there are."""

from collections import Counter
from collections.abc import Iterator

from callsign.engines.transcript.model import Problem

# Of one kind of oddity the first of each are told, and how many more there are.
TOLD = 20


class Telling:
    """
    The problems of one file, in the order they are met.

    >>> telling = Telling()
    >>> for line in range(1, 22):
    ...     telling.tell("no time", where="", line=line, is_loss=False)
    >>> [one.message for one in telling.all()][-2:]
    ['no time', '1 times more: no time']
    """

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._counts: Counter[str] = Counter()

    def tell(
        self, message: str, *, where: str, line: int | None, is_loss: bool
    ) -> None:
        """Keep a problem, unless enough of its kind are known."""
        self._counts[message] += 1
        if self._counts[message] <= TOLD:
            said = f"{where}: {message}" if where else message
            self._problems.append(Problem(line, said, is_loss))

    def all(self) -> Iterator[Problem]:
        """Yield what is to be told."""
        yield from self._problems
        for message, count in self._counts.items():
            if count > TOLD:
                yield Problem(None, f"{count - TOLD} times more: {message}")
