"""What was heard: the words in a machine's file, before they are a transcript."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from callsign.engines.transcript.readers.building import IMPOSSIBLE, Building
from callsign.engines.transcript.readers.pieces import matched
from callsign.engines.transcript.readers.times import is_no_time, seconds
from callsign.engines.transcript.readers.values import (
    label_at,
    lowest,
    mapped,
    score,
    text_at,
)

# Of a text whose words are listed otherwise, so many in a row are an editor's business.
LONG_PASSAGE = 12


class Heard(NamedTuple):
    """A word or a passage as a file has it; ``speaker`` is the label of a voice."""

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    score: float | None = None
    speaker: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """
    Under which keys a format keeps what was heard.

    Of several keys for the text the first that holds one is taken. With ``length`` a
    word ends so long after it starts.

    >>> shape = Shape(("word",), "start", "end")
    >>> values = [{"word": "Good", "start": 0.5, "end": 0.75, "confidence": 0.9}]
    >>> shape.heard(Building(), values, "words")[0][:4]
    ('Good', 500, 750, 0.9)
    """

    texts: Sequence[str]
    start: str
    end: str
    score: str = "confidence"
    speaker: str = "speaker"
    time: Callable[[object], int | None] = seconds
    length: str = ""

    def heard(
        self, building: Building, values: Iterable[object], where: str
    ) -> list[Heard]:
        """Return what stands in a list; what is no word is reported as lost."""
        found = (
            self.one(building, value, f"{where}[{number}]")
            for number, value in enumerate(values)
        )
        return [one for one in found if one is not None]

    def one(self, building: Building, value: object, where: str) -> Heard | None:
        """Return a word, or report that this is none."""
        word = mapped(value)
        text = next(filter(None, (text_at(word, key) for key in self.texts)), "")
        if not text:
            building.problem("not a word, left out", where=where, is_loss=True)
            return None
        start_ms, end_ms = self._times(word)
        if is_no_time(
            self.time, word.get(self.start), word.get(self.length or self.end)
        ):
            building.problem(IMPOSSIBLE, where=where)
            start_ms = end_ms = None
        sure, voice = score(word.get(self.score)), label_at(word, self.speaker)
        return Heard(text, start_ms, end_ms, sure, voice, where)

    def _times(self, word: Mapping[str, object]) -> tuple[int | None, int | None]:
        start_ms = self.time(word.get(self.start))
        if not self.length:
            return start_ms, self.time(word.get(self.end))
        length_ms = self.time(word.get(self.length))
        if start_ms is None or length_ms is None:
            return start_ms, None
        return start_ms, start_ms + length_ms


def say_heard(
    building: Building, heard: Iterable[Heard], *, speaker: str | None = None
) -> None:
    """Say one word after the other; ``speaker`` says those that have no voice."""
    for one in heard:
        building.say(
            one.text,
            speaker=building.speaker(one.speaker) or speaker,
            start_ms=one.start_ms,
            end_ms=one.end_ms,
            score=one.score,
            where=one.where,
        )


def say_text(
    building: Building,
    text: str,
    heard: Sequence[Heard],
    *,
    speaker: str | None = None,
    within: tuple[int | None, int | None] = (None, None),
    where: str = "",
) -> None:
    """
    Say a text verbatim, with the times, scores and voices of the words heard in it.

    A file may spell the two differently ($5, five dollars): the text is what was said,
    unless it has less than half of the words. Where no word was heard, the times of
    ``within`` are shared out.
    """
    if 2 * len(text.strip()) < sum(len(one.text) for one in heard):
        if text.strip():
            building.problem("less than its words say, left out", where=where)
        say_heard(building, heard, speaker=speaker)
        return
    if not heard:
        building.say(
            text, speaker=speaker, start_ms=within[0], end_ms=within[1], where=where
        )
        return
    voice = heard[0].speaker
    for said, parts in matched(text, heard, _spelled):
        voice = parts[0].speaker if parts else voice
        start_ms, end_ms = stretch(parts)
        if said.count(" ") >= LONG_PASSAGE:
            building.problem("a passage unlike its words, timed as one", where=where)
        building.say(
            said,
            speaker=building.speaker(voice) or speaker,
            start_ms=start_ms,
            end_ms=end_ms,
            score=lowest(one.score for one in parts),
            where=parts[0].where if parts else where,
        )


def stretch(heard: Sequence[Heard]) -> tuple[int | None, int | None]:
    """
    Return when the first of some words starts and the last ends.

    >>> stretch([Heard("Good", 0, 200), Heard("day"), Heard(".", 500, 500)])
    (0, 500)
    """
    starts = [one.start_ms for one in heard if one.start_ms is not None]
    ends = [one.end_ms for one in heard if one.end_ms is not None]
    return starts[0] if starts else None, ends[-1] if ends else None


def _spelled(one: Heard) -> str:
    return one.text
