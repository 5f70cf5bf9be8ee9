"""
Replacing: the true script comes after a machine's draft, and everything moves over.

Networks deliver scripts 10 to 48 hours late; meanwhile listeners link to the draft, and
editors correct it. Each word of the script gets the id and the time of the draft's word
that was said there, misheard or not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from callsign.engines.transcript.identity import keep_ids, sounded
from callsign.engines.transcript.model import (
    Event,
    Note,
    Tier,
    Transcript,
    Turn,
    Word,
)
from callsign.engines.transcript.pairing import paired
from callsign.engines.transcript.patching import between_neighbors


@dataclass(frozen=True, slots=True)
class Replacement:
    """
    The script with the draft's ids and times.

    ``moved`` says of every word of the draft which word of the script was said there;
    words that only the draft has lead to the word before them.
    """

    transcript: Transcript
    moved: Mapping[str, str]


def replaced(
    draft: Transcript, script: Transcript, *, after_word: int, after_voice: int = 0
) -> Replacement:
    """
    Return the script in the draft's place; the text is the script's, to the letter.

    New words and voices are numbered on from the highest numbers that any version had. Corrections and retractions of the draft move over; its own sounds
    only where the script has none beside the same word.

    Cost:    near linear for versions of one talk
    """
    # Voices go by who says most of the same words, as between two versions of a script.
    told = keep_ids(draft, script, ever_used=[f"w{after_word}", f"s{after_voice}"])
    old, new = draft.words, told.words
    pairs = paired(
        [word.text for word in old],
        [word.text for word in new],
        times=[(word.start_ms, word.end_ms) for word in old],
    )
    words = _words(old, new, pairs, after_word)
    renamed = {word.id: words[at].id for at, word in enumerate(new)}
    moved = _moved(old, words, pairs)
    return Replacement(
        replace(
            told,
            turns=tuple(_turns(told.turns, words)),
            events=tuple(_events(draft, told, renamed, moved)),
            notes=tuple(_notes(draft, told, renamed, moved)),
        ),
        moved,
    )


def _words(
    old: Sequence[Word],
    new: Sequence[Word],
    pairs: Sequence[tuple[int, int]],
    after_word: int,
) -> list[Word]:
    partner = {j: old[i] for i, j in pairs}
    words, number = [], after_word
    for at, word in enumerate(new):
        known = partner.get(at)
        if known is None:
            number += 1
            words.append(Word(f"w{number}", word.text))
            continue
        is_same = sounded(known.text) == sounded(word.text)
        # Where the machine misheard, something was said at that time all the same.
        tier = known.tier if is_same or known.start_ms is None else Tier.INTERPOLATED
        words.append(Word(known.id, word.text, known.start_ms, known.end_ms, tier))
    return between_neighbors(words)


def _moved(
    old: Sequence[Word], words: Sequence[Word], pairs: Sequence[tuple[int, int]]
) -> dict[str, str]:
    there = {old[i].id: words[j].id for i, j in pairs}
    if not there:
        return {}
    latest = words[pairs[0][1]].id
    moved = {}
    for word in old:
        latest = there.get(word.id, latest)
        moved[word.id] = latest
    return moved


def _turns(turns: Sequence[Turn], words: Sequence[Word]) -> list[Turn]:
    made, at = [], 0
    for turn in turns:
        said = tuple(words[at : at + len(turn.words)])
        at += len(said)
        starts = [word.start_ms for word in said if word.start_ms is not None]
        ends = [word.end_ms for word in said if word.end_ms is not None]
        made.append(
            replace(
                turn,
                words=said,
                start_ms=min(starts, default=None),
                end_ms=max(ends, default=None),
            )
        )
    return made


def _events(
    draft: Transcript,
    script: Transcript,
    renamed: Mapping[str, str],
    moved: Mapping[str, str],
) -> list[Event]:
    events = [
        replace(one, after_word=renamed.get(one.after_word or ""))
        for one in script.events
    ]
    taken = {one.after_word for one in events}
    events += [
        replace(one, after_word=moved.get(one.after_word or ""))
        for one in draft.events
        if moved.get(one.after_word or "") not in taken
    ]
    return events


def _notes(
    draft: Transcript,
    script: Transcript,
    renamed: Mapping[str, str],
    moved: Mapping[str, str],
) -> list[Note]:
    notes = [
        replace(
            one,
            after_word=renamed.get(one.after_word or ""),
            first_word=renamed.get(one.first_word or ""),
        )
        for one in script.notes
    ]
    notes += [
        replace(
            one,
            after_word=moved.get(one.after_word or ""),
            first_word=moved.get(one.first_word or ""),
        )
        for one in draft.notes
        if one.kind in ("correction", "retraction")
    ]
    return notes
