"""
faster-whisper as a recognizer: Whisper on a machine of one's own.

It and its models are an operator's to install. Nothing is ever downloaded here.

Source:  SYSTRAN/faster-whisper 1.2 (MIT), ``WhisperModel``, ``Segment``, ``Word``
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from callsign.engines.transcript.readers.heard import Heard
from callsign.engines.transcript.readers.times import seconds
from callsign.engines.transcript.readers.values import score
from callsign.media.decoding import Samples
from callsign.media.recognizing.attended import attended
from callsign.media.recognizing.recognizer import (
    Misdirected,
    NotAnAnswer,
    Price,
    WhileWaiting,
)

LIBRARY = "faster_whisper"
WEIGHTS = "model.bin"

NOT_INSTALLED = (
    "faster-whisper is not installed. An engineer can: pip install"
    " 'callsign-radio[recognizer]'."
)
NOT_HERE = "The model “{model}” is not here. An engineer can fetch it (docs/reference/first-drafts.md)."
BROKEN = "faster-whisper could not work with the model “{model}”: {why}"


class TimedWord(Protocol):
    start: float
    end: float
    word: str
    probability: float


class Segment(Protocol):
    start: float
    end: float
    text: str
    words: Sequence[TimedWord] | None


class Model(Protocol):
    """The part of ``faster_whisper.WhisperModel`` that is used here."""

    def transcribe(
        self,
        audio: NDArray[np.float32],
        *,
        language: str | None,
        word_timestamps: bool,
        condition_on_previous_text: bool,
    ) -> tuple[Iterable[Segment], object]: ...


class FasterWhisperRecognizer:
    """
    A model of Whisper by its name or its folder, loaded when it is first needed.

    ``folder`` is where the station keeps models.
    """

    is_rough = False
    price: Price | None = None
    pace: float | None = None
    longest_ms = 120_000

    def __init__(self, model: str, folder: Path, *, language: str = "") -> None:
        self.model = model
        self.folder = folder
        self.language = language
        self.name = f"faster-whisper {Path(model).name}"
        self.identity = f"faster-whisper {model} {language}"
        self._loaded: Model | None = None

    def hear(self, samples: Samples, *, while_waiting: WhileWaiting) -> Sequence[Heard]:
        """Return the words, with how sure the model is of each."""
        is_over = threading.Event()
        return attended(
            lambda: list(self._heard(samples, is_over)),
            while_waiting=while_waiting,
            break_off=is_over.set,
        )

    def _heard(self, samples: Samples, is_over: threading.Event) -> Iterator[Heard]:
        try:
            model = self._loaded = self._loaded or load(self.model, self.folder)
            segments, _ = model.transcribe(
                samples.astype(np.float32) / np.float32(32_768),
                language=self.language or None,
                word_timestamps=True,
                # What was misheard once would be expected again and again.
                condition_on_previous_text=False,
            )
            for segment in segments:
                if is_over.is_set():
                    return
                yield from words_of(segment)
        except (RuntimeError, ValueError, OSError) as error:
            why = str(error).splitlines()[0][:200] if str(error) else "no reason given"
            raise NotAnAnswer(BROKEN.format(model=self.model, why=why)) from error


def load(model: str, folder: Path) -> Model:
    """Return a model that is on this machine. Raises: Misdirected"""
    place = place_of(model, folder)
    if not (place / WEIGHTS).is_file():
        raise Misdirected(NOT_HERE.format(model=model))
    try:
        library = import_module(LIBRARY)
    except ImportError as error:
        raise Misdirected(NOT_INSTALLED) from error
    loaded = library.WhisperModel(
        str(place), device="auto", compute_type="auto", local_files_only=True
    )
    return cast(Model, loaded)


def place_of(model: str, folder: Path) -> Path:
    """
    Return where a model is: in a folder of its own, or fetched by its name.

    >>> place_of("org/model", Path("models")).as_posix()
    'models/org--model'
    """
    own = Path(model)
    return own if own.is_absolute() else folder / model.replace("/", "--")


def words_of(segment: Segment) -> Iterator[Heard]:
    """Yield the words of a segment; of one without words, its text."""
    if not segment.words:
        yield Heard(segment.text, seconds(segment.start), seconds(segment.end))
        return
    for word in segment.words:
        yield Heard(
            word.word.strip(),
            seconds(float(word.start)),
            seconds(float(word.end)),
            score(float(word.probability)),
        )
