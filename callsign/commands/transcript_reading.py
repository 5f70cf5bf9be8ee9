"""Reading from the command line: any format in, a transcript in some format out."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from callsign.engines.transcript.decoding import LARGEST_FILE
from callsign.engines.transcript.model import Problem, Transcript
from callsign.engines.transcript.readers.table import SCRIPT, read_transcript
from callsign.engines.transcript.script import NotAScript
from callsign.engines.transcript.writers.callsign_json import json_of
from callsign.engines.transcript.writers.facts import NO_FACTS, Facts
from callsign.engines.transcript.writers.read_aloud import NO_TIMES, as_if_read_aloud
from callsign.engines.transcript.writers.table import writer_named
from callsign.engines.transcript.writers.writer import Writer

READ, PARTLY_READ, UNTRUSTED = 0, 1, 2

STDIN = "-"


class CannotWrite(Exception):
    """The standard output takes no more: its disk is full, for one."""


def run(options: argparse.Namespace) -> int:
    """Do what was asked; return the exit code."""
    try:
        return read(options)
    except CannotWrite as error:
        return fail(f"the output was not written whole: {error}")


def read(options: argparse.Namespace) -> int:
    """Read the transcript, and what was asked beyond; return the exit code."""
    try:
        reading = read_transcript(content_of(options.file), hosts=options.host)
    except OSError as error:
        return fail(f"{options.file}: {error.strerror or error}")
    except NotAScript as error:
        return fail(f"{options.file}: {error}")
    transcript = reading.transcript
    if reading.format is not SCRIPT:
        print(f"read as {reading.format.title}", file=sys.stderr)
    tell(transcript.problems)
    facts = Facts(is_unread=reading.is_machine)
    if not transcript.turns:
        write(transcript, "json" if options.to == "json" else "txt", facts)
        return UNTRUSTED
    if options.action == "align":
        return align(options, transcript, facts)
    write(transcript, options.to, facts)
    return exit_code(transcript)


def align(options: argparse.Namespace, transcript: Transcript, facts: Facts) -> int:
    """Fit the script to the recording, and write what became of it."""
    if options.audio == options.file == STDIN:
        return fail("only one of AUDIO and FILE can be the standard input")
    # Loads the recognizer; reading a script must not wait for that.
    aligning = import_module("callsign.commands.transcript_aligning")
    with audio_at(options.audio) as path:
        aligned = aligning.aligned(path, transcript, name=options.audio)
    for sentence in aligned.sentences:
        print(sentence, file=sys.stderr)
    if aligned.transcript is None:
        return UNTRUSTED
    if not aligned.has_times:
        if not writer_of(options.to).needs_times:
            write(aligned.transcript, options.to, facts)
        return UNTRUSTED
    write(aligned.transcript, options.to, facts)
    return max(exit_code(transcript), PARTLY_READ if aligned.is_damaged else READ)


def content_of(name: str) -> bytes:
    """Return a file, or as much of it as tells that it is too long."""
    if name == STDIN:
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    with Path(name).open("rb") as file:
        return file.read(LARGEST_FILE + 1)


@contextmanager
def audio_at(name: str) -> Iterator[Path]:
    """Yield where the recording is; one from the standard input is stored first."""
    if name != STDIN:
        yield Path(name)
        return
    with tempfile.NamedTemporaryFile(prefix="callsign-") as stored:
        while block := sys.stdin.buffer.read(1 << 20):
            stored.write(block)
        stored.flush()
        yield Path(stored.name)


def write(transcript: Transcript, format_name: str, facts: Facts = NO_FACTS) -> None:
    """Write the transcript to the standard output, and what is known of it."""
    writer = writer_of(format_name)
    has_times = any(word.start_ms is not None for word in transcript.words)
    if writer.name == "json":
        content = json_of(transcript, facts, indent=1).encode()  # for people, by lines
    elif writer.needs_times and not has_times:
        print(NO_TIMES, file=sys.stderr)
        content = as_if_read_aloud(transcript, writer, facts)
    else:
        content = writer.write(transcript, facts)
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # whoever reads us has seen enough; the program knows what to do
    except OSError as error:
        drop_output()
        raise CannotWrite(error.strerror or str(error)) from error


def writer_of(format_name: str) -> Writer:
    """Return the writer of a format that ``--to`` allows."""
    writer = writer_named(format_name)
    if writer is None:
        raise LookupError(f"no writer is called {format_name}")
    return writer


def drop_output() -> None:
    """Let what Python still holds go nowhere, or it would try again at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def exit_code(transcript: Transcript) -> int:
    """Return whether a part had to be left out."""
    has_loss = any(problem.is_loss for problem in transcript.problems)
    return PARTLY_READ if has_loss else READ


def tell(problems: tuple[Problem, ...]) -> None:
    """Report what is odd, each with the line to look at."""
    for problem in problems:
        where = "" if problem.line is None else f"line {problem.line}: "
        print(f"{where}{problem.message}", file=sys.stderr)


def fail(sentence: str) -> int:
    """Say why nothing was read."""
    print(f"callsign transcript: {sentence}", file=sys.stderr)
    return UNTRUSTED
