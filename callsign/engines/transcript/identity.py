"""
Identity: words and voices keep their ids when a transcript is edited.

Links to a word, quotes and corrections hang on ids. A script that is pasted again
is read from scratch; here its words are told which of them were there before.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from callsign.engines.transcript.model import Speaker, Transcript
from callsign.engines.transcript.same_words import same_words

_OURS = re.compile(r"[ws][0-9]{1,12}")


def keep_ids(
    old: Transcript, new: Transcript, *, ever_used: Iterable[str] = ()
) -> Transcript:
    """
    Return the new transcript with the ids of everything that was in the old one.

    A word keeps its id when only its case or punctuation changed. New words get
    ids that the old transcript does not have; pass the ids of still older
    versions as ``ever_used``, so that a link never points at another word.
    """
    words = _word_ids(old, new, ever_used)
    speakers = _speaker_ids(old, new, words, ever_used)
    return replace(
        new,
        speakers=tuple(replace(one, id=speakers[one.id]) for one in new.speakers),
        turns=tuple(
            replace(
                turn,
                speaker=speakers.get(turn.speaker or "", turn.speaker),
                words=tuple(replace(word, id=words[word.id]) for word in turn.words),
            )
            for turn in new.turns
        ),
        events=tuple(
            replace(event, after_word=words.get(event.after_word or ""))
            for event in new.events
        ),
        notes=tuple(
            replace(
                note,
                after_word=words.get(note.after_word or ""),
                first_word=words.get(note.first_word or ""),
            )
            for note in new.notes
        ),
    )


def _word_ids(
    old: Transcript, new: Transcript, ever_used: Iterable[str]
) -> dict[str, str]:
    """Return the id each word of the new transcript shall have, by the one it has."""
    before, after = old.words, new.words
    kept = {
        after[j].id: before[i].id
        for i, j in same_words(
            [sounded(word.text) for word in before],
            [sounded(word.text) for word in after],
        )
    }
    fresh = _fresh("w", [*(word.id for word in before), *ever_used])
    return {word.id: kept.get(word.id) or next(fresh) for word in after}


def sounded(text: str) -> str:
    """
    Return a word as it sounds: without case and the marks around it.

    >>> sounded("Prieto,") == sounded("prieto")
    True
    """
    return text.casefold().strip(".,;:?!…-–—\"'“”‘’()[]") or text


def _speaker_ids(
    old: Transcript, new: Transcript, words: dict[str, str], ever_used: Iterable[str]
) -> dict[str, str]:
    """Give a voice the id of the old voice that said most of its words."""
    said_by = {word.id: turn.speaker for turn in old.turns for word in turn.words}
    votes = Counter(
        (turn.speaker, said_by.get(words[word.id]))
        for turn in new.turns
        for word in turn.words
    )
    kept: dict[str, str] = {}
    for (ours, theirs), _ in votes.most_common():
        if ours and theirs and ours not in kept and theirs not in kept.values():
            kept[ours] = theirs
    for one in new.speakers:
        alike = _alike(one, old, kept.values())
        if one.id not in kept and alike is not None:
            kept[one.id] = alike
    fresh = _fresh("s", [*(one.id for one in old.speakers), *ever_used])
    return {one.id: kept.get(one.id) or next(fresh) for one in new.speakers}


def _alike(speaker: Speaker, old: Transcript, taken: Iterable[str]) -> str | None:
    """Return the old speaker of the same labels, when no word was left to tell."""
    labels = set(speaker.labels)
    return next(
        (
            one.id
            for one in old.speakers
            if one.id not in set(taken) and labels & set(one.labels)
        ),
        None,
    )


def _fresh(letter: str, used: Iterable[str]) -> Iterator[str]:
    """Yield ids beyond the highest one in use."""
    numbers = [
        int(one[1:]) for one in used if _OURS.fullmatch(one) and one[0] == letter
    ]
    return (f"{letter}{number}" for number in count(max(numbers, default=0) + 1))
