"""Editions from the command line: what another cut is made of, and its transcript."""

import argparse
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from callsign.commands.transcript_reading import (
    PARTLY_READ,
    READ,
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
from callsign.engines.transcript.edit_list_text import (
    UnreadableEdits,
    read_edit_list,
    write_edit_list,
    written_ms,
)
from callsign.engines.transcript.editions import on_edition
from callsign.engines.transcript.readers.table import read_transcript
from callsign.engines.transcript.script import NotAScript
from callsign.engines.transcript.writers.facts import Facts


class CannotUse(Exception):
    """What was given cannot be used; the message is a sentence about it."""


@dataclass(frozen=True, slots=True)
class Found:
    """An edit list, and whether the recordings it was found in were damaged."""

    edits: EditList
    is_damaged: bool = False


def run(options: argparse.Namespace) -> int:
    """Do what was asked; return the exit code."""
    try:
        return edits(options) if options.action == "edits" else edition(options)
    except CannotUse as error:
        return fail(str(error))
    except OSError as error:
        return fail(f"{error.filename}: {error.strerror or error}")
    except CannotWrite as error:
        return fail(f"the output was not written whole: {error}")


def edits(options: argparse.Namespace) -> int:
    """Find what an edition is made of, and write its edit list."""
    found = heard_in(options.master, options.edition)
    print(write_edit_list(found.edits), end="")
    return PARTLY_READ if found.is_damaged else READ


def edition(options: argparse.Namespace) -> int:
    """Put a transcript on the clock of an edition, and write it."""
    found = given(options.made_of, options.file)
    try:
        reading = read_transcript(content_of(options.file))
        transcript = reading.transcript
        heard = on_edition(transcript, found.edits)
    except (NotAScript, NoTimes) as error:
        return fail(f"{options.file}: {error}")
    tell(transcript.problems)
    print(told(len(transcript.words), len(heard.words)), file=sys.stderr)
    if not heard.words:
        return UNTRUSTED
    write(heard, options.to, Facts(is_unread=reading.is_machine))
    return max(exit_code(transcript), PARTLY_READ if found.is_damaged else READ)


def given(made_of: list[str], file: str) -> Found:
    """
    Return the edit list that was named, or found in the recordings that were.

    Raises: CannotUse, OSError
    """
    match made_of:
        case [name]:
            if name == file == STDIN:
                raise CannotUse("only one of LIST and FILE can be the standard input")
            return Found(edits_in(name))
        case [master, other]:
            return heard_in(master, other)
    raise CannotUse("give an edit list, or two recordings, and then the transcript")


def edits_in(name: str) -> EditList:
    """
    Return the edit list in a file.

    Raises: CannotUse, OSError
    """
    try:
        return read_edit_list(content_of(name).decode("utf-8", errors="replace"))
    except UnreadableEdits as error:
        for sentence in error.sentences:
            print(sentence, file=sys.stderr)
        raise CannotUse(f"{name}: this edit list cannot be used") from error


def heard_in(master: str, other: str) -> Found:
    """
    Find what an edition is made of, and say how sure that is.

    Raises: CannotUse, OSError
    """
    # Loads the decoder; putting a transcript on a list must not wait for that.
    aligning = import_module("callsign.commands.transcript_aligning")
    matching = import_module("callsign.media.matching_recordings")
    show = aligning.ProgressLine()
    try:
        match = matching.match_recordings(Path(master), Path(other), on_progress=show)
    except aligning.NotAudio as error:
        raise CannotUse(f"{master}, {other}: {error}") from error
    finally:
        show.clear()
    for problem in match.recording_problems:
        print(problem.message, file=sys.stderr)
    if match.is_other_recording:
        raise CannotUse(f"{other} has next to nothing of {master}")
    sure = f"{match.shared:.0%} of it is of the master, {match.confidence:.0%} sure"
    print(sure, file=sys.stderr)
    for doubt in match.doubts:
        between = f"{written_ms(doubt.start_ms)} to {written_ms(doubt.end_ms)}"
        print(f"{between} {doubt.why}", file=sys.stderr)
    return Found(match.edits, is_damaged=bool(match.recording_problems))


def told(before: int, after: int) -> str:
    """
    Say how much of the transcript an edition has.

    >>> told(9_500, 9_120)
    '9120 of 9500 words are in this edition'
    """
    return f"{after} of {before} words are in this edition"
