"""What a writer is: a name, who writes, and what kind of file comes out."""

from collections.abc import Callable
from dataclasses import dataclass

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.writers.facts import Facts


@dataclass(frozen=True, slots=True)
class Writer:
    """
    One format that transcripts are written in.

    ``name`` is what people ask for, ``extension`` the end of a file's name. With
    ``needs_times`` it raises NoTimes where no word has one.
    """

    name: str
    title: str
    media_type: str
    extension: str
    write: Callable[[Transcript, Facts], bytes]
    needs_times: bool = False
