"""The tape beside the script: what a machine heard, and what the script says instead."""

from dataclasses import dataclass

from callsign.engines.transcript.comparison import Comparison, Passage, compared
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.models import Revision, Transcript
from callsign.newsroom.transcripts.rendering import clock

# The whole of an advertisement is not read here.
MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that only one side has, to be heard or looked up."""

    text: str
    word_count: int
    first_word: str
    starts: str
    start_ms: int | None


@dataclass(frozen=True, slots=True)
class Tape:
    """How script and tape differ, as an editor reads it."""

    comparison: Comparison
    only_on_tape: tuple[Place, ...]
    only_in_script: tuple[Place, ...]

    @property
    def shared_percent(self) -> int:
        """How many of a hundred words of the script were heard."""
        return round(100 * self.comparison.shared)


def draft_of(transcript: Transcript) -> Revision | None:
    """
    Return the version that was heard on the tape, if a script came after it.

    A script is kept as it was handed in; what a machine heard is no such text.
    """
    versions = transcript.revisions.filter(set_aside=False).defer("document")
    heard = versions.filter(reason=Revision.Reason.IMPORT, script="").first()
    if heard is None:
        return None
    has_script = versions.filter(pk__gt=heard.pk).exclude(script="").exists()
    return heard if has_script else None


def beside(tape: Document, script: Document) -> Tape:
    """Return what the tape has and the script has not, and the other way round."""
    found = compared(tape, script)
    return Tape(
        found,
        tuple(map(place, found.only_on_tape)),
        tuple(map(place, found.only_in_script)),
    )


def place(passage: Passage) -> Place:
    words = passage.text.split()
    text = " ".join(words[:MOST_WORDS])
    return Place(
        f"{text} …" if len(words) > MOST_WORDS else text,
        passage.word_count,
        passage.first_word,
        "" if passage.start_ms is None else clock(passage.start_ms),
        passage.start_ms,
    )
