"""Any recording as a hearer wants it."""

import numpy as np
import pytest

from callsign.media.decoding import RATE_HZ, decode_speech
from callsign.media.opening import EmptyFile, NotAudio
from callsign.media.sound import Stopped
from tests.tape import silence, tone, write_tape


@pytest.fixture
def tape(tmp_path):
    path = tmp_path / "tape.wav"
    write_tape(path, np.concatenate([silence(1), tone(2, dbfs=-20)], axis=1))
    return path


class TestDecodingForAHearer:
    def test_keeps_the_length_to_a_hundredth(self, tape):
        with decode_speech(tape) as speech:
            assert speech.duration_ms == pytest.approx(3_000, abs=10)
            assert len(speech.levels) == pytest.approx(300, abs=1)

    def test_tells_how_loud_each_moment_is(self, tape):
        with decode_speech(tape) as speech:
            assert speech.levels[50] == -100
            assert speech.levels[200] == pytest.approx(-23, abs=1)

    def test_returns_the_sound_between_two_moments(self, tape):
        with decode_speech(tape) as speech:
            samples = np.frombuffer(speech.between(1_500, 2_000), dtype=np.int16)

        assert len(samples) == RATE_HZ // 2
        assert np.abs(samples).max() > 3_000

    def test_says_what_is_not_a_recording(self, tmp_path):
        path = tmp_path / "script.wav"
        path.write_text("ADA OKAFOR, HOST: Good morning.")

        with pytest.raises(NotAudio, match="text file"):
            decode_speech(path)

    def test_says_when_a_file_is_empty(self, tmp_path):
        path = tmp_path / "nothing.mp3"
        path.touch()

        with pytest.raises(EmptyFile):
            decode_speech(path)

    def test_stops_when_it_is_told_to(self, tape):
        with pytest.raises(Stopped):
            decode_speech(tape, cancelled=lambda: True)
