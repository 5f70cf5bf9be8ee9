"""How far a batch is: a bar on a terminal, a line every half minute elsewhere."""

import sys
import time
from collections.abc import Callable

BAR = 24  # characters
BAR_S, LINE_S = 0.1, 30.0  # how often the one is drawn, and the other printed
UP = "\r\x1b[K"


class Progress:
    """
    Tells how many jobs are done, how fast, and how long the rest will take.

    Time goes by bytes, as the work of an hour's recording is not that of a minute's; what
    stood already took none, and says nothing of what is left.
    """

    def __init__(
        self, files: int, size: int, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._files, self._bytes = files, size
        self._clock = clock
        self._is_terminal = sys.stderr.isatty()
        self._began_s = self._shown_s = clock()
        self._done = self._done_bytes = 0
        self._new = self._new_bytes = 0

    def __call__(self, size: int, *, is_new: bool) -> None:
        """Count one that is done."""
        self._done += 1
        self._done_bytes += size
        self._new += is_new
        self._new_bytes += size if is_new else 0
        now_s = self._clock()
        if now_s - self._shown_s >= (BAR_S if self._is_terminal else LINE_S):
            self._shown_s = now_s
            self._show(now_s - self._began_s)

    def clear(self) -> None:
        """Leave the terminal as it was."""
        if self._is_terminal:
            print(UP, end="", file=sys.stderr, flush=True)

    def _show(self, spent_s: float) -> None:
        said = f"{self._done:,} of {self._files:,} done"
        if self._new and spent_s:
            left = self._bytes - self._done_bytes
            left_s = spent_s * left / self._new_bytes if self._new_bytes else 0.0
            said += f", {rate(self._new / spent_s)}, about {duration(left_s)} left"
        if self._is_terminal:
            print(f"{UP}{bar(self._done, self._files)} {said}", end="", file=sys.stderr)
            sys.stderr.flush()
        else:
            say(said)


def bar(done: int, whole: int) -> str:
    """
    Draw a bar.

    >>> bar(500, 1_000)
    '[############            ]'
    """
    full = min(BAR, BAR * done // whole) if whole else BAR
    return f"[{'#' * full:<{BAR}}]"


def rate(a_second: float) -> str:
    """
    Say how fast files are done, in the unit that gives a number people can grasp.

    >>> rate(38.2), rate(0.05), rate(0.001)
    ('38.2 a second', '3.0 a minute', '3.6 an hour')
    """
    if a_second >= 1:
        return f"{a_second:,.1f} a second"
    if a_second >= 1 / 60:
        return f"{a_second * 60:.1f} a minute"
    return f"{a_second * 3_600:.1f} an hour"


def duration(seconds: float) -> str:
    """
    Say how long something takes, in its two largest units.

    >>> duration(13.4), duration(754), duration(90_000), duration(2_000_000)
    ('13 s', '12 min 34 s', '1 d 1 h', '23 d 3 h')
    """
    whole = round(seconds)
    sizes = (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1))
    parts: list[str] = []
    for unit, size in sizes:
        count, whole = divmod(whole, size)
        if count or parts:
            parts.append(f"{count} {unit}")
    return " ".join(parts[:2]) or "0 s"


def say(sentence: str) -> None:
    """Tell whoever watches; results go to the standard output."""
    print(f"callsign transcript: {sentence}", file=sys.stderr, flush=True)
