"""
Captions: timed turns cut to lines that can be read while they are heard.

Only words with times, and words beside them, become captions: a passage that was
not found in the recording may never have been spoken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from callsign.engines.transcript.caption_cutting import Screen
from callsign.engines.transcript.caption_times import (
    NEIGHBORS,
    Moment,
    hurried,
    readable,
)
from callsign.engines.transcript.caption_units import Unit, sounds_of, units_of
from callsign.engines.transcript.corrections import parted
from callsign.engines.transcript.model import Speaker, Tier, Transcript, Word
from callsign.engines.transcript.names import is_suffix_of_names

__all__ = ["Caption", "NoTimes", "Unit", "captions", "paced", "spoken_name"]

# What broadcasters put on a screen at once: two lines, which an eye takes in without
# reading from side to side.
# Source:  Netflix Timed Text Style Guide (42); BBC Subtitle Guidelines (37, 2 lines)
LINE_LENGTH, LINE_COUNT = 42, 2
# How fast people speak on the air, where only an estimate is wanted.
WORDS_A_MINUTE = 160


class NoTimes(ValueError):
    """No word of the transcript has a time, so there is nothing to caption."""

    def __init__(self) -> None:
        super().__init__(
            "this transcript has no times yet; align it with its recording first"
        )


@dataclass(frozen=True, slots=True)
class Caption:
    """
    What stands on the screen at once; ``speaker`` is a name, or None.

    ``rows`` are its lines, word by word; a name that opens them has no time of its own.
    ``voice`` is the id of the speaker in the transcript.
    """

    start_ms: int
    end_ms: int
    speaker: str | None
    rows: tuple[tuple[Unit, ...], ...]
    opens_turn: bool
    voice: str | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines as they are read."""
        return tuple(" ".join(unit.text for unit in row) for row in self.rows)


def captions(
    transcript: Transcript,
    *,
    line_length: int = LINE_LENGTH,
    line_count: int = LINE_COUNT,
    with_names: bool = False,
    mark: str = "",
) -> Iterator[Caption]:
    """
    Yield the captions of a transcript, one after the other.

    With ``with_names`` a turn begins with its speaker's name, as part of its lines, and
    a ``mark`` in front of it. A word longer than a line is parted. What stands on both sides
    of a retracted passage never stands on the screen at once.

    Raises:  NoTimes: no word has a time

    >>> from callsign.engines.transcript.model import Turn
    >>> words = (Word("w1", "Good", 0, 200), Word("w2", "morning.", 200, 700))
    >>> transcript = Transcript(turns=(Turn(None, "Good morning.", words),))
    >>> list(captions(transcript, line_length=8))[0].lines
    ('Good', 'morning.')
    """
    if not any(word.start_ms is not None for word in transcript.words):
        raise NoTimes
    screen = Screen(line_length, line_count)
    turns = _turns(parted(transcript), screen, with_names=with_names, mark=mark)
    groups, times = _readable(turns, screen)
    for group, (start_ms, end_ms) in zip(groups, times, strict=True):
        turn = group.turn
        yield Caption(
            start_ms, end_ms, turn.name, group.rows, group.opens_turn, turn.speaker
        )


def paced(transcript: Transcript) -> Transcript:
    """
    Return the transcript with times as if read aloud at an even pace.

    For a first look at captions, before a recording was aligned; such times are
    guesses, and marked as interpolated.
    """
    step_ms = 60_000 // WORDS_A_MINUTE
    at_ms = 0
    turns = []
    for turn in transcript.turns:
        words = []
        for word in turn.words:
            words.append(
                Word(word.id, word.text, at_ms, at_ms + step_ms, Tier.INTERPOLATED)
            )
            at_ms += step_ms
        turns.append(replace(turn, words=tuple(words)))
    return replace(transcript, turns=tuple(turns))


def spoken_name(speaker: Speaker) -> str | None:
    """Return what to call a speaker on a screen: the name, or else the label."""
    if speaker.name:
        return speaker.name
    return speaker.labels[0].capitalize() if speaker.labels else None


@dataclass(slots=True)
class _Turn:
    """A turn on its way to the screen: ``labels`` are what may name it, longest first."""

    speaker: str | None
    name: str | None
    units: list[Unit]
    next_ms: int | None
    labels: list[list[Unit]]
    groups: list["_Group"] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """The words of one caption, as lines."""

    turn: _Turn
    units: list[Unit]
    rows: tuple[tuple[Unit, ...], ...]
    opens_turn: bool

    @property
    def moment(self) -> Moment:
        letters = sum(len(unit.text) + 1 for unit in self.units) - 1
        end_ms = max(unit.end_ms for unit in self.units)
        return Moment(self.units[0].start_ms, end_ms, letters)


def _turns(
    transcript: Transcript, screen: Screen, *, with_names: bool, mark: str
) -> list[_Turn]:
    speakers = {one.id: spoken_name(one) for one in transcript.speakers}
    sounds = sounds_of(transcript)
    turns: list[_Turn] = []
    next_ms: int | None = None
    for turn in reversed(transcript.turns):
        units = units_of(turn, sounds, longest=screen.line_length, until_ms=next_ms)
        if not units:
            continue
        name = speakers.get(turn.speaker or "")
        labels: list[list[Unit]] = [[]]
        if with_names and name:
            labels = _labels(name, units[0], screen, mark=mark)
        turns.append(_Turn(turn.speaker, name, units, next_ms, labels))
        next_ms = units[0].start_ms
    return turns[::-1]


def _labels(name: str, first: Unit, screen: Screen, *, mark: str) -> list[list[Unit]]:
    """Return a name, its last word and a dash: what there is time to read."""
    full = " ".join(name.split())
    room = screen.line_length - len(mark)
    if len(full) >= room:
        full = f"{full[: room - 2].rstrip(' :')}…"
    tokens = [one for one in full.split() if not is_suffix_of_names(one)]
    short = tokens[-1].strip(",") if tokens else full
    texts = [f"{mark}{full}:", f"{mark}{short}:", "–"]
    return [
        [
            Unit(one, first.start_ms, first.start_ms, is_said=False)
            for one in text.split()
        ]
        for text in texts
    ]


def _readable(
    turns: list[_Turn], screen: Screen
) -> tuple[list[_Group], list[tuple[int, int]]]:
    """Return captions with their times; who speaks too fast is named more briefly."""
    while True:
        groups = _in_time(turns, screen)
        moments = [group.moment for group in groups]
        times = readable(moments)
        too_long = [
            one.turn
            for at in hurried(moments, times)
            for one in groups[max(0, at - NEIGHBORS) : at + NEIGHBORS + 1]
            if len(one.turn.labels) > 1
        ]
        if not too_long:
            return groups, times
        for turn in {id(turn): turn for turn in too_long}.values():
            turn.labels.pop(0)
            turn.groups.clear()


def _in_time(turns: Sequence[_Turn], screen: Screen) -> list[_Group]:
    """Return captions in the order in which they are heard, also of two at once."""
    for turn in turns:
        if not turn.groups:
            named = [*turn.labels[0], *turn.units]
            turn.groups = [
                _Group(turn, units, screen.rows(units), opens_turn=at == 0)
                for at, units in enumerate(screen.cut(named, next_ms=turn.next_ms))
            ]
    groups = [group for turn in turns for group in turn.groups]
    groups.sort(key=lambda group: group.units[0].start_ms)
    for before, group in pairwise(groups):
        if before.turn is not group.turn and not group.opens_turn:
            _name_again(group, screen)
    return groups


def _name_again(group: _Group, screen: Screen) -> None:
    """Name who goes on after somebody else spoke at the same time, where it fits."""
    label = group.turn.labels[0]
    if label and group.units[0].text != label[0].text:
        at_ms = group.units[0].start_ms
        opening = [replace(one, start_ms=at_ms, end_ms=at_ms) for one in label]
        if screen.holds([*opening, *group.units]):
            group.units = [*opening, *group.units]
            group.rows = screen.rows(group.units)
