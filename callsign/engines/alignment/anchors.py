"""Anchors: words of the script whose place in the recording can be trusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from callsign.engines.alignment.hearing import HeardWord
from callsign.engines.alignment.matching import Pair, match_names, runs

# A single word in common is chance (a language model made of the script hears
# its words everywhere); three in a row are not.
SHORTEST_RUN = 3

# Two words in a row that are further apart may well be chance: between them much
# was heard that the script does not know.
LONGEST_PAUSE_MS = 2_000


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
        Anchor(first + part[0][0], tuple(heard[j] for _, j in part))
        for run in runs(pairs)
        for part in parted(run, heard)
        if len(part) >= SHORTEST_RUN
    ]


def parted(run: Sequence[Pair], heard: Sequence[HeardWord]) -> list[list[Pair]]:
    """Cut a run where so long a pause is that its words need not belong together."""
    parts = [[run[0]]]
    for before, pair in pairwise(run):
        if heard[pair[1]].start_ms - heard[before[1]].end_ms > LONGEST_PAUSE_MS:
            parts.append([])
        parts[-1].append(pair)
    return parts
