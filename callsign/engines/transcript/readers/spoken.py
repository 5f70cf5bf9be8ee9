"""Turns in the making: all words in one column, and where turns and paragraphs begin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from callsign.engines.transcript.model import Tier, Turn, require_times
from callsign.engines.transcript.readers.sharing import shared_out
from callsign.engines.transcript.words import Column, columns_to_words

# As words are made (words.py): a frozen Turn guards each assignment of its own __init__,
# and captions of an hour have thousands.
_blank_turn = object.__new__
_set_speaker, _set_text, _set_words, _set_start_ms, _set_end_ms = (
    Turn.__dict__[name].__set__ for name in Turn.__slots__
)

Stretch = tuple[int | None, int | None]
NO_TIMES: Stretch = (None, None)


@dataclass(slots=True)
class OpenTurn:
    """
    A turn while its words come in: words of the column from ``first`` on.

    ``breaks`` tells where paragraphs begin. ``start_ms`` and ``end_ms`` hold all its words;
    what is said next must not begin before ``latest_start_ms``.
    """

    speaker: str | None
    first: int
    start_ms: int | None
    end_ms: int | None
    breaks: list[int] = field(default_factory=list)
    latest_start_ms: int = 0
    latest_end_ms: int | None = None

    @property
    def paragraph_start(self) -> int:
        """Where the last paragraph begins."""
        return self.breaks[-1] if self.breaks else self.first


class Spoken:
    """What is said in a file, word by word."""

    def __init__(self) -> None:
        self.column = Column()
        self.turns: list[OpenTurn] = []
        self._stated: Stretch | None = None  # of a turn that is to begin

    def turn_of(self, speaker: str | None) -> OpenTurn:
        """Return the turn that a voice's next words belong to."""
        if self.turns and self._stated is None and self.turns[-1].speaker == speaker:
            return self.turns[-1]
        turn = OpenTurn(speaker, len(self.column.texts), *(self._stated or NO_TIMES))
        self.turns.append(turn)
        self._stated = None
        return turn

    def new_turn(self, start_ms: int | None, end_ms: int | None) -> None:
        """Let what is said next begin a turn; the file may state its times."""
        self._stated = (start_ms, end_ms)

    def paragraph(self) -> None:
        """Let what is said next begin a paragraph."""
        if self._stated is not None or not self.turns:
            return  # a turn begins anyway
        count = len(self.column.texts)
        if self.turns[-1].paragraph_start < count:
            self.turns[-1].breaks.append(count)

    def add(
        self,
        turn: OpenTurn,
        texts: Sequence[str],
        times: Stretch,
        tier: Tier,
        score: float | None,
    ) -> None:
        """Append words to the turn that is open; several share their time by letters."""
        column, count = self.column, len(texts)
        start_ms, end_ms = times
        column.texts += texts
        column.scores += [score] * count
        if start_ms is None or end_ms is None:
            column.starts += [None] * count
            column.ends += [None] * count
            column.tiers += [Tier.NONE] * count
            return
        if count == 1:
            column.starts.append(start_ms)
            column.ends.append(end_ms)
            column.tiers.append(tier)
        else:
            starts, ends = shared_out(texts, start_ms, end_ms)
            column.starts += starts
            column.ends += ends
            column.tiers += [Tier.INTERPOLATED] * count
        turn.latest_start_ms, turn.latest_end_ms = start_ms, end_ms
        if turn.start_ms is None:
            turn.start_ms = start_ms
        if turn.end_ms is None or end_ms > turn.end_ms:
            turn.end_ms = end_ms

    def made(self) -> Iterator[Turn]:
        """Make all words at once, which is faster, and hand each turn its own."""
        words = columns_to_words(self.column)
        for turn, following in zip_longest(self.turns, self.turns[1:]):
            end = following.first if following else len(words)
            require_times(turn.start_ms, turn.end_ms)
            made = _blank_turn(Turn)
            _set_speaker(made, turn.speaker)
            _set_text(made, self._text(turn, end))
            _set_words(made, words[turn.first : end])
            _set_start_ms(made, turn.start_ms)
            _set_end_ms(made, turn.end_ms)
            yield made

    def _text(self, turn: OpenTurn, end: int) -> str:
        texts = self.column.texts
        if not turn.breaks:
            return " ".join(texts[turn.first : end])
        edges = [turn.first, *turn.breaks, end]
        return "\n\n".join(
            " ".join(texts[start:stop])
            for start, stop in pairwise(edges)
            if start < stop
        )
