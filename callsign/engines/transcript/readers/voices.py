"""Voices: who speaks when, where a file keeps that apart from the words."""

from bisect import bisect_right
from collections.abc import Iterable


class Voices:
    """
    Stretches of speech, each with the label of its voice.

    A word belongs to the latest stretch that had begun, so that one spoken in a gap
    between two is not nobody's; a word without a time to the stretch before.

    >>> voices = Voices([(0, "spk_0"), (5_000, "spk_1"), (None, "spk_2")])
    >>> voices.label(4_999), voices.label(5_000), voices.label(None)
    ('spk_0', 'spk_1', 'spk_1')
    """

    def __init__(self, stretches: Iterable[tuple[int | None, str]]) -> None:
        timed = [(ms, label) for ms, label in stretches if ms is not None]
        timed.sort(key=lambda one: one[0])
        self._starts = [ms for ms, _ in timed]
        self._labels = [label for _, label in timed]
        self._latest = 0

    def number(self, start_ms: int | None) -> int:
        """Return the place of the stretch that a word belongs to, from 0."""
        if start_ms is not None:
            self._latest = max(0, bisect_right(self._starts, start_ms) - 1)
        return self._latest

    def label(self, start_ms: int | None) -> str:
        """Return the label of that stretch; nothing where there are none."""
        number = self.number(start_ms)
        return self._labels[number] if self._labels else ""
