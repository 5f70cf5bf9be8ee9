"""Fetching a model of faster-whisper, with what has arrived shown as it comes."""

import argparse
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from callsign.commands.transcript_recognizing import data_folder
from callsign.media.recognizing.attended import attended
from callsign.media.recognizing.faster_whisper import (
    LIBRARY,
    NOT_INSTALLED,
    WEIGHTS,
    place_of,
)

HERE, NOT_HERE = 0, 2
BAR = 24  # characters
# About how much a model's files have together, in megabytes: two bytes for each of its
# weights. Of any other model is shown how much has come.
SIZES_MB = {
    "tiny": 78,
    "base": 148,
    "small": 486,
    "medium": 1_530,
    "large-v3": 3_090,
    "turbo": 1_620,
}
NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)?")


def run(options: argparse.Namespace) -> int:
    """Fetch a model; return the exit code."""
    name: str = options.name
    if not NAME.fullmatch(name) or ".." in name:
        return fail(f"“{name}” is no name of a model")
    place = place_of(name, data_folder() / "models")
    if (place / WEIGHTS).is_file():
        print(f"{name} is here: {place}")
        return HERE
    try:
        library = import_module(LIBRARY)
    except ImportError:
        return fail(NOT_INSTALLED)
    show = Bar(name, place)
    try:
        attended(
            lambda: library.download_model(name, output_dir=str(place)),
            while_waiting=show,
            break_off=give_up(name),
        )
    except (OSError, ValueError, RuntimeError) as error:
        return fail(f"{name} was not fetched: {error}")
    finally:
        show.clear()
    if not (place / WEIGHTS).is_file():
        return fail(f"{name} has no {WEIGHTS}: faster-whisper cannot read it")
    print(f"{name} is here: {place}")
    return HERE


class Bar:
    """One line on the terminal that says how much has arrived."""

    def __init__(self, name: str, place: Path) -> None:
        self.name = name
        self.place = place
        self.is_shown = sys.stderr.isatty()

    def __call__(self) -> None:
        if self.is_shown:
            line = drawn(arrived_mb(self.place), SIZES_MB.get(self.name))
            print(f"\r{self.name} {line}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self.is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def drawn(arrived: int, whole: int | None) -> str:
    """
    Return a bar, or only what has arrived where nobody knows of how much.

    >>> drawn(50, 100)
    '[############            ] 50 of about 100 MB'
    >>> drawn(50, None)
    '50 MB'
    """
    if whole is None:
        return f"{arrived} MB"
    full = min(BAR, BAR * arrived // whole)
    return f"[{'#' * full:<{BAR}}] {arrived} of about {whole} MB"


def arrived_mb(place: Path) -> int:
    """Return how many megabytes a folder holds, unfinished files included."""
    files = [file for file in place.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files if file.exists()) // 1_000_000


def give_up(name: str) -> Callable[[], None]:
    """Return what says that a fetch is ending, which takes until its file is closed."""

    def say() -> None:
        print(f"\nstopping the fetch of {name} …", file=sys.stderr)

    return say


def fail(sentence: str) -> int:
    """Say why there is no model."""
    print(f"callsign models: {sentence}", file=sys.stderr)
    return NOT_HERE
