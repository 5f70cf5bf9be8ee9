"""Sounds in timed text: ``[laughter]`` inside a caption is heard, and is no word."""

import re
from typing import NamedTuple

from callsign.engines.transcript.model import Tier
from callsign.engines.transcript.readers.building import Building
from callsign.engines.transcript.readers.sharing import shared_out
from callsign.engines.transcript.sounds import Aside, cut_asides

_MAY_HOLD_SOUNDS = re.compile(r"[(\[♩-♬🎵🎶]")


class Span(NamedTuple):
    """
    When a passage is said; ``line`` or ``where`` names its place in the file.

    ``is_shared``: its times are a part of the times the file gives, by letters.
    """

    start_ms: int | None = None
    end_ms: int | None = None
    line: int | None = None
    where: str = ""
    is_shared: bool = False


def say_with_sounds(
    building: Building, text: str, speaker: str | None, span: Span
) -> None:
    """
    Say a passage; what stands in parentheses and is a sound becomes an event.

    A sound alone has the times of the passage; one among words stands behind its word.
    """
    if _MAY_HOLD_SOUNDS.search(text) is None:
        _say(building, text, speaker, span)
        return
    speech, asides = cut_asides(" ".join(text.split()))
    texts = speech.split()
    if not texts:
        for aside in asides:
            _hear(building, aside, span.start_ms, span.end_ms)
        return
    starts, ends = _times_of(texts, span)
    is_shared = span.is_shared or len(texts) > 1
    at = 0
    for aside in asides:
        stop = max(at, min(aside.words_before, len(texts)))
        if stop > at:
            passage = " ".join(texts[at:stop])
            part = Span(starts[at], ends[stop - 1], span.line, span.where, is_shared)
            _say(building, passage, speaker, part)
        _hear(building, aside)
        at = stop
    if at < len(texts):
        passage = " ".join(texts[at:])
        part = Span(starts[at], ends[-1], span.line, span.where, is_shared)
        _say(building, passage, speaker, part)


def _times_of(
    texts: list[str], span: Span
) -> tuple[list[int] | list[int | None], list[int] | list[int | None]]:
    """Return when each word starts and ends; impossible times are left to be told."""
    start_ms, end_ms = span.start_ms, span.end_ms
    if start_ms is None or end_ms is None or not 0 <= start_ms <= end_ms:
        return [start_ms] * len(texts), [end_ms] * len(texts)
    return shared_out(texts, start_ms, end_ms)


def _say(building: Building, text: str, speaker: str | None, span: Span) -> None:
    start_ms, end_ms, line, where, is_shared = span
    building.say(
        text,
        speaker=speaker,
        start_ms=start_ms,
        end_ms=end_ms,
        tier=Tier.INTERPOLATED if is_shared else Tier.IMPORTED,
        line=line,
        where=where,
    )


def _hear(
    building: Building,
    aside: Aside,
    start_ms: int | None = None,
    end_ms: int | None = None,
) -> None:
    if aside.is_note:
        building.note(aside.kind, aside.text)
    else:
        building.event(aside.kind, aside.text, start_ms=start_ms, end_ms=end_ms)
