"""
Captions: timed turns cut to lines that can be read while they are heard.

Only words with times, and words beside them, become captions: a passage that was
not found in the recording may never have been spoken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from callsign.engines.transcript.model import Speaker, Tier, Transcript, Turn, Word

# What broadcasters put on a screen at once: two lines, which an eye takes in without
# reading from side to side.
# Source:  Netflix Timed Text Style Guide (42); BBC Subtitle Guidelines (37, 2 lines)
LINE_LENGTH, LINE_COUNT = 42, 2
# A silence this long inside a turn takes the caption off the screen.
LONGEST_PAUSE_MS = 2_000
# Untimed words up to this many belong to the timed word beside them; more of
# them are a passage that the recording may not have.
MOST_UNTIMED = 12
ENDS_A_SENTENCE = (".", "?", "!", "…")
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
    transcript: Transcript,
    *,
    line_length: int = LINE_LENGTH,
    line_count: int = LINE_COUNT,
    with_names: bool = False,
) -> Iterator[Caption]:
    """
    Yield the captions of a transcript, in the order of its turns.

    With ``with_names`` a turn begins with its speaker's name, as part of its lines. Only
    a word longer than a line makes a line longer than that.

    Raises:  NoTimes: no word has a time

    >>> words = (Word("w1", "Good", 0, 200), Word("w2", "morning.", 200, 700))
    >>> transcript = Transcript(turns=(Turn(None, "Good morning.", words),))
    >>> list(captions(transcript, line_length=8))[0].lines
    ('Good', 'morning.')
    """
    if not any(word.start_ms is not None for word in transcript.words):
        raise NoTimes
    names = {one.id: spoken_name(one) for one in transcript.speakers}
    screen = _Screen(line_length, line_count)
    for turn in transcript.turns:
        name = names.get(turn.speaker or "")
        opening = f"{name}:".split() if with_names and name else []
        opens_turn = True
        for group in _groups(turn, screen, opening):
            yield _caption(group, name, screen, opening, opens_turn=opens_turn)
            opens_turn, opening = False, []


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


@dataclass(frozen=True, slots=True)
class _Screen:
    """Room for a few short lines."""

    line_length: int
    line_count: int

    def lines(self, words: Sequence[str]) -> list[str]:
        """Return words as lines, each as full as it can be."""
        lines: list[str] = []
        for word in words:
            if lines and len(lines[-1]) + 1 + len(word) <= self.line_length:
                lines[-1] = f"{lines[-1]} {word}"
            else:
                lines.append(word)
        return lines

    def holds(self, words: Sequence[str]) -> bool:
        """Return whether all the words can stand at once; one alone always can."""
        return len(words) < 2 or len(self.lines(words)) <= self.line_count

    def is_half_full(self, words: Sequence[str]) -> bool:
        """Return whether so much stands there that it may stand alone."""
        return 2 * len(" ".join(words)) > self.line_length * self.line_count


@dataclass(slots=True)
class _Piece:
    """A timed word with the untimed ones beside it."""

    start_ms: int
    end_ms: int
    texts: list[str]


def _groups(
    turn: Turn, screen: _Screen, opening: Sequence[str]
) -> Iterator[list[_Piece]]:
    """Yield what fits on the screen together, at first behind an opening."""
    group: list[_Piece] = []
    words = list(opening)
    for piece in _fitting(_pieces(turn.words), screen, opening):
        if group and (
            piece.start_ms - group[-1].end_ms > LONGEST_PAUSE_MS
            or not screen.holds(words + piece.texts)
            or (
                " ".join(words).endswith(ENDS_A_SENTENCE) and screen.is_half_full(words)
            )
        ):
            yield group
            group, words = [], []
        words += piece.texts
        group.append(piece)
    if group:
        yield group


def _fitting(
    pieces: Sequence[_Piece], screen: _Screen, opening: Sequence[str]
) -> Iterator[_Piece]:
    """
    Yield the pieces, parted where one is too long for the screen.

    Its time is parted by the letters of its words: between two timed words nobody
    knows better.
    """
    for at, piece in enumerate(pieces):
        parts: list[list[str]] = [[]]
        for text in piece.texts:
            before = [*(opening if at == 0 and len(parts) == 1 else ()), *parts[-1]]
            if parts[-1] and not screen.holds([*before, text]):
                parts.append([])
            parts[-1].append(text)
        if len(parts) == 1:
            yield piece
            continue
        next_ms = pieces[at + 1].start_ms if at + 1 < len(pieces) else piece.end_ms
        yield from _shared_out(piece, parts, until_ms=max(piece.end_ms, next_ms))


def _shared_out(
    piece: _Piece, parts: Sequence[list[str]], *, until_ms: int
) -> Iterator[_Piece]:
    letters = sum(map(len, piece.texts))
    start_ms, said = piece.start_ms, 0
    for part in parts:
        said += sum(map(len, part))
        end_ms = piece.start_ms + (until_ms - piece.start_ms) * said // letters
        yield _Piece(start_ms, end_ms, part)
        start_ms = end_ms


def _pieces(words: Sequence[Word]) -> list[_Piece]:
    pieces: list[_Piece] = []
    untimed: list[str] = []
    for word in words:
        texts = word.text.split()
        if word.start_ms is None or word.end_ms is None:
            untimed += texts
            continue
        piece = _Piece(word.start_ms, word.end_ms, texts)
        if len(untimed) <= MOST_UNTIMED:
            if pieces:
                pieces[-1].texts += untimed
            else:
                piece.texts = [*untimed, *texts]
        untimed = []
        pieces.append(piece)
    if pieces and len(untimed) <= MOST_UNTIMED:
        pieces[-1].texts += untimed
    return pieces


def _caption(
    group: Sequence[_Piece],
    name: str | None,
    screen: _Screen,
    opening: Sequence[str],
    *,
    opens_turn: bool,
) -> Caption:
    texts = [text for piece in group for text in piece.texts]
    start_ms = group[0].start_ms
    return Caption(
        start_ms=start_ms,
        end_ms=max(start_ms + 1, *(piece.end_ms for piece in group)),
        speaker=name,
        lines=tuple(screen.lines([*opening, *texts])),
        opens_turn=opens_turn,
    )
