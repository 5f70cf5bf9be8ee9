"""Fill: recordings one after another, for ever, for the time that nothing is planned for."""

from collections.abc import Callable
from pathlib import Path

from callsign.air.block import Block, silence
from callsign.air.files import recordings, title_of
from callsign.air.reel import UNPLAYABLE, Reel
from callsign.air.strip import Label

KEY = "fill"


class Fill:
    """
    A folder (in the order of its names) or a playlist, in a loop.

    What was cut is not taken up again: the next time begins with the next recording.
    ``on_problem`` is called once with each thing that is wrong.
    """

    def __init__(self, path: Path, *, on_problem: Callable[[str], None]) -> None:
        self.path = path
        # Of what was taken last; none when there is nothing to play.
        self.label: Label | None = None
        self._on_problem = on_problem
        self._told: set[str] = set()
        self._reel: Reel | None = None
        self._left: list[Path] = []

    def take(self, samples: int, *, look: int) -> tuple[Block, bool]:
        """Return samples of one recording, and whether it goes on for more than ``look``."""
        # What is left of a round, and a whole one: if nothing sounds in them, nothing does.
        rounds = 0
        while rounds < 2:
            block, is_longer = self._take(samples, look)
            if block.shape[1]:
                return block, is_longer
            self.cut()
            rounds += not self._left
        self.label = None
        self._tell(f"there is no sound in {self.path}")
        return silence(0), False

    def cut(self) -> None:
        """Leave the recording that is playing."""
        reel, self._reel = self._reel, None
        if reel is not None:
            reel.close()

    def _take(self, samples: int, look: int) -> tuple[Block, bool]:
        try:
            reel = self._reel or self._next_reel()
            return reel.take(samples, look=look) if reel else (silence(0), False)
        except UNPLAYABLE as error:
            self._tell(str(error))
            return silence(0), False

    def _next_reel(self) -> Reel | None:
        if not self._left:
            # Read anew in each round, so that what was put there is heard in the next.
            self._left = recordings(self.path)
        if not self._left:
            return None
        path = self._left.pop(0)
        try:
            self._reel = Reel(path)
        except UNPLAYABLE as error:
            self._tell(f"{path.name}: {error}")
            return None
        self.label = Label(KEY, title_of(self._reel.sound))
        return self._reel

    def _tell(self, problem: str) -> None:
        if problem not in self._told:
            self._told.add(problem)
            self._on_problem(problem)
