"""The tape beside the script: what a machine heard, and what the script says instead."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from callsign.engines.transcript.comparison import Comparison, Passage, compared
from callsign.engines.transcript.edit_list import EditList
from callsign.engines.transcript.other_feeds import leaves_out, may_have
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.models import Edition, Revision, Transcript
from callsign.newsroom.transcripts.rendering import clock

Feeds = Sequence[tuple[str, EditList]]

# The whole of an advertisement is not read here.
MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Place:
    """
    A passage that only one side has, to be heard or looked up.

    ``elsewhere`` says which other editions have it too, or have it not.
    """

    text: str
    word_count: int
    first_word: str
    starts: str
    start_ms: int | None
    elsewhere: tuple[str, ...] = ()


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


def beside(tape: Document, script: Document, editions: Iterable[Edition] = ()) -> Tape:
    """
    Return what the tape has and the script has not, and the other way round.

    ``editions`` are other cuts of this tape: what differs may be of another feed.
    """
    found = compared(tape, script)
    feeds = [(str(one.audio), one.edit_list()) for one in editions if one.edits]
    return Tape(
        found,
        tuple(
            replace(place(one), elsewhere=tuple(lacking(one, feeds)))
            for one in found.only_on_tape
        ),
        tuple(
            replace(place(one), elsewhere=tuple(having(one, script, feeds)))
            for one in found.only_in_script
        ),
    )


def lacking(passage: Passage, feeds: Feeds) -> Iterator[str]:
    """Yield which feeds have not what only the tape has: they are what was written down."""
    for title, edits in feeds:
        if leaves_out(edits, passage):
            yield f"It is not in “{title}” either."


def having(passage: Passage, script: Document, feeds: Feeds) -> Iterator[str]:
    """Yield which feeds may have what the script has and the tape has not."""
    for title, edits in feeds:
        at_ms = may_have(edits, script, passage)
        if at_ms is not None:
            yield f"It may be on “{title}”, at {clock(at_ms)}."


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
