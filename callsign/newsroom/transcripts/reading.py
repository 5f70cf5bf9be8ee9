"""The door for transcripts: what editors paste and upload, as documents."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from callsign.engines.transcript.corrections import is_another_text
from callsign.engines.transcript.identity import keep_ids
from callsign.engines.transcript.readers.format import Format
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.table import SCRIPT, read_transcript
from callsign.engines.transcript.script import (
    EmptyScript,
    NotAScript,
    ScriptTooLong,
    read_script,
)
from callsign.engines.transcript.timing import within_recording
from callsign.newsroom.transcripts.changes import with_decisions_of, with_times_of
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.originals import FileAsItCame

__all__ = [
    "HandedIn",
    "NobodySpeaks",
    "NotAScript",
    "ScriptTooLong",
    "Taken",
    "read",
    "storable",
    "take",
    "too_long",
]

# A four-hour broadcast is an eighth of this; what is longer is not a script.
LONGEST_SCRIPT = 2_000_000

# A text that was pasted, or a file: its bytes, with its name where it has one.
HandedIn = str | bytes | FileAsItCame


class NobodySpeaks(NotAScript):
    """The text has no words that anybody could have said."""


@dataclass(frozen=True, slots=True)
class Taken:
    """
    What came to the desk, read.

    ``script`` is its text, where an editor can go on working on it as a script;
    captions and machine output are not such a text. ``note`` tells of the format, and
    ``original`` is the file itself, to be kept.
    """

    document: Document
    script: str = ""
    note: str = ""
    is_machine: bool = False
    original: FileAsItCame | None = None


def take(
    handed_in: HandedIn,
    *,
    hosts: Iterable[str] = (),
    before: Document | None = None,
    ever_used: Iterable[str] = (),
    length_ms: int | None = None,
) -> Taken:
    """
    Read what was handed in: a text is a script, a file is what its content says.

    It becomes another version of what was there before, as ``read`` tells. Times beyond
    ``length_ms``, the end of its recording, are left out and reported.

    Raises: NotAScript
    """
    if isinstance(handed_in, str):
        script = storable(handed_in)
        document = read(script, hosts=hosts, before=before, ever_used=ever_used)
        return Taken(document, script)
    came = FileAsItCame(handed_in) if isinstance(handed_in, bytes) else handed_in
    require_length(came.content)
    reading = read_transcript(came.content, hosts=tuple(hosts))
    said = reading.transcript
    if length_ms is not None:
        said = within_recording(said, length_ms)
    return Taken(
        _another_version(said, before, ever_used),
        _script_of(came.content, reading.format),
        ""
        if reading.format is SCRIPT
        else f"a file in the format {reading.format.title}",
        is_machine=reading.is_machine,
        original=replace(came, format=reading.format.name),
    )


def read(
    text: str,
    *,
    hosts: Iterable[str] = (),
    before: Document | None = None,
    ever_used: Iterable[str] = (),
) -> Document:
    """
    Read a script, as another version of what it was before, if it was anything.

    Words that are still there keep their ids and their times; voices keep the names
    the desk gave them.

    Raises: NotAScript
    """
    require_script(text)
    return _another_version(read_script(text, hosts=tuple(hosts)), before, ever_used)


def require_script(text: str) -> None:
    """Refuse what is empty or too long to be a script, before time is spent on it."""
    if not text.strip():
        raise EmptyScript("The script is empty. Paste its text, or choose a file.")
    if len(text) > LONGEST_SCRIPT:
        raise ScriptTooLong(too_long(len(text)))


def require_length(content: bytes) -> None:
    """Refuse a text that is too long for any script; documents and JSON have markup."""
    is_text = not Source(content).is_binary and content.lstrip()[:1] not in (b"{", b"[")
    # Four bytes a character at most.
    if is_text and len(content) > 4 * LONGEST_SCRIPT:
        raise ScriptTooLong(too_long(len(content)))


def too_long(length: int) -> str:
    """Say how long it is, how long it may be, and what to do."""
    return (
        f"This text has {length:,} characters; a four-hour broadcast has about"
        " 250,000. Nothing was saved. Paste the script of this recording alone."
    )


def storable(text: str) -> str:
    """Return text as every database can keep it: no NUL, no halves of a character."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _another_version(
    document: Document, before: Document | None, ever_used: Iterable[str]
) -> Document:
    if not any(letter.isalnum() for word in document.words for letter in word.text):
        raise NobodySpeaks(
            "No spoken words were found in this text. Nothing was saved; "
            "check that the script itself was pasted."
        )
    if before is None:
        return document
    document = with_decisions_of(
        keep_ids(before, document, ever_used=ever_used), before
    )
    # Of another text, a word that happens to be in both was said at another time.
    if is_another_text(before, document):
        return document
    return with_times_of(document, before)


def _script_of(content: bytes, found: Format) -> str:
    """Return the text of a file that people wrote as a script, in whatever markup."""
    return storable(Source(content).text) if found.is_written else ""
