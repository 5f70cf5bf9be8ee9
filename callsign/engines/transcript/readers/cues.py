"""
Cues: the times and texts of captions, whole or damaged; WebVTT, SRT and SBV share them.

A block is what stands between two blank lines. A line of times begins a cue wherever it
stands, so that a lost blank line costs nothing; text without times goes to the cue above.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from callsign.engines.transcript.readers.frames import RATES, frame_rate, framed
from callsign.engines.transcript.readers.times import clock

# Above the first cue stand its number and a header, not a page of text.
FIRST_TIMES = 12  # lines

# What captioning desks and word processors make of the arrow between two times.
_ARROW = re.compile(
    r"[ \t]*(?P<start>-?[\dOo:.,;]{3,20})[ \t]*"
    r"(?:-{1,3}[ \t]?>|-{2,3}&gt;|={1,2}>|[–—]+>|→)"
    r"[ \t]*(?P<end>-?[\dOo:.,;]{3,20})(?P<settings>[^\n]*)"
)
_HAS_ARROW = re.compile(r">|→|&gt;")
# YouTube's own form, SBV: 0:00:01.000,0:00:03.000
_PAIR = re.compile(
    r"[ \t]*(?P<start>\d{1,3}:\d{1,2}:\d{1,2}\.\d{1,3}),[ \t]*"
    r"(?P<end>\d{1,3}:\d{1,2}:\d{1,2}\.\d{1,3})(?P<settings>)[ \t]*"
)
# Where a cue stands on the screen; what else is on the line of times is text.
_SETTING = re.compile(r"(?<!\S)[\w-]{1,20}:\S*")
# Some write a colon before the milliseconds.
_LAST_COLON = re.compile(r"(\d+:\d{1,2}:\d{1,2}):(\d{3})")

# What is written as a time and is none; told where the words are said.
NO_TIME = -1


@dataclass(slots=True)
class Cue:
    """A caption: when it shows, and its lines; ``line`` is where its times stand."""

    line: int
    start_ms: int | None
    end_ms: int | None
    rows: list[str] = field(default_factory=list)
    identifier: str = ""
    notes: list[str] = field(default_factory=list)  # that stand behind it


@dataclass(slots=True)
class Block:
    """Lines that belong to no cue."""

    line: int
    rows: list[str]
    follows: Cue | None


def first_times(text: str, *, is_pair: bool = False) -> bool:
    """
    Return whether two times with an arrow between them stand on one line of a text.

    >>> first_times("1\\n00:00:00,500 --> 00:00:02,000"), first_times("a --> b")
    (True, False)
    """
    pattern = _PAIR if is_pair else _ARROW
    rows = [row for row in text.splitlines() if row.strip()][:FIRST_TIMES]
    return any(
        _time(found["start"], RATES[0]) is not None
        and _time(found["end"], RATES[0]) is not None
        for row in rows
        if (found := pattern.fullmatch(row))
    )


def cues_of(text: str, *, is_pair: bool = False) -> tuple[list[Cue], list[Block]]:
    """
    Part the text of a caption file into its cues and what is none.

    >>> cues, _ = cues_of("1\\n00:00.000 --> 00:01.500\\nGood morning.")
    >>> cues[0].identifier, cues[0].end_ms, cues[0].rows
    ('1', 1500, ['Good morning.'])
    """
    cues: list[Cue] = []
    others: list[Block] = []
    rate = frame_rate(text)
    for line, rows in _blocks(text):
        marks = [
            (at, cue)
            for at, row in enumerate(rows)
            if (cue := _cue_at(row, line + at, rate, is_pair=is_pair)) is not None
        ]
        if not marks:
            others.append(Block(line, rows, cues[-1] if cues else None))
            continue
        above = rows[: marks[0][0]]
        if above:
            marks[0][1].identifier = above.pop().strip()
        if above:
            others.append(Block(line, above, cues[-1] if cues else None))
        ends = [at for at, _ in marks[1:]] + [len(rows)]
        for (at, cue), end in zip(marks, ends, strict=True):
            if cue.identifier == "" and cues:
                cue.identifier = _number_taken_back(cues[-1])
            cue.rows += rows[at + 1 : end]
            cues.append(cue)
    return cues, others


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines between blank ones, with the number of the first."""
    rows: list[str] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    number = 0
    for number, row in enumerate(text.split("\n"), 1):
        if row and not row.isspace():
            rows.append(row)
        elif row and rows and _HAS_ARROW.search(rows[-1]):
            rows.append(row)  # YouTube rolls up from a line with a space in it
        elif rows:
            yield number - len(rows), rows
            rows = []
    if rows:
        yield number - len(rows) + 1, rows


def _cue_at(row: str, line: int, rate: int | None, *, is_pair: bool) -> Cue | None:
    """Return the cue that a line of times begins; None where it is none."""
    if is_pair:
        found = _PAIR.fullmatch(row)
    elif _HAS_ARROW.search(row):
        found = _ARROW.fullmatch(row)
    else:
        return None
    if found is None:
        return None
    start_ms, end_ms = _time(found["start"], rate), _time(found["end"], rate)
    if start_ms is None and end_ms is None:
        if not (":" in found["start"] and ":" in found["end"]):
            return None
        start_ms = end_ms = NO_TIME
    said = _SETTING.sub("", found["settings"]).strip()
    return Cue(line, start_ms, end_ms, [said] if said else [])


def _time(written: str, rate: int | None) -> int | None:
    ms = clock(written)
    if ms is None and rate is not None:
        ms = framed(written, rate)
    return clock(_LAST_COLON.sub(r"\1.\2", written)) if ms is None else ms


def _number_taken_back(before: Cue) -> str:
    """Return the number of a cue that stands, without a blank line, under the one above."""
    if len(before.rows) < 2 or not before.identifier.isdigit():
        return ""
    last = before.rows[-1].strip()
    if last.isdigit() and len(last) < 8 and int(last) > int(before.identifier[:8]):
        before.rows.pop()
        return last
    return ""
