"""Making one transcript, and what there is to say of it."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from callsign.engines.transcript.decoding import LARGEST_FILE
from callsign.engines.transcript.model import Problem, Transcript
from callsign.engines.transcript.readers.table import Reading, read_transcript
from callsign.engines.transcript.writers.facts import Facts
from callsign.engines.transcript.writers.read_aloud import NO_TIMES, as_if_read_aloud
from callsign.engines.transcript.writers.table import writer_named
from callsign.lib.batch.receipt import Finding
from callsign.media.aligning import align_recording
from callsign.media.batch.order import Kind, Order
from callsign.media.recognizing.choosing import checked, options_of, recognizer_of
from callsign.media.recognizing.recognize import recognize
from callsign.media.recognizing.recognizer import Misdirected, Recognizer
from callsign.media.recognizing.shelf import Shelf
from callsign.media.sound import Problem as SoundProblem


class NoTranscript(Exception):
    """The files can be read, and no transcript can be made of them."""


class NobodySpeaks(NoTranscript):
    """There is no speech in the file."""


class OtherRecording(NoTranscript):
    """The recording is silent, or that of another script."""


@dataclass(frozen=True, slots=True)
class Made:
    """A transcript as a file, and what its receipt says of it."""

    file: str
    content: bytes
    format: str
    words: int
    audio_ms: int = 0
    cost: str | None = None
    findings: tuple[Finding, ...] = ()


def make(order: Order, files: tuple[Path, ...], *, shelf: Path) -> Made:
    """
    Make what an order wants of a file, or of a recording and its script.

    ``shelf`` is where pieces of recordings that were heard are kept.

    Raises: NoTranscript and its kinds; NotAScript, NotAudio and NotRecognized with
            theirs; OSError
    """
    return MAKERS[order.kind](order, files, shelf)


def read(order: Order, files: tuple[Path, ...], _shelf: Path) -> Made:
    reading = read_file(files[0], order)
    return written(order, reading.transcript, reading.format.title, facts_of(reading))


def align(order: Order, files: tuple[Path, ...], _shelf: Path) -> Made:
    audio, script = files
    reading = read_file(script, order)
    aligned = align_recording(audio, reading.transcript)
    if not aligned.report.has_times:
        raise OtherRecording(" ".join(aligned.report.problems))
    title, facts = reading.format.title, facts_of(reading)
    made = written(order, aligned.transcript, title, facts)
    said = (Finding("", sentence) for sentence in aligned.report.problems)
    return replace(
        made,
        audio_ms=aligned.duration_ms,
        findings=(*sound_findings(aligned.recording_problems), *said, *made.findings),
    )


def hear(order: Order, files: tuple[Path, ...], shelf: Path) -> Made:
    machine = machine_of(order.recognizer, order.station)
    if machine.identity != order.identity:
        raise Misdirected(
            f"this worker would hear by “{machine.identity}”, and “{order.identity}” is"
            " wanted: give all workers the same settings"
        )
    heard = recognize(files[0], machine, hosts=order.hosts, shelf=Shelf(shelf))
    if not heard.transcript.words:
        raise NobodySpeaks("no words were heard in this recording")
    made = written(order, heard.transcript, machine.name, Facts(is_unread=True))
    return replace(
        made,
        audio_ms=heard.duration_ms,
        cost=str(heard.cost) if heard.cost else None,
        findings=(*sound_findings(heard.recording_problems), *made.findings),
    )


MAKERS: dict[Kind, Callable[[Order, tuple[Path, ...], Path], Made]] = {
    Kind.READ: read,
    Kind.ALIGN: align,
    Kind.RECOGNIZE: hear,
}


@lru_cache(maxsize=1)
def machine_of(kind: str | None, station: str) -> Recognizer:
    """
    Return the recognizer of a kind, or that of the environment, loaded once a process.

    Raises: WrongOption
    """
    chosen = options_of(os.environ, data=Path(station))
    return recognizer_of(checked(replace(chosen, kind=kind)) if kind else chosen)


def read_file(file: Path, order: Order) -> Reading:
    with file.open("rb") as opened:
        # As much as tells that it is too long.
        content = opened.read(LARGEST_FILE + 1)
    reading = read_transcript(content, hosts=order.hosts)
    if not reading.transcript.words:
        raise NobodySpeaks(f"{reading.format.title}: nobody says a word in this file")
    return reading


def facts_of(reading: Reading) -> Facts:
    """Return what a file says of its words: what a machine heard is a machine's still."""
    return Facts(is_unread=reading.is_machine)


def written(
    order: Order, transcript: Transcript, format_title: str, facts: Facts
) -> Made:
    """Write a transcript in the format that is wanted; paced, where no times are known."""
    writer = writer_named(order.to)
    if writer is None:
        raise LookupError(f"no writer is called {order.to}")
    findings = list(script_findings(transcript.problems))
    has_times = any(word.start_ms is not None for word in transcript.words)
    if writer.needs_times and not has_times:
        findings.append(Finding("", NO_TIMES))
        content = as_if_read_aloud(transcript, writer, facts)
    else:
        content = writer.write(transcript, facts)
    return Made(
        file=f"transcript.{writer.extension}",
        content=content,
        format=format_title,
        words=len(transcript.words),
        audio_ms=max((word.end_ms or 0 for word in transcript.words), default=0),
        findings=tuple(findings),
    )


def script_findings(problems: Iterable[Problem]) -> Iterable[Finding]:
    """Yield what is odd in a text, by line; a place in JSON stands in the message."""
    for one in problems:
        where = "" if one.line is None else f"line {one.line}"
        yield Finding(where, one.message, one.is_loss)


def sound_findings(problems: Iterable[SoundProblem]) -> Iterable[Finding]:
    """Yield what is wrong with a recording; all of it is a loss."""
    for one in problems:
        where = "" if one.at_ms is None else f"{one.at_ms / 1_000:.1f} s"
        yield Finding(where, one.message, is_loss=True)
