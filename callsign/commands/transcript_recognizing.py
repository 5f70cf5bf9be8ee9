"""A first draft from the command line: a recording in, a machine's transcript out."""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from callsign.commands.transcript_aligning import ProgressLine
from callsign.commands.transcript_reading import (
    PARTLY_READ,
    READ,
    CannotWrite,
    audio_at,
    fail,
    write,
)
from callsign.engines.transcript.writers.facts import Facts
from callsign.media.opening import NotAudio
from callsign.media.recognizing.choosing import (
    WrongOption,
    checked,
    options_of,
    recognizer_of,
)
from callsign.media.recognizing.recognize import Recognition, recognize
from callsign.media.recognizing.recognizer import (
    NotRecognized,
    Recognizer,
    TryLater,
)
from callsign.media.recognizing.shelf import Shelf

STATION = Path(__file__).resolve().parents[2] / "var" / "station"


def run(options: argparse.Namespace) -> int:
    """Hear the recording, and write what was heard; return the exit code."""
    try:
        machine = machine_of(options.recognizer)
        with audio_at(options.audio) as path:
            heard = heard_in(path, machine)
        tell(heard, machine)
        if not heard.transcript.words:
            return fail(f"{options.audio}: no words were heard in this recording")
        write(heard.transcript, options.to, Facts(is_unread=True))
    except TryLater as error:
        return fail(f"{options.audio}: {error} Try again later.")
    except (WrongOption, NotRecognized, NotAudio) as error:
        return fail(f"{options.audio}: {error}")
    except OSError as error:
        return fail(f"{options.audio}: {error.strerror or error}")
    except CannotWrite as error:
        return fail(f"the output was not written whole: {error}")
    return PARTLY_READ if heard.recording_problems else READ


def machine_of(kind: str | None) -> Recognizer:
    """Return the recognizer that was asked for, or that the environment names."""
    chosen = options_of(os.environ, data=data_folder())
    return recognizer_of(checked(replace(chosen, kind=kind)) if kind else chosen)


def data_folder() -> Path:
    """Return the folder of the station, as the settings name it."""
    data = os.environ.get("CALLSIGN_DATA", "").strip()
    return Path(data).expanduser().resolve() if data else STATION


def heard_in(audio: Path, machine: Recognizer) -> Recognition:
    """Listen, with what was heard kept for the next time; show how far it is."""
    show = ProgressLine()
    shelf = Shelf(data_folder() / "recognized")
    try:
        return recognize(audio, machine, shelf=shelf, on_progress=show)
    finally:
        show.clear()


def tell(heard: Recognition, machine: Recognizer) -> None:
    """Say what it took, and what is wrong with recording and draft."""
    cost = f", for {heard.cost}" if heard.cost else ""
    kept = f" ({heard.kept_ms // 1000} s known from before)" if heard.kept_ms else ""
    print(
        f"{heard.duration_ms // 1000} s heard by {machine.name} in"
        f" {heard.work_s:.0f} s{cost}{kept}",
        file=sys.stderr,
    )
    for problem in heard.recording_problems:
        where = "" if problem.at_ms is None else f"{problem.at_ms / 1_000:.1f} s: "
        print(f"{where}{problem.message}", file=sys.stderr)
    if machine.is_rough:
        print(
            "this draft is rough: nearly half of its words are wrong", file=sys.stderr
        )
