"""The door for scripts: what editors paste and upload, as documents."""

from collections.abc import Iterable

from callsign.engines.transcript.identity import keep_ids
from callsign.engines.transcript.script import (
    EmptyScript,
    NotAScript,
    ScriptTooLong,
    read_script,
)
from callsign.newsroom.transcripts.changes import with_decisions_of, with_times_of
from callsign.newsroom.transcripts.document import Document

__all__ = [
    "NobodySpeaks",
    "NotAScript",
    "ScriptTooLong",
    "read",
    "storable",
    "too_long",
]

# A four-hour broadcast is an eighth of this; what is longer is not a script.
LONGEST_SCRIPT = 2_000_000


class NobodySpeaks(NotAScript):
    """The text has no words that anybody could have said."""


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
    document = read_script(text, hosts=tuple(hosts))
    if not document.words:
        raise NobodySpeaks(
            "No spoken words were found in this text. Nothing was saved; "
            "check that the script itself was pasted."
        )
    if before is None:
        return document
    document = with_decisions_of(
        keep_ids(before, document, ever_used=ever_used), before
    )
    return with_times_of(document, before)


def require_script(text: str) -> None:
    """Refuse what is empty or too long to be a script, before time is spent on it."""
    if not text.strip():
        raise EmptyScript("The script is empty. Paste its text, or choose a file.")
    if len(text) > LONGEST_SCRIPT:
        raise ScriptTooLong(too_long(len(text)))


def too_long(length: int) -> str:
    """Say how long it is, how long it may be, and what to do."""
    return (
        f"This text has {length:,} characters; a four-hour broadcast has about"
        " 250,000. Nothing was saved. Paste the script of this recording alone."
    )


def storable(text: str) -> str:
    """Return text as every database can keep it: no NUL, no halves of a character."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
