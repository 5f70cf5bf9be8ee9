"""
Turns under headings of a name and a time, as programs write them: quick, and verbatim.

What stands above the first heading is the program's own and kept apart. Times of words
follow the rule of ``written_times``: shared only where that is honest.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from callsign.engines.transcript.label import LabelKind, read_label
from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.caption_voices import CaptionVoices
from callsign.engines.transcript.readers.sounds_said import Span, say_with_sounds
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.spans_shared import parts_of_time
from callsign.engines.transcript.readers.times import clock
from callsign.engines.transcript.readers.written import read_written
from callsign.engines.transcript.readers.written_times import (
    LONGEST_SHARED_MS,
    is_honest,
)


@dataclass(slots=True)
class Headed:
    """A turn under its heading: a name, a time, and the paragraphs below."""

    name: str
    line: int
    start_ms: int | None
    paragraphs: list[str] = field(default_factory=list)


def read_headed(source: Source, heading: re.Pattern[str]) -> Transcript:
    """
    Read a text whose turns are headed as ``heading`` matches: name, time and rest.

    Raises:  NotText, EmptyScript, ScriptTooLong
    """
    building = Building(parts_paragraphs=False)
    turns = _turns(building, source.text, heading)
    if not turns:
        return read_written(source)
    say_turns(building, turns)
    return building.transcript(problems=source.decoding_problems)


def say_turns(building: Building, turns: Sequence[Headed]) -> None:
    """Say turns; where the next begins, one ends."""
    speakers = _speakers(building, turns)
    for turn, following in zip_longest(turns, turns[1:]):
        following_ms = following.start_ms if following else None
        _say(building, turn, speakers[turn.name], following_ms)


def _turns(building: Building, text: str, heading: re.Pattern[str]) -> list[Headed]:
    turns: list[Headed] = []
    latest_ms = 0
    rows: list[str] = []  # of the paragraph that is open
    for line, row in enumerate(text.splitlines(), 1):
        row = row.strip()
        if not row:
            _close(turns, rows)
            continue
        # Every heading has a time in it, and most lines have no colon.
        found = heading.match(row) if ":" in row else None
        if found is not None and _is_name(found["name"]):
            _close(turns, rows)
            start_ms = clock(found["time"])
            if start_ms is not None and start_ms < latest_ms:
                building.problem("a time earlier than the one before", line=line)
                start_ms = None
            latest_ms = latest_ms if start_ms is None else start_ms
            turns.append(Headed(found["name"], line, start_ms))
            row = found["rest"].strip()
        if row and turns:
            rows.append(row)
        elif row:
            building.keep_apart(line, row)
    _close(turns, rows)
    return turns


def _close(turns: Sequence[Headed], rows: list[str]) -> None:
    """End the paragraph that is open, if one is."""
    if rows:
        turns[-1].paragraphs.append(rows[0] if len(rows) == 1 else " ".join(rows))
        rows.clear()


def _is_name(written: str) -> bool:
    label = read_label(written)
    return label is not None and label.kind is not LabelKind.BREAK


def _speakers(building: Building, turns: Sequence[Headed]) -> dict[str, str | None]:
    """Return the voice of each name, as it is written; ADA OKAFOR, then OKAFOR."""
    voices = CaptionVoices([])
    speakers: dict[str, str | None] = {}
    for turn in turns:
        if turn.name not in speakers:
            label = read_label(turn.name) if _is_name(turn.name) else None
            speakers[turn.name] = (
                voices.speaker(building, label, turn.line)
                if label is not None
                else building.speaker(turn.name)
            )
    return speakers


def _say(
    building: Building, turn: Headed, speaker: str | None, following_ms: int | None
) -> None:
    """Say a turn, with the times of its headings, though its words may have none."""
    start_ms, end_ms = turn.start_ms, following_ms
    stated_end_ms = start_ms if end_ms is None else end_ms
    building.new_turn(
        start_ms=start_ms, end_ms=None if start_ms is None else stated_end_ms
    )
    if (
        start_ms is None
        or end_ms is None
        or end_ms - start_ms > LONGEST_SHARED_MS
        or not is_honest(_words_in(turn), end_ms - start_ms)
    ):
        start_ms = end_ms = None
    times = parts_of_time(turn.paragraphs, start_ms, end_ms)
    for text, (since_ms, until_ms) in zip(turn.paragraphs, times, strict=True):
        building.paragraph()
        span = Span(since_ms, until_ms, turn.line, "", is_shared=True)
        say_with_sounds(building, text, speaker, span)


def _words_in(turn: Headed) -> int:
    return sum([len(one.split()) for one in turn.paragraphs])
