"""JSON that is no transcript in any format known here: refused, never read as speech."""

import re

from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.readers.source import DamagedFile, Source
from callsign.engines.transcript.script import NotAScript


class UnknownJson(NotAScript):
    """The file is JSON, and nothing in it looks like a transcript."""


# In JSON names stand this close, and in no script.
_NAME = re.compile(r'"[\w@-]{1,40}"\s*:')
CLOSE = 60  # characters
FEWEST = 3


def is_unknown_json(source: Source) -> bool:
    """Whether a file is JSON, or was, though its beginning may be lost."""
    if source.json is not None or source.looks_like_json:
        return True
    if source.head.startswith(("<", "WEBVTT")):
        return False  # a page, or captions, may carry JSON
    names = len(_NAME.findall(source.head))
    return names >= FEWEST and names * CLOSE > len(source.head)


def read_unknown_json(source: Source) -> Transcript:
    """
    Say what is wrong.

    Raises:  UnknownJson: it is whole, and of no format known here
             DamagedFile: it is broken
    """
    if source.json is not None and not source.decoding_problems:
        raise UnknownJson(
            "this JSON is no transcript in a format known here;"
            " “callsign transcript formats” lists those that are"
        )
    lines = [one.line for one in source.decoding_problems if one.line is not None]
    where = f" at line {lines[0]}" if lines else ""
    raise DamagedFile(
        f"this JSON is broken{where}, and too little of it is left; download it again"
    )
