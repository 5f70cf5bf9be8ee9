"""
faster-whisper hears with a model that is here, and with no other.

Tested against a stand-in with the signatures of faster-whisper 1.2: the real one brings a
runtime for neural networks, and has nothing to say without a model of its own.
"""

import sys
from collections import namedtuple
from types import ModuleType

import numpy as np
import pytest

from callsign.media.aligning import Cancelled
from callsign.media.recognizing.faster_whisper import (
    FasterWhisperRecognizer,
    place_of,
)
from callsign.media.recognizing.recognizer import Misdirected, NotAnAnswer

Word = namedtuple("Word", "start end word probability")
Segment = namedtuple("Segment", "start end text words")
SOUND = np.full(16_000, 16_384, dtype=np.int16)


def nobody():
    """Wait for nothing."""


@pytest.fixture
def library(monkeypatch):
    """Stand in for the package, and remember how it was called."""
    module = ModuleType("faster_whisper")
    module.loaded, module.calls, module.error = [], [], None
    module.segments = [
        Segment(
            0.0,
            0.9,
            " Good morning.",
            [Word(0.1, 0.4, " Good", 0.98), Word(0.4, 0.9, " morning.", 0.7)],
        )
    ]

    class WhisperModel:
        def __init__(
            self,
            model_size_or_path,
            device="auto",
            device_index=0,
            compute_type="default",
            cpu_threads=0,
            num_workers=1,
            download_root=None,
            local_files_only=False,
            files=None,
            **model_kwargs,
        ):
            module.loaded.append((model_size_or_path, local_files_only))

        def transcribe(
            self,
            audio,
            language=None,
            task="transcribe",
            word_timestamps=False,
            condition_on_previous_text=True,
        ):
            module.calls.append((audio, language, word_timestamps))
            if module.error:
                raise module.error
            return iter(module.segments), object()

    module.WhisperModel = WhisperModel
    monkeypatch.setitem(sys.modules, "faster_whisper", module)
    return module


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "small").mkdir()
    (tmp_path / "small/model.bin").write_bytes(b"weights")
    return tmp_path


class TestHearing:
    def test_gives_words_with_times_and_scores(self, library, folder):
        one = FasterWhisperRecognizer("small", folder, language="en")

        words = one.hear(SOUND, while_waiting=nobody)

        assert [tuple(word[:4]) for word in words] == [
            ("Good", 100, 400, 0.98),
            ("morning.", 400, 900, 0.7),
        ]
        audio, language, has_words = library.calls[0]
        assert audio.dtype == np.float32
        assert audio[0] == 0.5
        assert (language, has_words) == ("en", True)

    def test_loads_its_model_once_and_downloads_nothing(self, library, folder):
        one = FasterWhisperRecognizer("small", folder)
        one.hear(SOUND, while_waiting=nobody)
        one.hear(SOUND, while_waiting=nobody)

        assert library.loaded == [(str(folder / "small"), True)]

    def test_keeps_a_segment_without_words(self, library, folder):
        library.segments = [Segment(0.0, 0.9, " Good morning.", None)]

        words = FasterWhisperRecognizer("small", folder).hear(
            SOUND, while_waiting=nobody
        )

        assert [word[:3] for word in words] == [(" Good morning.", 0, 900)]

    def test_can_be_called_off(self, library, folder):
        def endless():
            while True:
                yield from library.segments[:1]

        library.segments = library.segments.copy()
        one = FasterWhisperRecognizer("small", folder)
        one._loaded = type(
            "Endless", (), {"transcribe": lambda *_, **__: (endless(), object())}
        )()

        def called_off():
            raise Cancelled("stopped while listening")

        with pytest.raises(Cancelled):
            one.hear(SOUND, while_waiting=called_off)

    def test_tells_what_went_wrong(self, library, folder):
        library.error = RuntimeError("CUDA failed with error out of memory")

        with pytest.raises(NotAnAnswer, match="out of memory"):
            FasterWhisperRecognizer("small", folder).hear(SOUND, while_waiting=nobody)


class TestWhatIsMissing:
    def test_is_a_model_that_nobody_fetched(self, library, folder):
        with pytest.raises(Misdirected, match="large-v3” is not here"):
            FasterWhisperRecognizer("large-v3", folder).hear(
                SOUND, while_waiting=nobody
            )

        assert library.loaded == []

    def test_is_the_extra(self, monkeypatch, folder):
        monkeypatch.setitem(sys.modules, "faster_whisper", None)

        with pytest.raises(Misdirected, match="pip install"):
            FasterWhisperRecognizer("small", folder).hear(SOUND, while_waiting=nobody)


def test_a_model_may_be_in_a_folder_of_its_own(folder):
    assert place_of(str(folder / "own"), folder / "models") == folder / "own"
