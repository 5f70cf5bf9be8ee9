"""
Captions: timed turns cut to lines that can be read while they are heard.

Only words with times, and words beside them, become captions: a passage that was
not found in the recording may never have been spoken.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from callsign.engines.transcript.model import Speaker, Tier, Transcript, Turn, Word

# A silence this long inside a turn takes the caption off the screen.
LONGEST_PAUSE_MS = 2_000
# Untimed words up to this many belong to the timed word beside them; more of
# them are a passage that the recording may not have.
MOST_UNTIMED = 12
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
    """What stands on the screen at once; ``speaker`` is a name, or None."""

    start_ms: int
    end_ms: int
    speaker: str | None
    lines: tuple[str, ...]
    opens_turn: bool


def captions(
    transcript: Transcript, *, line_length: int, line_count: int
) -> Iterator[Caption]:
    """
    Yield the captions of a transcript, in the order of its turns.

    Raises:  NoTimes: no word has a time

    >>> words = (Word("w1", "Good", 0, 200), Word("w2", "morning.", 200, 700))
    >>> transcript = Transcript(turns=(Turn(None, "Good morning.", words),))
    >>> list(captions(transcript, line_length=8, line_count=2))[0].lines
    ('Good', 'morning.')
    """
    if not any(word.start_ms is not None for word in transcript.words):
        raise NoTimes
    names = {one.id: spoken_name(one) for one in transcript.speakers}
    for turn in transcript.turns:
        opens_turn = True
        for group in _groups(turn, line_length, line_count):
            yield _caption(
                group, names.get(turn.speaker or ""), line_length, opens_turn=opens_turn
            )
            opens_turn = False


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
class _Piece:
    """A timed word with the untimed ones beside it."""

    start_ms: int
    end_ms: int
    texts: list[str]

    @property
    def length(self) -> int:
        return sum(map(len, self.texts)) + len(self.texts) - 1


def _groups(turn: Turn, line_length: int, line_count: int) -> Iterator[list[_Piece]]:
    """Yield what fits on the screen together."""
    group: list[_Piece] = []
    length = 0
    for piece in _pieces(turn.words):
        if group and (
            piece.start_ms - group[-1].end_ms > LONGEST_PAUSE_MS
            or length + 1 + piece.length > line_length * line_count
            or _is_full(group, length, line_length * line_count)
        ):
            yield group
            group, length = [], 0
        length += piece.length + bool(group)
        group.append(piece)
    if group:
        yield group


def _is_full(group: Sequence[_Piece], length: int, room: int) -> bool:
    """Return whether a sentence ends here and the caption is long enough to stand."""
    return group[-1].texts[-1][-1:] in (".", "?", "!", "…") and length * 2 > room


def _pieces(words: Sequence[Word]) -> list[_Piece]:
    pieces: list[_Piece] = []
    untimed: list[str] = []
    for word in words:
        text = " ".join(word.text.split())
        if word.start_ms is None or word.end_ms is None:
            untimed.append(text)
            continue
        piece = _Piece(word.start_ms, word.end_ms, [text])
        if len(untimed) <= MOST_UNTIMED:
            if pieces:
                pieces[-1].texts += untimed
            else:
                piece.texts = [*untimed, text]
        untimed = []
        pieces.append(piece)
    if pieces and len(untimed) <= MOST_UNTIMED:
        pieces[-1].texts += untimed
    return pieces


def _caption(
    group: Sequence[_Piece], name: str | None, line_length: int, *, opens_turn: bool
) -> Caption:
    text = " ".join(text for piece in group for text in piece.texts if text)
    start_ms = group[0].start_ms
    lines = textwrap.wrap(
        text, line_length, break_long_words=False, break_on_hyphens=False
    )
    return Caption(
        start_ms=start_ms,
        end_ms=max(start_ms + 1, *(piece.end_ms for piece in group)),
        speaker=name,
        lines=tuple(lines),
        opens_turn=opens_turn,
    )
