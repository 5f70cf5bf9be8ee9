"""The words two versions of a text have in common, found fast in long texts."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

# Phrases of this many words that occur once on both sides anchor the rest.
PHRASE = 3
# Between anchors, stretches up to this many pairs are compared word by word;
# beyond it the texts have nothing in common that a reader would call the same.
MOST_PAIRS = 1_000_000


def same_words(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """
    Pair the words that two versions share, in order.

    Shape:   pairs ``(i, j)``, rising in both, with ``old[i] == new[j]``
    Cost:    near linear in the length of texts that are versions of each other
    Source:  patience diff (Bram Cohen), on phrases, then ``difflib`` in the gaps

    >>> same_words("the river rose".split(), "the old river rose".split())
    [(0, 0), (1, 2), (2, 3)]
    """
    pairs: list[tuple[int, int]] = []
    old_at = new_at = 0
    for old_anchor, new_anchor in _anchors(old, new):
        pairs += _in_gap(old, new, (old_at, old_anchor), (new_at, new_anchor))
        pairs.append((old_anchor, new_anchor))
        old_at, new_at = old_anchor + 1, new_anchor + 1
    pairs += _in_gap(old, new, (old_at, len(old)), (new_at, len(new)))
    return pairs


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the word pairs inside phrases that are unique on both sides."""
    ours, theirs = _unique_phrases(old), _unique_phrases(new)
    starts = sorted(
        (at, theirs[phrase]) for phrase, at in ours.items() if phrase in theirs
    )
    anchors: list[tuple[int, int]] = []
    for old_start, new_start in _rising(starts):
        for offset in range(PHRASE):
            pair = (old_start + offset, new_start + offset)
            if not anchors or (pair[0] > anchors[-1][0] and pair[1] > anchors[-1][1]):
                anchors.append(pair)
    return anchors


def _unique_phrases(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    phrases = list(zip(*(words[offset:] for offset in range(PHRASE)), strict=False))
    counts = Counter(phrases)
    return {phrase: at for at, phrase in enumerate(phrases) if counts[phrase] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that rises on both sides."""
    tails: list[int] = []  # new positions that end the best runs of each length
    at_tail: list[int] = []
    before: list[int] = []
    for at, (_, position) in enumerate(pairs):
        length = bisect_left(tails, position)
        before.append(at_tail[length - 1] if length else -1)
        tails[length : length + 1] = [position]
        at_tail[length : length + 1] = [at]
    run = []
    at = at_tail[-1] if at_tail else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _in_gap(
    old: Sequence[str],
    new: Sequence[str],
    old_span: tuple[int, int],
    new_span: tuple[int, int],
) -> Iterator[tuple[int, int]]:
    """Yield the pairs between two anchors."""
    (old_at, old_end), (new_at, new_end) = old_span, new_span
    while old_at < old_end and new_at < new_end and old[old_at] == new[new_at]:
        yield old_at, new_at
        old_at, new_at = old_at + 1, new_at + 1
    # What repeats itself has no phrase that occurs once; one change in it is found so.
    tail = 0
    while (
        old_at < old_end and new_at < new_end and old[old_end - 1] == new[new_end - 1]
    ):
        old_end, new_end, tail = old_end - 1, new_end - 1, tail + 1
    if (old_end - old_at) * (new_end - new_at) <= MOST_PAIRS:
        matcher = SequenceMatcher(
            None, old[old_at:old_end], new[new_at:new_end], autojunk=False
        )
        for block in matcher.get_matching_blocks():
            for offset in range(block.size):
                yield old_at + block.a + offset, new_at + block.b + offset
    for offset in range(tail):
        yield old_end + offset, new_end + offset
