"""Scripts as people write them, with the times they write down."""

from callsign.engines.transcript.decoding import read_bytes
from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.source import Source
from callsign.engines.transcript.readers.written_times import with_written_times


def read_written(source: Source) -> Transcript:
    """
    Read a script in plain text, in Markdown or in HTML, and the times beside its turns.

    Raises:  NotText, EmptyScript, ScriptTooLong
    """
    return with_written_times(read_bytes(source.content, hosts=source.hosts))


def is_anything(_source: Source) -> bool:
    """Whether a script can be tried: what is nothing else is one, or is refused."""
    return True
