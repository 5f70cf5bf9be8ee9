"""Editions from the command line: a transcript on the clock of another cut."""

import argparse
import sys

from callsign.commands.transcript_reading import (
    STDIN,
    UNTRUSTED,
    CannotWrite,
    content_of,
    exit_code,
    fail,
    tell,
    write,
)
from callsign.engines.transcript.captions import NoTimes
from callsign.engines.transcript.edit_list import EditList
from callsign.engines.transcript.edit_list_text import UnreadableEdits, read_edit_list
from callsign.engines.transcript.readers.table import read_transcript
from callsign.engines.transcript.renditions import on_rendition
from callsign.engines.transcript.script import NotAScript


def run(options: argparse.Namespace) -> int:
    """Do what was asked; return the exit code."""
    try:
        return edition(options)
    except OSError as error:
        return fail(f"{error.filename}: {error.strerror or error}")
    except CannotWrite as error:
        return fail(f"the output was not written whole: {error}")


def edition(options: argparse.Namespace) -> int:
    """Put a transcript on the clock of an edition, and write it."""
    if options.list == options.file == STDIN:
        return fail("only one of LIST and FILE can be the standard input")
    try:
        edits = edits_in(options.list)
        transcript = read_transcript(content_of(options.file)).transcript
        heard = on_rendition(transcript, edits)
    except UnreadableEdits as error:
        for sentence in error.sentences:
            print(sentence, file=sys.stderr)
        return fail(f"{options.list}: this edit list cannot be used")
    except (NotAScript, NoTimes) as error:
        return fail(f"{options.file}: {error}")
    tell(transcript.problems)
    print(told(len(transcript.words), len(heard.words)), file=sys.stderr)
    if not heard.words:
        return UNTRUSTED
    write(heard, options.to)
    return exit_code(transcript)


def edits_in(name: str) -> EditList:
    """
    Return the edit list in a file.

    Raises: UnreadableEdits, OSError
    """
    return read_edit_list(content_of(name).decode("utf-8", errors="replace"))


def told(before: int, after: int) -> str:
    """
    Say how much of the transcript an edition has.

    >>> told(9_500, 9_120)
    '9120 of 9500 words are in this edition'
    """
    return f"{after} of {before} words are in this edition"
