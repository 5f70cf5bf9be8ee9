"""
Anchors: what a link, a quote or a correction holds on to when a transcript changes.

Words have ids, so most changes move nothing. Where ids are gone, the quoted text is
looked for; where it stands more than once, its context and its time tell which is meant;
where even the text is gone, the time says where it had been.

Source:  W3C Web Annotation Data Model, 4.2.4 (text quote selector: exact, prefix, suffix)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from callsign.engines.transcript.identity import sounded
from callsign.engines.transcript.model import Transcript, Word

# Words of context on each side: enough to tell two choruses of one song apart.
CONTEXT = 8
# A passage that kept this share of its words is still that passage.
KEPT_SHARE = 0.5
# A quote cannot grow beyond this many times its length because its ends moved apart.
MOST_GROWTH = 2


class How(StrEnum):
    """How a passage was found again, surest first."""

    WORDS = "words"
    TEXT = "text"
    CONTEXT = "context"
    TIME = "time"


class UnknownWord(LookupError):
    """The transcript has no word with this id."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage, held by everything that is known of it; a half-open stretch of time."""

    first_word: str
    last_word: str
    word_ids: tuple[str, ...]
    text: str
    before: str
    after: str
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage is now: its words, and how that is known."""

    first: int
    stop: int
    how: How


def anchor_at(transcript: Transcript, first_word: str, last_word: str) -> Anchor:
    """
    Return an anchor of the words from ``first_word`` to ``last_word``.

    Raises:  UnknownWord: one of them is not there, or they stand the other way round
    """
    words = transcript.words
    places = {word.id: at for at, word in enumerate(words)}
    try:
        first, last = places[first_word], places[last_word]
    except KeyError as error:
        raise UnknownWord(f"no word is {error}") from error
    if last < first:
        raise UnknownWord(f"{last_word} is said before {first_word}")
    passage = words[first : last + 1]
    starts = [word.start_ms for word in passage if word.start_ms is not None]
    ends = [word.end_ms for word in passage if word.end_ms is not None]
    return Anchor(
        first_word=first_word,
        last_word=last_word,
        word_ids=tuple(word.id for word in passage),
        text=_said(passage),
        before=_said(words[max(0, first - CONTEXT) : first]),
        after=_said(words[last + 1 : last + 1 + CONTEXT]),
        start_ms=min(starts, default=None),
        end_ms=max(ends, default=None),
    )


def find(anchor: Anchor, transcript: Transcript) -> Place | None:
    """
    Return where a passage is now; None where nothing is left of it.

    Cost:    linear in the words of the transcript
    """
    words = transcript.words
    return (
        _by_ids(anchor, words)
        or _by_text(anchor, words)
        or _by_context(anchor, words)
        or _by_time(anchor, words)
    )


def _by_ids(anchor: Anchor, words: Sequence[Word]) -> Place | None:
    """Find the passage by the words of it that are left."""
    wanted = set(anchor.word_ids)
    left = [at for at, word in enumerate(words) if word.id in wanted]
    if len(left) < max(1, KEPT_SHARE * len(wanted)):
        return None
    first, stop = left[0], left[-1] + 1
    # Where every word is left, whatever was put between them is a part of it by now.
    has_all = len(left) == len(wanted)
    if not has_all and stop - first > MOST_GROWTH * len(wanted) + 1:
        return None
    return Place(first, stop, How.WORDS)


def _by_text(anchor: Anchor, words: Sequence[Word]) -> Place | None:
    """Find the quoted words; of several places, the one its context and time speak for."""
    quoted = _sounds(anchor.text)
    spoken = [sounded(word.text) for word in words]
    places = list(_places_of(quoted, spoken)) if quoted else []
    if not places:
        return None
    best = max(places, key=lambda at: _standing(anchor, words, spoken, at))
    return Place(best, best + len(quoted), How.TEXT)


def _standing(
    anchor: Anchor, words: Sequence[Word], spoken: Sequence[str], first: int
) -> tuple[int, int]:
    """Return how much speaks for a place: words of context around it, then its time."""
    before, after = _sounds(anchor.before), _sounds(anchor.after)
    stop = first + len(_sounds(anchor.text))
    context = _agreeing(before[::-1], spoken[:first][-CONTEXT:][::-1])
    context += _agreeing(after, spoken[stop : stop + CONTEXT])
    start_ms = words[first].start_ms
    if start_ms is None or anchor.start_ms is None:
        return context, 0
    return context, -abs(start_ms - anchor.start_ms)


def _by_context(anchor: Anchor, words: Sequence[Word]) -> Place | None:
    """Find what stands between the words that stood around the passage."""
    spoken = [sounded(word.text) for word in words]
    before, after = _sounds(anchor.before)[-3:], _sounds(anchor.after)[:3]
    if len(before) < 2 or len(after) < 2:
        return None
    most = MOST_GROWTH * max(1, len(_sounds(anchor.text)))
    for at in _places_of(before, spoken):
        first = at + len(before)
        window = spoken[first : first + most + len(after)]
        for offset in _places_of(after, window):
            if 0 < offset <= most:
                return Place(first, first + offset, How.CONTEXT)
    return None


def _by_time(anchor: Anchor, words: Sequence[Word]) -> Place | None:
    if anchor.start_ms is None or anchor.end_ms is None:
        return None
    inside = [
        at
        for at, word in enumerate(words)
        if word.start_ms is not None
        and word.end_ms is not None
        and word.start_ms < anchor.end_ms
        and word.end_ms > anchor.start_ms
    ]
    if not inside or inside[-1] - inside[0] >= MOST_GROWTH * len(anchor.word_ids) + 2:
        return None
    return Place(inside[0], inside[-1] + 1, How.TIME)


def _places_of(wanted: Sequence[str], spoken: Sequence[str]) -> Iterator[int]:
    """Yield where a run of words stands."""
    count = len(wanted)
    for at, word in enumerate(spoken):
        if word == wanted[0] and spoken[at : at + count] == wanted:
            yield at


def _agreeing(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many words two contexts share, from the passage outward."""
    shared = 0
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            break
        shared += 1
    return shared


def _said(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _sounds(text: str) -> list[str]:
    return [sounded(word) for word in text.split()]
