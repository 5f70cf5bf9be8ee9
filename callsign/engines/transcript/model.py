"""The transcript: who spoke, in which words, when each word was said."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a voice is in a broadcast."""

    HOST = "host"
    BYLINE = "byline"
    GUEST = "guest"
    CALLER = "caller"
    UNIDENTIFIED = "unidentified"
    GROUP = "group"
    TAPE = "tape"


class Tier(StrEnum):
    """How a word came by its times, best first; ``NONE`` is a word without times."""

    HEARD = "heard"
    ALIGNED = "aligned"
    INTERPOLATED = "interpolated"
    TYPED = "typed"
    IMPORTED = "imported"
    NONE = "none"


class EvidenceKind(StrEnum):
    """Why a speaker carries the name it carries."""

    LABEL = "label"
    SELF_IDENTIFICATION = "self-identification"
    INTRODUCTION = "introduction"
    VOICE = "voice"
    GIVEN = "given"
    INFERRED = "inferred"


class ImpossibleTimes(ValueError):
    """A stretch of speech that would end before it starts, or have only one edge."""


class ImpossibleScore(ValueError):
    """A score is a share: from 0, surely wrong, to 1, surely right."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to believe a speaker's name, with the line of the script it stands on."""

    kind: EvidenceKind
    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice of one transcript; ``name`` is None when nobody says who it is."""

    id: str
    name: str | None
    role: Role | None
    labels: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """
    A whitespace token of speech, verbatim. Its id never changes.

    ``score`` is how sure a machine was that this word was said, from 0 to 1; None
    where people wrote it, or the machine did not tell.
    """

    id: str
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    tier: Tier = Tier.NONE
    score: float | None = None

    def __post_init__(self) -> None:
        require_times(self.start_ms, self.end_ms)
        if self.score is not None and not 0 <= self.score <= 1:
            raise ImpossibleScore(f"a score cannot be {self.score}")


@dataclass(frozen=True, slots=True)
class Turn:
    """
    What one voice says before somebody else speaks.

    ``text`` holds the turn verbatim, its paragraphs parted by a blank line;
    ``text.split()`` are the texts of ``words``.
    """

    speaker: str | None
    text: str
    words: tuple[Word, ...]
    start_ms: int | None = None
    end_ms: int | None = None

    def __post_init__(self) -> None:
        require_times(self.start_ms, self.end_ms)


@dataclass(frozen=True, slots=True)
class Event:
    """Something heard that is not speech; ``after_word`` is None before the first word."""

    after_word: str | None
    kind: str
    text: str
    start_ms: int | None = None
    end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """
    What the newsroom says about the words: a post-broadcast correction, for one.

    It is about the words from ``first_word`` to ``after_word``, or stands behind
    ``after_word`` alone; ``made_on`` is its date, as ISO 8601 writes it.
    """

    kind: str
    text: str
    after_word: str | None = None
    first_word: str | None = None
    made_on: str | None = None


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A line that came with the script and is not speech, kept verbatim."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """
    Something odd in a script, with the line an editor should look at.

    ``is_loss`` says that a damaged part had to be left out; it is no part of
    the published JSON, so it does not count when problems are compared.
    """

    line: int | None
    message: str
    is_loss: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Transcript:
    """The one record of what was said in a recording."""

    speakers: tuple[Speaker, ...] = ()
    turns: tuple[Turn, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def words(self) -> tuple[Word, ...]:
        """Every word in the order it was said."""
        return tuple(word for turn in self.turns for word in turn.words)

    def speaker(self, speaker_id: str | None) -> Speaker | None:
        """Return the speaker a turn names, or None."""
        return next((one for one in self.speakers if one.id == speaker_id), None)


def require_times(start_ms: int | None, end_ms: int | None) -> None:
    """Refuse times that no recording could have; both edges or none."""
    if start_ms is None and end_ms is None:
        return
    if start_ms is None or end_ms is None or not 0 <= start_ms <= end_ms:
        raise ImpossibleTimes(f"speech cannot run from {start_ms} to {end_ms} ms")
