"""Aligning: a transcript gets its times from a recording."""

from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from callsign.engines.alignment.align import align
from callsign.engines.alignment.progress import Progress, Stage
from callsign.engines.alignment.report import Report
from callsign.engines.transcript.model import Transcript
from callsign.engines.transcript.timing import with_timings
from callsign.media.decoding import decode_speech
from callsign.media.hearing import SphinxHearer
from callsign.media.sound import Problem, Stopped

TellProgress = Callable[[Progress], None]
WantsToStop = Callable[[], bool]
Found = TypeVar("Found")


class Cancelled(Exception):
    """The caller asked to stop; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """
    A transcript with the times of its words, and what an editor should know.

    ``recording_problems`` are about the file: where it is damaged, or cut off.
    """

    transcript: Transcript
    report: Report
    recording_problems: tuple[Problem, ...] = ()
    duration_ms: int = 0


def align_recording(
    audio: Path,
    transcript: Transcript,
    *,
    on_progress: TellProgress | None = None,
    cancelled: WantsToStop | None = None,
) -> Aligned:
    """
    Return a transcript with times: the same words, turns and ids, whatever is heard.

    Words that cannot be found in the recording stay untimed.

    Cost:   a tenth to a twentieth of the recording's length on one core; 130 MB, and
            115 MB of temporary disk for an hour
    Raises: NotAudio and its kinds (``callsign.media.opening``); Cancelled when
            ``cancelled()`` turns true
    """
    tell = on_progress or ignore
    wants_to_stop = cancelled or never
    try:
        speech = decode_speech(
            audio, on_progress=decoded(tell), cancelled=wants_to_stop
        )
    except Stopped as stopped:
        raise Cancelled(str(stopped)) from stopped
    with speech:
        words = [word.text for word in transcript.words]
        alignment = followed(align(words, SphinxHearer(speech)), tell, wants_to_stop)
    return Aligned(
        with_timings(transcript, alignment.timings),
        alignment.report,
        speech.problems,
        speech.duration_ms,
    )


def followed(
    steps: Generator[Progress, None, Found],
    tell: TellProgress,
    wants_to_stop: WantsToStop,
) -> Found:
    """Run an alignment to its end, or until somebody wants to stop."""
    with closing(steps):
        while True:
            try:
                progress = next(steps)
            except StopIteration as finished:
                found: Found = finished.value
                return found
            tell(progress)
            if wants_to_stop():
                raise Cancelled(f"stopped while {progress.stage}")


def decoded(tell: TellProgress) -> Callable[[int], None]:
    """Tell progress of the decoder, which counts in percent of a length not yet known."""
    return lambda percent: tell(Progress(percent, 100, Stage.DECODING))


def ignore(_: Progress) -> None:
    """Tell nobody."""


def never() -> bool:
    """Go on to the end."""
    return False
