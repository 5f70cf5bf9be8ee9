"""Somebody listens to a recording: with one ear to the studio, with one to the telephone."""

import json
from pathlib import Path

import numpy as np
import pytest

from callsign.engines.alignment.language_model import language_model
from callsign.media import hearing
from callsign.media.decoding import RATE_HZ, Speech, decode_speech
from callsign.media.ear import Ear
from callsign.media.hearing import SphinxHearer, with_noise_floor
from callsign.media.telephone import by_telephone

DEMO = Path(__file__).parents[2] / "demo"

# "This is HIGH WATER MARK. I'm Ruth Castellano." and, from here on, "Most of us in
# Linden Ferry only ever see a tow from the side, as something long and slow ..."
PAUSE_MS, END_MS = 3_750, 10_950


@pytest.fixture(scope="module")
def studio():
    """The first sentences of one of the demo's interviews."""
    with decode_speech(DEMO / "audio/towboat-pilot.mp3") as speech:
        samples = np.frombuffer(speech.between(0, END_MS), dtype=np.int16)
    return samples


@pytest.fixture(scope="module")
def words():
    """The words that are said, and when each starts."""
    transcript = json.loads((DEMO / "transcripts/towboat-pilot.json").read_text())
    words = [word for turn in transcript["turns"] for word in turn["words"]]
    return [
        (word["text"], word["start_ms"])
        for word in words
        if word["start_ms"] is not None and word["start_ms"] < END_MS - 500
    ]


@pytest.fixture
def half_by_telephone(studio):
    cut = PAUSE_MS * RATE_HZ // 1000
    return np.concatenate([studio[:cut], by_telephone(studio[cut:])])


@pytest.fixture
def ears(monkeypatch):
    """Which ears were opened, each by whether it is for the line."""
    opened = []

    class WitnessedEar(Ear):
        def __init__(self, ways, *, is_line):
            opened.append(is_line)
            super().__init__(ways, is_line=is_line)

    monkeypatch.setattr(hearing, "Ear", WitnessedEar)
    return opened


def heard_by(samples, words):
    """Return a hearer of some sound that has learned the words, and their names."""
    speech = Speech()
    speech.append(samples)
    hearer = SphinxHearer(speech)
    return hearer, hearer.learn([text for text, _ in words])


def most_of(words, heard):
    """Return whether more than half of the words were heard in their places."""
    moments = [(word.name, word.start_ms) for word in heard]
    found = [
        any(
            name == text.strip(".,").lower() and abs(start_ms - at_ms) < 150
            for name, at_ms in moments
        )
        for text, start_ms in words
    ]
    return sum(found) > len(words) / 2


class TestHearingFreely:
    def test_hears_the_studio_with_one_ear(self, studio, words, ears):
        hearer, names = heard_by(studio, words)

        with hearer.speech:
            heard = hearer.decode(0, END_MS, language_model(names))

        assert ears == [False]
        assert most_of(words, heard)

    def test_hears_both_sides_of_a_telephone_each_with_its_ear(
        self, half_by_telephone, words, ears
    ):
        hearer, names = heard_by(half_by_telephone, words)

        with hearer.speech:
            heard = hearer.decode(0, END_MS, language_model(names))

        assert ears == [False, True]
        before = [(text, at_ms) for text, at_ms in words if at_ms < PAUSE_MS]
        assert most_of(before, heard)
        assert most_of([word for word in words if word not in before], heard)

    def test_tells_moments_of_the_recording_not_of_the_piece(self, studio, words):
        hearer, names = heard_by(studio, words)

        with hearer.speech:
            heard = hearer.decode(PAUSE_MS, END_MS, language_model(names))

        starts_ms = dict(words)
        tow = next(word for word in heard if word.name == "tow")
        assert tow.start_ms == pytest.approx(starts_ms["tow"], abs=100)

    def test_hears_nothing_in_less_than_a_sound(self, studio, words):
        hearer, names = heard_by(studio, words)

        with hearer.speech:
            assert hearer.decode(1_000, 1_050, language_model(names)) == []


class TestFitting:
    @pytest.mark.parametrize("first_ms", [0, PAUSE_MS])
    def test_fits_words_to_a_telephone(self, half_by_telephone, words, first_ms):
        hearer, names = heard_by(half_by_telephone, words)
        wanted = [
            (name, start_ms)
            for name, (_, start_ms) in zip(names, words, strict=True)
            if start_ms >= first_ms
        ]

        with hearer.speech:
            fitted = hearer.force(
                first_ms, END_MS - 400, [name for name, _ in wanted], 1e-48
            )

        errors_ms = [
            abs(word.start_ms - start_ms)
            for word, (_, start_ms) in zip(fitted, wanted, strict=False)
        ]
        assert len(errors_ms) >= len(wanted) - 1
        assert sum(error_ms <= 100 for error_ms in errors_ms) >= 0.9 * len(wanted)

    def test_fits_what_is_mixed_with_the_ear_for_the_line(
        self, half_by_telephone, words, ears
    ):
        hearer, names = heard_by(half_by_telephone, words)

        with hearer.speech:
            hearer.force(0, END_MS, names, 1e-48)

        assert ears == [True]

    def test_does_not_fit_the_words_of_others(self, studio, words):
        hearer, names = heard_by(studio, words)

        with hearer.speech:
            assert hearer.force(0, 1_200, names, 1e-48) is None


class TestAFloorOfNoise:
    def test_lies_under_silence(self):
        heard = np.frombuffer(
            with_noise_floor(np.zeros(RATE_HZ, dtype=np.int16), -60), dtype=np.int16
        )

        assert np.std(heard) == pytest.approx(32_768 / 1_000, rel=0.1)

    def test_is_the_same_each_time(self, studio):
        assert with_noise_floor(studio, -70) == with_noise_floor(studio, -70)

    def test_does_not_turn_the_loudest_sound_over(self):
        loudest = np.full(RATE_HZ, 32_767, dtype=np.int16)

        assert np.frombuffer(with_noise_floor(loudest, -40), dtype=np.int16).min() > 0
