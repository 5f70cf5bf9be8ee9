"""Aligning from the command line: progress on a terminal, findings as sentences."""

import sys
from dataclasses import dataclass
from pathlib import Path

from callsign.engines.alignment.progress import Progress
from callsign.engines.transcript.model import Transcript
from callsign.media.aligning import align_recording
from callsign.media.opening import NotAudio


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to print, and what to write; no transcript when the audio is none."""

    sentences: tuple[str, ...]
    transcript: Transcript | None = None
    has_times: bool = False
    is_damaged: bool = False


def aligned(audio: Path, transcript: Transcript, *, name: str) -> Outcome:
    """Align a script with its recording; ``name`` is what the user called it."""
    show = ProgressLine()
    try:
        result = align_recording(audio, transcript, on_progress=show)
    except NotAudio as error:
        return Outcome((f"callsign transcript: {name}: {error}",))
    except OSError as error:
        return Outcome((f"callsign transcript: {name}: {error.strerror or error}",))
    finally:
        show.clear()
    damage = tuple(
        problem.message
        if problem.at_ms is None
        else f"{problem.at_ms / 1_000:.1f} s: {problem.message}"
        for problem in result.recording_problems
    )
    return Outcome(
        sentences=damage + result.report.problems,
        transcript=result.transcript,
        has_times=result.report.has_times,
        is_damaged=bool(damage),
    )


class ProgressLine:
    """One line on the terminal that says how far the work has come."""

    def __init__(self) -> None:
        self.is_shown = sys.stderr.isatty()
        self.latest = ""

    def __call__(self, progress: Progress) -> None:
        line = f"{progress.stage} {progress.percent} %"
        if self.is_shown and line != self.latest:
            print(f"\r{line:<24}", end="", file=sys.stderr, flush=True)
            self.latest = line

    def clear(self) -> None:
        if self.latest:
            print(f"\r{'':<24}\r", end="", file=sys.stderr, flush=True)
