"""What a format is: a name, how its files are known, and who reads them."""

from collections.abc import Callable
from dataclasses import dataclass

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.source import Source


@dataclass(frozen=True, slots=True)
class Format:
    """
    One format that transcripts come in.

    ``recognizes`` looks at the content and never raises; ``read`` returns what was said
    and reports what it could not read, by line or path. It raises NotAScript, or one of
    its family, and nothing else. ``is_machine`` says that a machine heard the words,
    ``is_refused`` that such a file is known and never read, ``is_written`` that its text
    is a script, on which people can go on working as it is.
    """

    name: str
    title: str
    recognizes: Callable[[Source], bool]
    read: Callable[[Source], Transcript]
    is_machine: bool = False
    is_refused: bool = False
    is_written: bool = False
