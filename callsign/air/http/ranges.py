"""Ranges: a part of a body, for players that ask in parts (RFC 9110, section 14)."""

import re

from callsign.air.http.refusals import Refused, Why

ONE_RANGE = re.compile(r"bytes=(?:([0-9]{1,15})-([0-9]{0,15})|-([0-9]{1,15}))")


def range_of(header: str, size: int) -> range | None:
    """
    Return which bytes of a body of ``size`` are asked for; None: all of it.

    Several ranges at once are answered with all of it, as the standard allows.

    Raises: Refused: the range begins after the end

    >>> range_of("bytes=100-199", 1_000), range_of("bytes=900-", 1_000), range_of("bytes=-10", 1_000)
    (range(100, 200), range(900, 1000), range(990, 1000))
    """
    found = ONE_RANGE.fullmatch(header.replace(" ", ""))
    if found is None:
        return None
    first, last, final = found.groups()
    if final is not None:
        asked = range(max(0, size - int(final)), size)
    else:
        asked = range(int(first), min(size, int(last or size) + 1))
        if last and int(last) < int(first):
            return None
    if not asked:
        headers = {"Content-Range": f"bytes */{size}"}
        raise Refused(416, Why.RANGE_OUTSIDE, f"there are {size} bytes", headers)
    return asked
