"""
Content lines of iCalendar (RFC 5545, 3.1), written without a library's objects.

Eight weeks of a service are some 1,600 events of ten lines. icalendar makes an object of
each value and reads it again to write it: 330 ms of a processor, for which every page
waits that an edit has changed. Written so, the whole answer takes 75. That icalendar
reads what is written is tested.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from callsign.engines.stream.legible import legible

OCTETS_A_LINE = 75
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def component(name: str, lines: Iterable[str]) -> bytes:
    r"""
    Return a component, its lines folded.

    >>> component("VEVENT", ["UID:1", text_line("SUMMARY", "Talk, live")])
    b'BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Talk\\, live\r\nEND:VEVENT\r\n'
    """
    whole = [f"BEGIN:{name}", *lines, f"END:{name}"]
    return b"".join(folded(line) + b"\r\n" for line in whole)


def text_line(name: str, text: str) -> str:
    r"""
    Return a property whose value is TEXT.

    >>> text_line("DESCRIPTION", "Local Desk; with Ada\nRerun")
    'DESCRIPTION:Local Desk\\; with Ada\\nRerun'
    """
    return f"{name}:{legible(text).translate(ESCAPES)}"


def moment_line(name: str, at: datetime) -> str:
    """
    Return a property whose value is a moment, by the clock of its zone.

    A time that happens twice means its first there; its second is written in UTC.

    >>> from zoneinfo import ZoneInfo
    >>> twice = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/Chicago"))
    >>> moment_line("DTSTART", twice)
    'DTSTART;TZID=America/Chicago:20261101T013000'
    >>> moment_line("DTSTART", twice.replace(fold=1))
    'DTSTART:20261101T073000Z'
    """
    zone = getattr(at.tzinfo, "key", "UTC")
    if zone == "UTC" or at.fold:
        return f"{name}:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{name};TZID={zone}:{at:%Y%m%dT%H%M%S}"


def folded(line: str) -> bytes:
    r"""
    Return a line as one or more of 75 octets at most; no character is cut.

    >>> folded("SUMMARY:" + "é" * 40)[-19:].decode()
    'é\r\n ééééééé'
    """
    octets = line.encode()
    parts, start, room = [], 0, OCTETS_A_LINE
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0b1100_0000 == 0b1000_0000:
            end -= 1
        parts.append(octets[start:end])
        start, room = end, OCTETS_A_LINE - 1
    return b"\r\n ".join([*parts, octets[start:]])
