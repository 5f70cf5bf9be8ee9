"""
Editions: one transcript on the clock of an edition of its recording.

A word is heard in an edition if its middle is: a cut through a word leaves the larger
half of it to whoever has it, and the word ends with the cut. A word without a time goes
where the timed word before it goes, of its own turn if there is one.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice

from callsign.engines.transcript.captions import NoTimes
from callsign.engines.transcript.edit_list import EditList, Kept, Other
from callsign.engines.transcript.model import (
    Event,
    Note,
    Transcript,
    Turn,
    Word,
)
from callsign.engines.transcript.piecewise import Spoken, pieces, sounds_of

# Shorter than this, what was put in is a jingle or a breath, and is not worth a line.
WORTH_A_LINE_MS = 2_000
# What stands where an edition has something that the master has not.
NOT_WRITTEN = "NOT IN THIS TRANSCRIPT"


@dataclass(frozen=True, slots=True)
class Placed:
    """A word or a sound, the turn it is of, and the moment that decides where it goes."""

    thing: Word | Event
    turn: int
    paragraph: int
    at_ms: int


def on_edition(transcript: Transcript, edits: EditList) -> Transcript:
    """
    Return a transcript as an edition has it: what was cut is gone, the rest on its clock.

    Every word keeps its id, its score and how its time is known. What the edition has and
    the master has not stands as a sound, with its label. Notes stay with what is left of
    the words they are about.

    Cost:    near linear
    Raises:  NoTimes: no word has a time, so nobody can tell which were cut
    """
    shares = _shared_out(_placed(transcript), edits)
    making = _Making(transcript)
    for at_ms, part in edits.placed:
        if isinstance(part, Other):
            making.put_in(part, at_ms)
            continue
        for one in shares[part]:
            making.take(one, part, at_ms)
    turns = tuple(making.turns())
    heard = {turn.speaker for turn in turns}
    return replace(
        transcript,
        speakers=tuple(one for one in transcript.speakers if one.id in heard),
        turns=turns,
        events=tuple(making.events),
        notes=tuple(_notes(transcript, making.taken)),
    )


@dataclass(slots=True)
class _Row:
    """A turn on its way: its words, each with the number of its paragraph."""

    turn: int
    words: list[Word] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words, with a blank line between paragraphs."""
        paragraphs = groupby(zip(self.paragraphs, self.words, strict=True), _number)
        return "\n\n".join(
            " ".join(word.text for _, word in rows) for _, rows in paragraphs
        )


class _Making:
    """The transcript of an edition, as it grows."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self.rows: list[_Row] = []
        self.events: list[Event] = []
        self.taken: set[str] = set()
        self._after: str | None = None
        self._is_interrupted = False

    def put_in(self, part: Other, at_ms: int) -> None:
        """Let something else be heard; whoever spoke begins anew behind it."""
        self._is_interrupted = True
        if part.label or part.duration_ms >= WORTH_A_LINE_MS:
            text = f"({(part.label or NOT_WRITTEN).upper()})"
            end_ms = at_ms + part.duration_ms
            self.events.append(Event(self._after, "break", text, at_ms, end_ms))

    def take(self, one: Placed, part: Kept, at_ms: int) -> None:
        """Take a word or a sound over from the master."""
        thing = one.thing
        start_ms, end_ms = _moved(thing, part, at_ms)
        if isinstance(thing, Event):
            moved = replace(
                thing, after_word=self._after, start_ms=start_ms, end_ms=end_ms
            )
            self.events.append(moved)
            return
        row = self._row(one.turn)
        row.paragraphs.append(one.paragraph)
        row.words.append(replace(thing, start_ms=start_ms, end_ms=end_ms))
        self._after = thing.id
        self.taken.add(thing.id)

    def turns(self) -> Iterator[Turn]:
        """Yield the turns, each from its first to its last timed word."""
        for row in self.rows:
            starts = [one.start_ms for one in row.words if one.start_ms is not None]
            ends = [one.end_ms for one in row.words if one.end_ms is not None]
            yield Turn(
                self.transcript.turns[row.turn].speaker,
                row.text,
                tuple(row.words),
                min(starts, default=None),
                max(ends, default=None),
            )

    def _row(self, turn: int) -> _Row:
        if self._is_interrupted or not self.rows or self.rows[-1].turn != turn:
            self.rows.append(_Row(turn))
            self._is_interrupted = False
        return self.rows[-1]


def _number(numbered: tuple[int, Word]) -> int:
    return numbered[0]


def _shared_out(
    placed: Iterable[Placed], edits: EditList
) -> Mapping[Kept, Sequence[Placed]]:
    """Return what is said in each stretch of the master that the edition has."""
    shares: dict[Kept, list[Placed]] = {part: [] for part in edits.kept}
    in_order = sorted(shares, key=lambda part: part.start_ms)
    starts = [part.start_ms for part in in_order]
    for one in placed:
        at = bisect_right(starts, one.at_ms) - 1
        if at >= 0 and one.at_ms < in_order[at].end_ms:
            shares[in_order[at]].append(one)
    return shares


def _placed(transcript: Transcript) -> Iterator[Placed]:
    """
    Yield every word and sound in order, with the moment that decides about it.

    Raises:  NoTimes
    """
    latest = next((_middle(word) for word in _timed(transcript.words)), None)
    if latest is None:
        raise NoTimes
    sounds = sounds_of(transcript)
    for number, turn in enumerate(transcript.turns):
        first = next(_timed(turn.words), None) or turn
        begins = _middle(first) if first.start_ms is not None else latest
        latest = begins
        for thing, paragraph in _things(pieces(turn, sounds, is_first=not number)):
            at_ms = _middle(thing) if thing.start_ms is not None else latest
            if isinstance(thing, Word):
                latest = at_ms
            yield Placed(thing, number, paragraph, at_ms)


def _things(
    spoken: Iterable[Spoken | Event],
) -> Iterator[tuple[Word | Event, int]]:
    """Yield the words and sounds of a turn, each with the number of its paragraph."""
    paragraph = 0
    for piece in spoken:
        if isinstance(piece, Event):
            yield piece, paragraph
            continue
        words = iter(piece.words)
        for number, text in enumerate(piece.text.split("\n\n")):
            paragraph += bool(number)
            for word in islice(words, len(text.split())):
                yield word, paragraph


def _timed(words: Iterable[Word]) -> Iterator[Word]:
    return (word for word in words if word.start_ms is not None)


def _middle(thing: Word | Event | Turn) -> int:
    return ((thing.start_ms or 0) + (thing.end_ms or 0)) // 2


def _moved(
    thing: Word | Event, part: Kept, at_ms: int
) -> tuple[int | None, int | None]:
    """Return the times of something on the edition's clock, ending with its part."""
    if thing.start_ms is None or thing.end_ms is None:
        return None, None
    by_ms = at_ms - part.start_ms
    return (
        max(thing.start_ms, part.start_ms) + by_ms,
        min(thing.end_ms, part.end_ms) + by_ms,
    )


def _notes(transcript: Transcript, taken: set[str]) -> Iterator[Note]:
    """Yield the notes about words that are left, on as many of them as there are."""
    ids = [word.id for word in transcript.words]
    places = {one: at for at, one in enumerate(ids)}
    for note in transcript.notes:
        last = places.get(note.after_word or "")
        if last is None:
            yield note
            continue
        first = places.get(note.first_word or "")
        # What was retracted stood between two words; it is told if one of them is heard.
        about = ids[first : last + 1] if first is not None else ids[last : last + 2]
        left = [one for one in about if one in taken]
        if not left:
            continue
        if first is None:
            yield replace(note, after_word=_before(last, ids, taken) or left[0])
        else:
            yield replace(note, first_word=left[0], after_word=left[-1])


def _before(last: int, ids: list[str], taken: set[str]) -> str | None:
    """Return the nearest word that is left, from a place backward."""
    return next((one for one in reversed(ids[: last + 1]) if one in taken), None)
