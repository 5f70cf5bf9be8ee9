"""Files that are no transcript, and what to do about them."""

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.source import DamagedFile, Source

_REFUSED = (
    (
        b"\xd0\xcf\x11\xe0",
        "this is an old Word document (.doc), or one that is locked with a password."
        " Open it, save it as DOCX without a password, and upload that; or paste its"
        " text.",
    ),
    (
        b"{\\rtf",
        "this is a rich text document (RTF). Save it as DOCX or as plain text and upload"
        " that; or paste its text.",
    ),
)


def is_refused(source: Source) -> bool:
    """Whether a file is of a kind that is not read here."""
    return source.content.startswith(tuple(mark for mark, _ in _REFUSED))


def refuse(source: Source) -> Transcript:
    """
    Say what the file is, and what to do.

    Raises:  DamagedFile: always
    """
    reasons = (reason for mark, reason in _REFUSED if source.content.startswith(mark))
    raise DamagedFile(next(reasons))
