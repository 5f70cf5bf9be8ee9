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
# In no caption, yet in the line of times of one: NaN --> 00:00:04.000
_BROKEN = "-->"
_HALF_KNOWN = re.compile(
    r"[ \t]*(?:\S{1,20}[ \t]*-->[ \t]*\d{1,3}[\d:]*:\d{2}[.,:]\d{1,3}"
    r"|\d{1,3}[\d:]*:\d{2}[.,:]\d{1,3}[ \t]*-->[ \t]*\S{0,20})[ \t]*"
)
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
# A line of times that breaks off: 00:00:04.0, or 00:00:04.000 --
_HALF = re.compile(
    r"[ \t]*(?:\d{1,3}:\d{2}:\d{2}(?:[.,:]\d{0,3})?|\d{2}:\d{2}[.,]\d{1,3})"
    r"[ \t]*(?:,|-{1,2})?[ \t]*"
)
# What a download may leave of one at its end, the number above it too.
_REST = re.compile(r"[ \t]*\d{1,3}:[\d:.,]*[ \t]*-{0,2}[ \t]*")
_NO_CUE = re.compile(r"\ufeff?(?:WEBVTT|NOTE|STYLE|REGION)\b")
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
    """Lines that belong to no cue; with ``is_header`` what is left of a line of times."""

    line: int
    rows: list[str]
    follows: Cue | None
    is_header: bool = False


def first_times(text: str, *, is_pair: bool = False) -> bool:
    """
    Return whether two times with an arrow between them stand on one line of a text.

    >>> first_times("1\\n00:00:00,500 --> 00:00:02,000"), first_times("a --> b")
    (True, False)
    """
    rows = [row for row in text.splitlines() if row.strip()][:FIRST_TIMES]
    return any(_has_times(row, is_pair=is_pair) for row in rows)


def _has_times(row: str, *, is_pair: bool) -> bool:
    found = (_PAIR if is_pair else _ARROW).fullmatch(row)
    if found is None:
        return not is_pair and _HALF_KNOWN.fullmatch(row) is not None
    ends = found["start"], found["end"]
    return all(_time(one, RATES[0]) is not None for one in ends)


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
    blocks = list(_blocks(text))
    for number, (line, rows) in enumerate(blocks, 1):
        before = cues[-1] if cues else None
        marks, broken = _marks(line, rows, rate, is_pair=is_pair)
        if number == len(blocks) and _is_cut_off(rows, marks, before):
            is_alone = not marks and _stands_first(rows, len(rows) - 1)
            broken += range(0 if is_alone else len(rows) - 1, len(rows))
        others += [
            Block(line + at, [rows[at]], before, is_header=True) for at in broken
        ]
        rows = ["" if at in broken else row for at, row in enumerate(rows)]
        if not marks:
            if any(rows):
                others.append(Block(line, [row for row in rows if row], before))
            continue
        above = [row for row in rows[: marks[0][0]] if row]
        if above:
            marks[0][1].identifier = above.pop().strip()
        if above:
            others.append(Block(line, above, before))
        ends = [at for at, _ in marks[1:]] + [len(rows)]
        for (at, cue), end in zip(marks, ends, strict=True):
            if cue.identifier == "" and cues:
                cue.identifier = _number_taken_back(cues[-1])
            cue.rows += [row for row in rows[at + 1 : end] if row]
            cues.append(cue)
    return cues, others


def _marks(
    line: int, rows: list[str], rate: int | None, *, is_pair: bool
) -> tuple[list[tuple[int, Cue]], list[int]]:
    """Return the cues that begin in a block, by row, and the rows of broken times."""
    marks: list[tuple[int, Cue]] = []
    broken: list[int] = []
    if _NO_CUE.match(rows[0]) and not any(map(_CLOCK.search, rows)):
        return marks, broken
    for at, row in enumerate(rows):
        cue = _cue_at(row, line + at, rate, is_pair=is_pair)
        if cue is None and _is_broken(rows, at):
            broken.append(at)
            if _stands_first(rows, at) or _CLOCK.search(row):
                cue = Cue(line + at, None, None)
        if cue is not None:
            marks.append((at, cue))
    return marks, broken


def _is_broken(rows: list[str], at: int) -> bool:
    """Return whether a row is what is left of a line of times."""
    if _BROKEN in rows[at]:
        return True
    return _stands_first(rows, at) and _HALF.fullmatch(rows[at]) is not None


def _stands_first(rows: list[str], at: int) -> bool:
    return at == 0 or (at == 1 and rows[0].strip().isdecimal())


def _is_cut_off(
    rows: list[str], marks: list[tuple[int, Cue]], before: Cue | None
) -> bool:
    """Return whether a file ends in the number of a cue, or in a part of its times."""
    last = rows[-1]
    if marks and marks[-1][0] == len(rows) - 1:
        cue = marks[-1][1]  # without any time it is told already
        return (cue.start_ms is None) != (cue.end_ms is None)
    if _HALF.fullmatch(last) is not None:
        return True
    if not _stands_first(rows, len(rows) - 1):
        return False
    if _REST.fullmatch(last) is not None:
        return True
    number = before.identifier if before else ""
    is_number = last.strip().isdecimal() and number.isdecimal()
    return is_number and int(last[:9]) == int(number[:9]) + 1


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
    if len(before.rows) < 2 or not before.identifier.isdecimal():
        return ""
    last = before.rows[-1].strip()
    if last.isdecimal() and len(last) < 8 and int(last) > int(before.identifier[:8]):
        before.rows.pop()
        return last
    return ""
