"""
The journal: what happened on air, one JSON object a line, in the order it happened.

Air appends, the newsroom reads; neither waits for the other. A line is never changed.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What an entry is about; ``details`` in brackets."""

    STARTED = "started"
    """Air begins (version)."""
    STOPPED = "stopped"
    """Air ends as it was asked to."""
    SEGMENT = "segment"
    """A media segment is written (sequence, start_ms, duration_ms, is_discontinuity)."""
    CONNECTED = "connected"
    """A source has come (source, codec, bitrate_kbps)."""
    LOST = "lost"
    """A source has gone (source, reason)."""
    REFUSED = "refused"
    """An encoder was sent away (source, reason)."""
    SWITCHED = "switched"
    """Another source is heard (source, before, reason, gap_ms)."""
    SILENCE_BEGAN = "silence_began"
    """A source has said nothing for its limit (source, silent_ms)."""
    SILENCE_ENDED = "silence_ended"
    """A silent source sounds again (source, silent_ms)."""
    METADATA = "metadata"
    """A source says what it plays (source, text)."""
    AS_RUN = "as_run"
    """What was heard of a plan has ended (source, item, title, start_ms, end_ms, is_cut)."""
    CONFIGURED = "configured"
    """A new configuration is in force (services)."""
    MISCONFIGURED = "misconfigured"
    """A configuration was refused, the old one stays (reason)."""
    DISK = "disk"
    """Segments went before their time for want of room (removed, free_mb), or were lost (reason)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """
    Something that happened: when (UTC, milliseconds since 1970), where, what.

    ``run`` is drawn anew each time air starts and ``number`` counts within it, so the
    two together name an entry for ever. ``service`` is empty for air as a whole.
    """

    run: str
    number: int
    at_ms: int
    kind: Kind
    service: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


def line_of(entry: Entry) -> str:
    """
    Write an entry as a line, its end included.

    >>> line_of(Entry("a1", 7, 1_790_000_000_000, Kind.LOST, "kdemo", {"source": "studio"}))
    '{"run":"a1","number":7,"at_ms":1790000000000,"kind":"lost","service":"kdemo","source":"studio"}\\n'
    """
    head = {
        "run": entry.run,
        "number": entry.number,
        "at_ms": entry.at_ms,
        "kind": entry.kind,
        "service": entry.service,
    }
    return json.dumps(head | dict(entry.details), separators=(",", ":")) + "\n"


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that is no entry; ``line`` counts from 1 in what was given."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """
    What a piece of a journal says.

    ``taken`` bytes were read; what is left after them is the beginning of a line that
    is still being written, or was torn off when air was killed.
    """

    entries: Sequence[Entry]
    problems: Sequence[Problem]
    taken: int


def read(journal: bytes) -> Reading:
    """
    Read whole lines of a journal; damaged ones are reported and passed over.

    >>> reading = read(b'{"run":"a1","number":1,"at_ms":5,"kind":"started","service":""}\\n{"ru')
    >>> reading.entries[0].kind, reading.taken
    (<Kind.STARTED: 'started'>, 64)
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    taken = journal.rfind(b"\n") + 1
    for number, line in enumerate(journal[:taken].split(b"\n")[:-1], start=1):
        try:
            entries.append(entry_of(line))
        except NotAnEntry as error:
            problems.append(Problem(number, str(error)))
    return Reading(entries, problems, taken)


KINDS = frozenset(Kind)

# What a database and a calendar can hold: 64 bits, and moments before the year 10,000.
NUMBERS = range(2**63)
MOMENTS_MS = range(253_402_300_800_000)


class NotAnEntry(ValueError):
    """A line of a journal that says nothing that can be trusted."""


def entry_of(line: bytes) -> Entry:
    """Return the entry of a line. Raises: NotAnEntry"""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NotAnEntry("not JSON; the line was torn or damaged") from error
    if not isinstance(values, dict):
        raise NotAnEntry("not an object")
    match values:
        case {
            "run": str(run),
            "number": int(number),
            "at_ms": int(at_ms),
            "kind": str(kind),
            "service": str(service),
            **details,
        } if (
            kind in KINDS
            and number in NUMBERS
            and at_ms in MOMENTS_MS
            and not isinstance(number, bool)
            and not isinstance(at_ms, bool)
        ):
            return Entry(run, number, at_ms, Kind(kind), service, details)
    raise NotAnEntry("a key is missing, or has a value it cannot have")
