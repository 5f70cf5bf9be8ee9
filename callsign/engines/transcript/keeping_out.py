"""
Keeping out: words that the newsroom took back stay out of every later version.

A restored version or another script brings them again. There they are found by their
ids, by their text, or where the notice stands, between the words around it. What cannot
be found so stays, and so does the notice: who reads is told in any case.
"""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from callsign.engines.transcript.anchors import MOST_GROWTH, Anchor
from callsign.engines.transcript.corrections import RETRACTION, without
from callsign.engines.transcript.identity import sounded
from callsign.engines.transcript.model import Note, Transcript, Word
from callsign.engines.transcript.pairing import paired, unlikeness

# Fewer words than these are said again by chance; then the words around them must agree.
LONG_ENOUGH = 4
CONTEXT_ENOUGH = 3
# This share of a passage, word for word where it stood, is the passage.
SAME_SHARE = 0.5
# Two words that look less alike are not one word heard twice.
MOST_UNLIKE = 0.6


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A retraction that stands: the passage it took out, and what readers are told."""

    passage: Anchor
    text: str
    made_on: str

    def is_told_by(self, note: Note) -> bool:
        """Whether a note is the notice of this retraction."""
        return (note.kind, note.text, note.made_on) == (
            RETRACTION,
            self.text,
            self.made_on,
        )


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A transcript without what was taken back, and what had to be taken out of it again."""

    transcript: Transcript
    again: tuple[TakenBack, ...]


def kept_out(
    transcript: Transcript, before: Transcript, standing: Sequence[TakenBack]
) -> KeptOut:
    """
    Return a new version of ``before`` without the passages that were taken back.

    ``before`` has none of their words; words it says are nobody's retracted ones, even
    if they sound the same. Each notice stands where its words stood.

    Cost:    linear in the words of the transcript for each retraction
    """
    known = {word.id for word in before.words}
    again = []
    for one in standing:
        words = transcript.words
        gap = _gap(one, words, before)
        gone = set(_came_back(one.passage, words, known, gap))
        if gone:
            again.append(one)
            transcript = _with_notice(
                without(transcript, gone), one, _behind(words, gone)
            )
        elif not any(map(one.is_told_by, transcript.notes)):
            transcript = _with_notice(transcript, one, _by_time(one.passage, words))
    return KeptOut(transcript, tuple(again))


def _came_back(
    passage: Anchor,
    words: Sequence[Word],
    known: AbstractSet[str],
    gap: tuple[int, int],
) -> Iterator[str]:
    """Yield the ids of the words that are the passage's."""
    # A word of the passage may have been taken for one that stands nearby.
    for first, stop in _by_text(passage, words, known):
        yield from (word.id for word in words[first:stop])
    for first, stop in (
        *_by_ids(passage.word_ids, words),
        *_in_gap(passage, words, known, gap),
    ):
        yield from (word.id for word in words[first:stop] if word.id not in known)


def _by_ids(ids: Collection[str], words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield where they stand; what stood among them, as far as they are not torn apart."""
    wanted = set(ids)
    at = [number for number, word in enumerate(words) if word.id in wanted]
    if at and at[-1] - at[0] < MOST_GROWTH * len(wanted) + 1:
        yield at[0], at[-1] + 1
    else:
        yield from ((number, number + 1) for number in at)


def _by_text(
    passage: Anchor, words: Sequence[Word], known: AbstractSet[str]
) -> Iterator[tuple[int, int]]:
    """Yield where the same is said, unless it was said there all the time."""
    quoted = _sounds(passage.text)
    spoken = [sounded(word.text) for word in words]
    for first, word in enumerate(spoken):
        stop = first + len(quoted)
        if (
            word == quoted[0]
            and spoken[first:stop] == quoted
            and not all(one.id in known for one in words[first:stop])
            and (
                len(quoted) >= LONG_ENOUGH
                or _agreeing(passage, spoken, first, stop) >= CONTEXT_ENOUGH
            )
        ):
            yield first, stop


def _agreeing(passage: Anchor, spoken: Sequence[str], first: int, stop: int) -> int:
    """Return how many words around a place are those that stood around the passage."""
    before, after = _sounds(passage.before), _sounds(passage.after)
    pairs = (
        zip(reversed(before), reversed(spoken[:first]), strict=False),
        zip(after, spoken[stop:], strict=False),
    )
    agreeing = 0
    for side in pairs:
        for one, other in side:
            if one != other:
                break
            agreeing += 1
    return agreeing


def _in_gap(
    passage: Anchor,
    words: Sequence[Word],
    known: AbstractSet[str],
    gap: tuple[int, int],
) -> Iterator[tuple[int, int]]:
    """Yield where most of the passage is said again, at the place of its notice."""
    numbers = [at for at in range(*gap) if words[at].id not in known]
    quoted = _sounds(passage.text)
    spoken = [sounded(words[at].text) for at in numbers]
    pairs = [
        (quoted[i], spoken[j], numbers[j])
        for i, j in paired(quoted, spoken)
        if unlikeness(quoted[i], spoken[j]) <= MOST_UNLIKE
    ]
    same = sum(one == other for one, other, _ in pairs)
    if not pairs or same < SAME_SHARE * len(quoted):
        return
    first, last = pairs[0][2], pairs[-1][2]
    if last - first < MOST_GROWTH * len(quoted) + 1:
        yield first, last + 1


def _gap(one: TakenBack, words: Sequence[Word], before: Transcript) -> tuple[int, int]:
    """Return what stands by now between the words around a notice, half-open."""
    note = next(filter(one.is_told_by, before.notes), None)
    if note is None:
        return 0, 0
    had = [word.id for word in before.words]
    behind = had.index(note.after_word) + 1 if note.after_word in had else 0
    places = {word.id: at for at, word in enumerate(words)}
    first = next((places[one] for one in reversed(had[:behind]) if one in places), -1)
    stop = next((places[one] for one in had[behind:] if one in places), len(words))
    return first + 1, max(first + 1, stop)


def _behind(words: Sequence[Word], gone: AbstractSet[str]) -> str | None:
    """Return the word before the first of those that are gone."""
    latest: str | None = None
    for word in words:
        if word.id in gone:
            break
        latest = word.id
    return latest


def _by_time(passage: Anchor, words: Sequence[Word]) -> str | None:
    """Return the word that is said before a passage; of unknown times, the last of all."""
    at_ms = passage.start_ms
    ends = [(word.id, word.end_ms) for word in words if word.end_ms is not None]
    if at_ms is None or not ends:
        return words[-1].id if words else None
    earlier = [word for word, end_ms in ends if end_ms <= at_ms]
    return earlier[-1] if earlier else None


def _with_notice(
    transcript: Transcript, one: TakenBack, after_word: str | None
) -> Transcript:
    notice = Note(RETRACTION, one.text, after_word, None, one.made_on)
    notes = list(transcript.notes)
    told = next((at for at, note in enumerate(notes) if one.is_told_by(note)), None)
    if told is not None:
        del notes[told]
    return replace(transcript, notes=(*notes, notice))


def _sounds(text: str) -> list[str]:
    return [sounded(word) for word in text.split()]
