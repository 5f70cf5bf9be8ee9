"""
Voices of an MMIF file: who says which letters of a text, or who speaks at which time.

The vocabulary has no voices. Programs name a ``speaker`` on stretches of a text, on
stretches of time, or on words themselves.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from callsign.engines.transcript.readers.annotations import Annotation, Annotations
from callsign.engines.transcript.readers.values import text_at

_MOST_AT_ONCE = 8  # voices


class _Stretch(NamedTuple):
    start: int
    end: int
    speaker: str


class MmifVoices:
    """Who speaks in one text, by the places of its letters, or else by times."""

    def __init__(self, annotations: Annotations, document: Annotation) -> None:
        self._by_letters = _ordered(
            (one.offset("start"), one.offset("end"), text_at(one.values, "speaker"))
            for one in annotations.all
            if one.kind not in ("Token", "TimeFrame")
            and "speaker" in one.values
            and annotations.named(one.document, one.view) is document
        )
        self._by_time = _ordered(
            (*annotations.stretch(one), text_at(one.values, "speaker"))
            for one in annotations.of_kind("TimeFrame")
            if "speaker" in one.values
        )

    def of(self, token: Annotation, at: int | None, at_ms: int | None) -> str:
        """Return the label of who says a word; "" where nobody is named."""
        return (
            text_at(token.values, "speaker")
            or _who(self._by_letters, at)
            or _who(self._by_time, at_ms)
        )


def _ordered(
    found: Iterable[tuple[int | None, int | None, str]],
) -> tuple[list[int], list[_Stretch]]:
    """Return stretches in order, with where they start; what is no stretch is none."""
    stretches = sorted(
        _Stretch(start, end, speaker)
        for start, end, speaker in found
        if start is not None and end is not None and start <= end and speaker
    )
    return [one.start for one in stretches], stretches


def _who(known: tuple[list[int], list[_Stretch]], at: int | None) -> str:
    """Return who began last before a place and has not ended there."""
    starts, stretches = known
    if at is None or not stretches:
        return ""
    before = bisect_right(starts, at)
    # Of voices that overlap, one that began a little earlier may go on for longer.
    for one in reversed(stretches[max(0, before - _MOST_AT_ONCE) : before]):
        if at < one.end or at == one.start:
            return one.speaker
    return ""
