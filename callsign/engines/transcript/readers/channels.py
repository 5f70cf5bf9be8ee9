"""Channels: voices that were recorded apart, told in the order they spoke."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from callsign.engines.transcript.readers.heard import Heard

# Who is silent for so long lets the others speak; a shorter pause is a breath.
LONGEST_BREATH_MS = 1_000
_ENDS = (".", "?", "!", "…")


def in_turns(channels: Mapping[str, Sequence[Heard]]) -> list[Heard]:
    """
    Return the words of all channels; those of several are told sentence by sentence.

    A word without a voice of its own has its channel's.

    >>> ada = [Heard("Is", 0, 200), Heard("it?", 200, 400), Heard("Oh.", 900, 950)]
    >>> luis = [Heard("Yes.", 500, 700)]
    >>> [(one.speaker, one.text) for one in in_turns({"ch_0": ada, "ch_1": luis})]
    [('ch_0', 'Is'), ('ch_0', 'it?'), ('ch_1', 'Yes.'), ('ch_0', 'Oh.')]
    """
    if len(channels) == 1:
        return list(next(iter(channels.values())))
    sentences: list[tuple[int, list[Heard]]] = []
    for label, words in channels.items():
        latest_ms = 0
        for sentence in _sentences(words):
            starts = [one.start_ms for one in sentence if one.start_ms is not None]
            latest_ms = max(latest_ms, min(starts, default=0))
            sentences.append((latest_ms, [_said_on(label, one) for one in sentence]))
    sentences.sort(key=lambda one: one[0])
    return [one for _, sentence in sentences for one in sentence]


def _sentences(words: Sequence[Heard]) -> Iterator[list[Heard]]:
    sentence = list(words[:1])
    for before, word in pairwise(words):
        if before.text.endswith(_ENDS) or _is_long_pause(before, word):
            yield sentence
            sentence = []
        sentence.append(word)
    if sentence:
        yield sentence


def _is_long_pause(before: Heard, word: Heard) -> bool:
    if before.end_ms is None or word.start_ms is None:
        return False
    return word.start_ms - before.end_ms >= LONGEST_BREATH_MS


def _said_on(label: str, one: Heard) -> Heard:
    """Return a word with its voice; machines number voices anew on each channel."""
    return one._replace(speaker=" ".join(filter(None, (label, one.speaker))))
