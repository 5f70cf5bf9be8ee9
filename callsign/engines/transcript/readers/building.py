"""
Building: a transcript from a file that says when things were said.

A reader tells what its file says, in order; here words are numbered, voices gathered,
turns and paragraphs parted, and impossible times left out and reported. A word is never
lost for its times.
"""

import re
from collections.abc import Sequence

from callsign.engines.transcript.model import (
    Boilerplate,
    Event,
    Note,
    Problem,
    Role,
    Speaker,
    Tier,
    Transcript,
)
from callsign.engines.transcript.readers.nobody import is_nobody
from callsign.engines.transcript.readers.spoken import (
    NO_TIMES,
    OpenTurn,
    Spoken,
    Stretch,
)
from callsign.engines.transcript.readers.telling import Telling
from callsign.engines.transcript.script import MOST_WORDS, ScriptTooLong
from callsign.engines.transcript.words import without_collector

# After a full stop, a silence this long is the end of a thought.
PARAGRAPH_PAUSE_MS = 1_500
# Where nobody pauses, a reader's eye still needs an end: at a full stop after this many.
LONG_PARAGRAPH = 90  # words
IMPOSSIBLE = "impossible times, left out"
_ENDS = (".", "?", "!", "…", '."', '?"', ".”", "?”")
_NO_LETTER = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff]")


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
        self._spoken = Spoken()
        self._telling = Telling()
        self._voices: dict[str, str | None] = {}

    @property
    def latest_word(self) -> str | None:
        """The id of the word that was said last, or None before the first."""
        count = len(self._spoken.column.texts)
        return f"w{count}" if count else None

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
            is_unnamed = name is None and is_nobody(label)
            self.speakers[label] = Speaker(
                id=f"s{len(self.speakers) + 1}",
                name=None if is_unnamed else name or label,
                role=role or (Role.UNIDENTIFIED if is_unnamed else None),
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
        if _NO_LETTER.search(text) is not None:
            text = self._clean(text, where=where, line=line)
        texts = text.split()
        if not texts:
            return
        turn = self._spoken.turn_of(speaker)
        times = self._usable(turn, start_ms, end_ms, where=where, line=line)
        if self.parts_paragraphs:
            self._part(turn, times[0])
        self._spoken.add(turn, texts, times, tier, score)
        if len(self._spoken.column.texts) > MOST_WORDS:
            raise ScriptTooLong(
                f"this file has more than {MOST_WORDS:,} words, which nobody says in a"
                " broadcast; upload the transcript of one recording"
            )

    def glue(self, mark: str) -> None:
        """Append a mark of punctuation to the word that was said last."""
        mark = "".join(self._clean(mark, where="", line=None).split())
        if self._spoken.column.texts:
            self._spoken.column.texts[-1] += mark
        else:
            self.say(mark)

    def new_turn(
        self, *, start_ms: int | None = None, end_ms: int | None = None
    ) -> None:
        """
        Let what is said next begin a turn, though the voice may be the same.

        Its times are those its heading states, and those of its words.
        """
        self._spoken.new_turn(start_ms, end_ms)

    def paragraph(self) -> None:
        """Let what is said next begin a paragraph."""
        self._spoken.paragraph()

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
        self._telling.tell(message, where=where, line=line, is_loss=is_loss)

    def transcript(self, *, problems: Sequence[Problem] = ()) -> Transcript:
        """Return what was said; ``problems`` are told first."""
        with without_collector():
            turns = tuple(self._spoken.made())
        found = [*problems, *self._telling.all()]
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

    def _clean(self, text: str, *, where: str, line: int | None) -> str:
        """Return text without what is no letter in any alphabet, which no page can show."""
        if _NO_LETTER.search(text) is None:
            return text
        self.problem(
            "characters that are none, left out", where=where, line=line, is_loss=True
        )
        return _NO_LETTER.sub("", text)

    def _usable(
        self,
        turn: OpenTurn,
        start_ms: int | None,
        end_ms: int | None,
        *,
        where: str,
        line: int | None,
    ) -> Stretch:
        if start_ms is None and end_ms is None:
            return NO_TIMES
        if start_ms is None or end_ms is None or not 0 <= start_ms <= end_ms:
            self.problem(IMPOSSIBLE, where=where, line=line)
            return NO_TIMES
        if start_ms < turn.latest_start_ms:
            self.problem("times that run backwards, left out", where=where, line=line)
            return NO_TIMES
        return start_ms, end_ms

    def _part(self, turn: OpenTurn, start_ms: int | None) -> None:
        """Begin a paragraph where the voice pauses, or where an eye needs an end."""
        texts = self._spoken.column.texts
        length = len(texts) - turn.paragraph_start
        if not length or not texts[-1].endswith(_ENDS):
            return
        is_pause = (
            start_ms is not None
            and turn.latest_end_ms is not None
            and start_ms - turn.latest_end_ms >= PARAGRAPH_PAUSE_MS
        )
        if is_pause or length >= LONG_PARAGRAPH:
            self._spoken.paragraph()
