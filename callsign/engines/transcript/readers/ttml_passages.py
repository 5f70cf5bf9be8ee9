"""
The passages of a TTML file: each text with the time and the agent that hold for it.

A time counts from the beginning of what is around it: in a ``par`` from that of its
parent, in a ``seq`` from the end of its elder sibling; and nothing outlasts its parent.
"""

from dataclasses import dataclass

from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.ttml_times import TimeBase
from callsign.engines.transcript.readers.xml_tree import Element

_TEXTLESS = frozenset(["metadata", "head", "set", "animate", "image", "audio", "data"])


@dataclass(slots=True)
class Passage:
    """Text of one voice with one time; None where the file tells none."""

    text: str
    line: int
    start_ms: int | None
    end_ms: int | None
    agent: str


@dataclass(frozen=True, slots=True)
class _Time:
    """When an element is on; ``end_ms`` is None where nothing ends it."""

    start_ms: int = 0
    end_ms: int | None = None
    is_told: bool = False
    is_damaged: bool = False


def passages_of(root: Element, base: TimeBase, building: Building) -> list[Passage]:
    """Return what a TTML file says, in the order it is written."""
    reading = _Reading(base, building)
    for body in root.elements("body"):
        reading.read(body, _Time(), "")
    found = _with_whole_words(reading.passages)
    _end_at_next(found)
    return found


class _Reading:
    def __init__(self, base: TimeBase, building: Building) -> None:
        self.base = base
        self.building = building
        self.passages: list[Passage] = []

    def read(self, element: Element, around: _Time, agent: str) -> int:
        """Read an element and what is in it; return when it ends."""
        time = self._time(element, around)
        agents = (element.attribute("agent") or agent).split()
        agent = agents[0] if agents else ""
        is_sequence = element.attribute("timeContainer") == "seq"
        if element.name in ("p", "div", "br"):
            self._space()
        latest_ms = time.start_ms
        for part in element.parts:
            if isinstance(part, str):
                if element.name not in ("body", "div") or part.strip():
                    self._say(part, element.line, time, agent)
            elif part.name not in _TEXTLESS:
                start_ms = latest_ms if is_sequence else time.start_ms
                inner = _Time(start_ms, time.end_ms, time.is_told, time.is_damaged)
                latest_ms = self.read(part, inner, agent)
        return time.end_ms if time.end_ms is not None else latest_ms

    def _time(self, element: Element, around: _Time) -> _Time:
        written = {
            name: value
            for name in ("begin", "end", "dur")
            if (value := element.attributes.get(name)) is not None
        }
        if not written:
            return around
        read = {name: self.base.ms(value) for name, value in written.items()}
        if None in read.values():
            self.building.problem("a time that is none, left out", line=element.line)
            return _Time(around.start_ms, around.end_ms, is_damaged=True)
        start_ms = around.start_ms + (read.get("begin") or 0)
        ends = [] if around.end_ms is None else [around.end_ms]
        if (end_ms := read.get("end")) is not None:
            ends.append(around.start_ms + end_ms)
        if (length_ms := read.get("dur")) is not None:
            ends.append(start_ms + length_ms)
        return _Time(start_ms, min(ends, default=None), True, around.is_damaged)

    def _space(self) -> None:
        if self.passages:
            self.passages[-1].text += " "

    def _say(self, text: str, line: int, time: _Time, agent: str) -> None:
        if not text.strip():
            self._space()
            return
        start_ms = time.start_ms if time.is_told and not time.is_damaged else None
        end_ms = time.end_ms if start_ms is not None else None
        last = self.passages[-1] if self.passages else None
        if (
            last is not None
            and last.agent == agent
            and (last.start_ms, last.end_ms) == (start_ms, end_ms)
        ):
            last.text += text
        else:
            self.passages.append(Passage(text, line, start_ms, end_ms, agent))


def _with_whole_words(passages: list[Passage]) -> list[Passage]:
    """Join what a span inside a word has parted."""
    joined: list[Passage] = []
    for one in passages:
        before = joined[-1] if joined else None
        if (
            before is None
            or before.agent != one.agent
            or before.text[-1:].isspace()
            or one.text[:1].isspace()
        ):
            joined.append(one)
            continue
        head, *tail = one.text.split(maxsplit=1)
        if tail:
            before.text += f"{head} "
            one.text = tail[0]
            joined.append(one)
            continue
        before.text += one.text
        if before.start_ms is not None and one.end_ms is not None:
            before.end_ms = max(before.end_ms or 0, one.end_ms)
    return joined


def _end_at_next(passages: list[Passage]) -> None:
    """Let a text that nothing ends go on until the next; the last has no time then."""
    next_ms: int | None = None
    for one in reversed(passages):
        start_ms = one.start_ms
        if start_ms is not None and one.end_ms is None:
            is_known = next_ms is not None and next_ms >= start_ms
            one.start_ms, one.end_ms = (start_ms, next_ms) if is_known else (None, None)
        next_ms = next_ms if start_ms is None else start_ms
