"""Anchors: words of the script whose place in the recording can be trusted."""

from collections.abc import Sequence
from dataclasses import dataclass

from callsign.engines.alignment.hearing import HeardWord
from callsign.engines.alignment.matching import match_names, runs

# A single word in common is chance (a language model made of the script hears
# its words everywhere); three in a row are not.
SHORTEST_RUN = 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of the script, one after the other, as they were heard."""

    first: int
    heard: tuple[HeardWord, ...]

    @property
    def stop(self) -> int:
        return self.first + len(self.heard)

    @property
    def start_ms(self) -> int:
        return self.heard[0].start_ms

    @property
    def end_ms(self) -> int:
        return self.heard[-1].end_ms


def find_anchors(
    names: Sequence[str], heard: Sequence[HeardWord], *, first: int = 0
) -> list[Anchor]:
    """
    Return where words of the script were heard, as runs of at least three.

    ``names`` are those of the words from number ``first`` on.
    """
    pairs = match_names(names, [word.name for word in heard])
    return [
        Anchor(first + run[0][0], tuple(heard[j] for _, j in run))
        for run in runs(pairs)
        if len(run) >= SHORTEST_RUN
    ]
