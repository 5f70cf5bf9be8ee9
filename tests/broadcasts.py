"""Broadcasts made by arithmetic: sound as varied as speech, no two moments alike."""

import numpy as np

RATE_HZ = 16_000
SYLLABLE_S = 0.16


def babble(seconds: float, *, seed: int) -> np.ndarray:
    """Return syllables of voices that nobody has; shape (1, samples)."""
    chance = np.random.default_rng(seed)
    samples = round(seconds * RATE_HZ)
    sound = np.zeros(samples + RATE_HZ, dtype=np.float64)
    at = 0
    while at < samples:
        length = round(chance.uniform(0.5, 1.5) * SYLLABLE_S * RATE_HZ)
        moments = np.arange(length) / RATE_HZ
        pitch_hz = chance.uniform(90, 240) * (1 + chance.uniform(-0.6, 0.6) * moments)
        phase = 2 * np.pi * np.cumsum(pitch_hz) / RATE_HZ
        harmonics = np.arange(1, 24)
        formants = chance.uniform(300, 3_400, size=3)
        for number in harmonics:
            tones_hz = number * pitch_hz.mean()
            strength = np.exp(-(((formants - tones_hz) / 250) ** 2)).sum() + 0.02
            sound[at : at + length] += (
                strength
                * np.sin(number * phase + chance.uniform(0, 6))
                * np.hanning(length)
            )
        hiss = chance.normal(0, chance.uniform(0.02, 0.4), length)
        sound[at : at + length] += hiss * np.hanning(length)
        at += round(length * chance.uniform(0.7, 1.1))
    kept = sound[:samples]
    return (0.3 * kept / np.abs(kept).max()).astype(np.float32)[np.newaxis]
