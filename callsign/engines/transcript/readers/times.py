"""Times as files write them: seconds, milliseconds, clock times, ticks, frames."""

import re
from collections.abc import Callable

# A recording of a week; what begins later is no time, or in another unit.
LONGEST_MS = 7 * 24 * 3_600_000

_CLOCK = re.compile(r"\s*(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,7})(?:[.,](\d{1,9}))?\s*")


def seconds(value: object) -> int | None:
    """
    Return seconds, as a number or as text, in milliseconds; None where it is no time.

    >>> seconds(1.5), seconds("1.500s"), seconds("NaN"), seconds(-1), seconds(True)
    (1500, 1500, None, None, None)
    """
    return _scaled(value, 1_000)


def milliseconds(value: object) -> int | None:
    """
    Return milliseconds, as a number or as text; None where it is no time.

    >>> milliseconds(1500), milliseconds("1500"), milliseconds(None)
    (1500, 1500, None)
    """
    return _scaled(value, 1)


def is_no_time(time: Callable[[object], int | None], *stated: object) -> bool:
    """
    Return whether something stands where a time should, and is none.

    >>> is_no_time(seconds, 1.5, None), is_no_time(seconds, 1.5, "soon")
    (False, True)
    """
    return any(one is not None and time(one) is None for one in stated)


def clock(text: str) -> int | None:
    """
    Return a clock time, hours and fractions optional, in milliseconds.

    >>> clock("01:02:03.004"), clock("02:03,5"), clock("1:02"), clock("noon")
    (3723004, 123500, 62000, None)
    """
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hours, minutes, whole, fraction = match.groups()
    ms = int(whole) * 1_000
    if minutes:
        ms += int(minutes) * 60_000
    if hours:
        ms += int(hours) * 3_600_000
    if fraction:
        ms += int(fraction if len(fraction) == 3 else f"{fraction:0<3}"[:3])
    return ms if ms <= LONGEST_MS else None


def _scaled(value: object, factor: int) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        try:
            value = float(value.strip().rstrip("s"))
        except ValueError:
            return None
    # Compared before it is a float: a whole number may be too large for one.
    if not isinstance(value, int | float) or not 0 <= value <= LONGEST_MS:
        return None
    return _within(round(value * factor))


def _within(ms: int) -> int | None:
    return ms if 0 <= ms <= LONGEST_MS else None
