"""
Building: a transcript from a file that says when things were said.

A reader tells what its file says, in order; here words are numbered, voices gathered,
turns and paragraphs parted, and impossible times left out and reported. A word is never
lost for its times.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from callsign.engines.transcript.model import (
    Boilerplate,
    Event,
    Note,
    Problem,
    Role,
    Speaker,
    Tier,
    Transcript,
    Turn,
)
from callsign.engines.transcript.readers.sharing import shared_out
from callsign.engines.transcript.script import MOST_WORDS, ScriptTooLong
from callsign.engines.transcript.words import (
    Column,
    columns_to_words,
    without_collector,
)

# After a full stop, a silence this long is the end of a thought.
PARAGRAPH_PAUSE_MS = 1_500
# Where nobody pauses, a reader's eye still needs an end: at a full stop after this many.
LONG_PARAGRAPH = 90  # words
# Of one kind of oddity the first of each are told, and how many more there are.
TOLD = 20

_ENDS = (".", "?", "!", "…", '."', '?"', ".”", "?”")
_NO_LETTER = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
# What machines call a voice they cannot name: spk_0, Speaker B, F_S12, UU, 0.
_BETWEEN = re.compile(r"[\W_]+")
_NOBODY = re.compile(
    r"(?:spk|speaker|sprecher|voice|channel|ch|unnamed|unknown|unidentified|uu|tbc)?\d*"
    r"|[smf]\d*",
    re.I,
)


@dataclass(slots=True)
class _Turn:
    speaker: str | None
    paragraphs: list[list[str]] = field(default_factory=lambda: [[]])
    column: Column = field(default_factory=Column)
    latest_start_ms: int = 0
    latest_end_ms: int | None = None


class Building:
    """
    A transcript while its file is read.

    With ``parts_paragraphs`` the words of a turn are parted where the voice pauses; a
    format that has paragraphs of its own calls ``paragraph`` instead.
    """

    def __init__(self, *, parts_paragraphs: bool = True) -> None:
        self.parts_paragraphs = parts_paragraphs
        self.speakers: dict[str, Speaker] = {}
        self.events: list[Event] = []
        self.notes: list[Note] = []
        self.boilerplate: list[Boilerplate] = []
        self._turns: list[_Turn] = []
        self._problems: list[Problem] = []
        self._told: Counter[str] = Counter()
        self._voices: dict[str, str | None] = {}
        self._word_count = 0

    @property
    def latest_word(self) -> str | None:
        """The id of the word that was said last, or None before the first."""
        return f"w{self._word_count}" if self._word_count else None

    def speaker(
        self, label: str | None, *, name: str | None = None, role: Role | None = None
    ) -> str | None:
        """
        Return the id of the voice that a label names; None without a label.

        ``spk_0`` and ``Speaker 2`` are labels of nobody known.
        """
        if not label:
            return None
        if label not in self._voices:
            self._voices[label] = self._new_speaker(label, name, role)
        return self._voices[label]

    def _new_speaker(
        self, label: str, name: str | None, role: Role | None
    ) -> str | None:
        label = " ".join(_NO_LETTER.sub("", label).split())
        if not label:
            return None
        if label not in self.speakers:
            is_nobody = name is None and _is_nobody(label)
            self.speakers[label] = Speaker(
                id=f"s{len(self.speakers) + 1}",
                name=None if is_nobody else name or label,
                role=role or (Role.UNIDENTIFIED if is_nobody else None),
                labels=(label,),
            )
        return self.speakers[label].id

    def say(
        self,
        text: str,
        *,
        speaker: str | None = None,
        start_ms: int | None = None,
        end_ms: int | None = None,
        score: float | None = None,
        tier: Tier = Tier.IMPORTED,
        where: str = "",
        line: int | None = None,
    ) -> None:
        """
        Say a word or a passage; one of several words shares its time out by letters.

        ``where`` or ``line`` names the place in the file, should its times be impossible.
        """
        texts = self._clean(text, where=where, line=line).split()
        if not texts:
            return
        turn = self._turn_of(speaker)
        times = self._usable(turn, start_ms, end_ms, where=where, line=line)
        self._part(turn, times[0])
        turn.paragraphs[-1] += texts
        self._word_count += len(texts)
        if self._word_count > MOST_WORDS:
            raise ScriptTooLong(
                f"this file has more than {MOST_WORDS:,} words, which nobody says in a"
                " broadcast; upload the transcript of one recording"
            )
        column = turn.column
        column.texts += texts
        column.scores += [score] * len(texts)
        if times[0] is None:
            column.starts += [None] * len(texts)
            column.ends += [None] * len(texts)
            column.tiers += [Tier.NONE] * len(texts)
            return
        starts, ends = shared_out(texts, *times)
        column.starts += starts
        column.ends += ends
        column.tiers += [tier if len(texts) == 1 else Tier.INTERPOLATED] * len(texts)
        turn.latest_start_ms, turn.latest_end_ms = times

    def glue(self, mark: str) -> None:
        """Append a mark of punctuation to the word that was said last."""
        mark = "".join(self._clean(mark, where="", line=None).split())
        if not self._word_count:
            self.say(mark)
            return
        turn = next(one for one in reversed(self._turns) if one.column.texts)
        turn.column.texts[-1] += mark
        turn.paragraphs[-1][-1] += mark

    def new_turn(self) -> None:
        """Let what is said next begin a turn, though the voice may be the same."""
        if self._turns and self._turns[-1].column.texts:
            self._turns.append(_Turn(self._turns[-1].speaker))

    def paragraph(self) -> None:
        """Let what is said next begin a paragraph."""
        if self._turns and self._turns[-1].paragraphs[-1]:
            self._turns[-1].paragraphs.append([])

    def event(
        self,
        kind: str,
        text: str,
        *,
        start_ms: int | None = None,
        end_ms: int | None = None,
    ) -> None:
        """Write down a sound behind the word that was said last."""
        if start_ms is None or end_ms is None or not 0 <= start_ms <= end_ms:
            start_ms = end_ms = None
        text = self._clean(text, where="", line=None)
        self.events.append(Event(self.latest_word, kind, text, start_ms, end_ms))

    def note(self, kind: str, text: str) -> None:
        """Write down what somebody remarked behind the word that was said last."""
        text = self._clean(text, where="", line=None)
        self.notes.append(Note(kind, text, self.latest_word))

    def keep_apart(self, line: int, text: str) -> None:
        """Keep a line that came with the file and is not speech."""
        text = self._clean(text, where="", line=line)
        self.boilerplate.append(Boilerplate(line, text))

    def problem(
        self,
        message: str,
        *,
        where: str = "",
        line: int | None = None,
        is_loss: bool = False,
    ) -> None:
        """Report something odd; of many alike only the first are told one by one."""
        self._told[message] += 1
        if self._told[message] <= TOLD:
            said = f"{where}: {message}" if where else message
            self._problems.append(Problem(line, said, is_loss))

    def transcript(self, *, problems: Sequence[Problem] = ()) -> Transcript:
        """Return what was said; ``problems`` are told first."""
        with without_collector():
            turns = tuple(self._made_turns())
        found = [*problems, *self._problems]
        found += [
            Problem(None, f"{count - TOLD} times more: {message}")
            for message, count in self._told.items()
            if count > TOLD
        ]
        if not turns:
            found.append(Problem(None, "nobody speaks in this file"))
        return Transcript(
            speakers=tuple(self.speakers.values()),
            turns=turns,
            events=tuple(self.events),
            notes=tuple(self.notes),
            boilerplate=tuple(self.boilerplate),
            problems=tuple(found),
        )

    def _made_turns(self) -> list[Turn]:
        """Make all words at once, which is faster, and hand each turn its own."""
        spoken = [turn for turn in self._turns if turn.column.texts]
        whole = Column()
        for turn in spoken:
            whole.extend(turn.column)
        words = columns_to_words(whole)
        made: list[Turn] = []
        first = 0
        for turn in spoken:
            end = first + len(turn.column.texts)
            starts = [ms for ms in turn.column.starts if ms is not None]
            ends = [ms for ms in turn.column.ends if ms is not None]
            text = "\n\n".join(" ".join(row) for row in turn.paragraphs if row)
            made.append(
                Turn(
                    turn.speaker,
                    text,
                    words[first:end],
                    min(starts, default=None),
                    max(ends, default=None),
                )
            )
            first = end
        return made

    def _clean(self, text: str, *, where: str, line: int | None) -> str:
        """Return text without what is no letter in any alphabet, which no page can show."""
        if _NO_LETTER.search(text) is None:
            return text
        self.problem(
            "characters that are none, left out", where=where, line=line, is_loss=True
        )
        return _NO_LETTER.sub("", text)

    def _turn_of(self, speaker: str | None) -> _Turn:
        if not self._turns or self._turns[-1].speaker != speaker:
            if self._turns and not self._turns[-1].column.texts:
                self._turns.pop()
            self._turns.append(_Turn(speaker))
        return self._turns[-1]

    def _usable(
        self,
        turn: _Turn,
        start_ms: int | None,
        end_ms: int | None,
        *,
        where: str,
        line: int | None,
    ) -> tuple[int, int] | tuple[None, None]:
        if start_ms is None and end_ms is None:
            return None, None
        if start_ms is None or end_ms is None or not 0 <= start_ms <= end_ms:
            self.problem("impossible times, left out", where=where, line=line)
            return None, None
        if start_ms < turn.latest_start_ms:
            self.problem("times that run backwards, left out", where=where, line=line)
            return None, None
        return start_ms, end_ms

    def _part(self, turn: _Turn, start_ms: int | None) -> None:
        """Begin a paragraph where the voice pauses, or where an eye needs an end."""
        row = turn.paragraphs[-1]
        if not self.parts_paragraphs or not row or not row[-1].endswith(_ENDS):
            return
        is_pause = (
            start_ms is not None
            and turn.latest_end_ms is not None
            and start_ms - turn.latest_end_ms >= PARAGRAPH_PAUSE_MS
        )
        if is_pause or len(row) >= LONG_PARAGRAPH:
            turn.paragraphs.append([])


def _is_nobody(label: str) -> bool:
    """
    Return whether a label only numbers a voice.

    >>> [_is_nobody(one) for one in ("spk_0", "Speaker B", "F_S12", "June B")]
    [True, True, True, False]
    """
    *before, last = _BETWEEN.split(label)
    return all(map(_NOBODY.fullmatch, before)) and (
        len(last) == 1 or _NOBODY.fullmatch(last) is not None
    )
