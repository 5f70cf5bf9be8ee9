"""Times in frames, as editing desks write them: 00:00:01:05 is five frames past a second."""

import re

from callsign.engines.transcript.readers.times import clock

# What film, European and American television count; above these, hundredths.
RATES = (24, 25, 30, 60, 100)
# A file that counts in frames does so from its first caption on.
FIRST_TIMES = 4_096  # characters

_TIME = r"\d{1,3}:\d{1,2}:\d{1,2}[:;](\d{2})"
_LINE = re.compile(rf"^[ \t]*{_TIME}[ \t]*\S{{1,6}}[ \t]*{_TIME}\b", re.MULTILINE)
_FRAMED = re.compile(r"(?P<clock>\d{1,3}:\d{1,2}:\d{1,2})[:;](?P<frame>\d{2})")


def frame_rate(text: str) -> int | None:
    """
    Return how many frames a second has in a caption file; None where it has no frames.

    Nothing in the file says so: it is the lowest rate that its highest frame allows.

    >>> frame_rate("00:00:01:05 --> 00:00:02:24"), frame_rate("00:01.000 --> 00:02.000")
    (25, None)
    """
    if _LINE.search(text, 0, FIRST_TIMES) is None:
        return None
    highest = max(
        (int(frame) for line in _LINE.findall(text) for frame in line), default=None
    )
    return None if highest is None else next(rate for rate in RATES if highest < rate)


def framed(written: str, rate: int) -> int | None:
    """
    Return a time in frames in milliseconds; None where it is none.

    >>> framed("00:00:01:05", 25), framed("00:00:01", 25)
    (1200, None)
    """
    found = _FRAMED.fullmatch(written)
    ms = clock(found["clock"]) if found else None
    if found is None or ms is None:
        return None
    return ms + int(found["frame"]) * 1_000 // rate
