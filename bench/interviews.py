"""Interviews whose every word time is known, and what radio does to them."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame

from bench.voices import Voice, Wave
from callsign.engines.transcript.script import read_script

RATE_HZ = 16_000
PAUSE_MS = 350


@dataclass(frozen=True, slots=True)
class Token:
    """
    A word of a script; ``start_ms`` is None when nobody can tell when it is said.

    A word that was never said ``is_phantom``.
    """

    text: str
    start_ms: float | None
    is_phantom: bool = False


@dataclass(frozen=True, slots=True)
class Interview:
    """
    A recording, its script and the truth about it.

    ``turns`` are the voice and the edges in milliseconds of each turn.
    """

    name: str
    wave: Wave
    tokens: tuple[Token, ...]
    turns: tuple[tuple[str, float, float], ...]

    @property
    def minutes(self) -> float:
        return len(self.wave) / RATE_HZ / 60


def spoken_interview(
    name: str, script: str, voices: Sequence[Voice], *, most_words: int | None = None
) -> Interview:
    """Say the first turns of a script, with one voice for each speaker in turn."""
    waves: list[Wave] = []
    tokens: list[Token] = []
    turns: list[tuple[str, float, float]] = []
    cast: dict[str, int] = {}
    at_ms = 0.0
    for speaker, text in turns_of(script):
        if most_words is not None and len(tokens) >= most_words:
            break
        number = cast.setdefault(speaker, len(cast) % len(voices))
        said = voices[number](text)
        wave = resampled(said.wave, said.rate_hz)
        tokens += [
            Token(word, None if start is None else at_ms + start)
            for word, start in zip(text.split(), said.starts_ms, strict=True)
        ]
        end_ms = at_ms + len(wave) * 1000 / RATE_HZ
        turns.append((str(number), at_ms, end_ms))
        waves += [wave, np.zeros(PAUSE_MS * RATE_HZ // 1000, dtype=np.float32)]
        at_ms = end_ms + PAUSE_MS
    return Interview(name, np.concatenate(waves), tuple(tokens), tuple(turns))


def turns_of(script: str) -> list[tuple[str, str]]:
    """Return the speaker and the words of each turn."""
    return [
        (str(turn.speaker), " ".join(turn.text.split()))
        for turn in read_script(script).turns
    ]


def resampled(wave: Wave, rate_hz: int) -> Wave:
    """Bring a wave to 16 kHz, exactly, by its spectrum."""
    count = round(len(wave) * RATE_HZ / rate_hz)
    spectrum = np.fft.rfft(wave)[: count // 2 + 1]
    return np.asarray(
        np.fft.irfft(spectrum, count) * (count / len(wave)), dtype=np.float32
    )


def clean(interview: Interview) -> Interview:
    return interview


def with_untranscribed(other: Wave) -> Callable[[Interview], Interview]:
    """Return a way to put 40 seconds of other speech in the middle, without text."""

    def changed(interview: Interview) -> Interview:
        extra = other[: 40 * RATE_HZ]
        at_ms = interview.turns[len(interview.turns) // 2][1]
        first, shift_ms = round(at_ms * RATE_HZ / 1000), len(extra) * 1000 / RATE_HZ
        wave = np.concatenate([interview.wave[:first], extra, interview.wave[first:]])
        tokens = tuple(
            replace(token, start_ms=token.start_ms + shift_ms)
            if token.start_ms is not None and token.start_ms >= at_ms - 1
            else token
            for token in interview.tokens
        )
        return replace(interview, wave=wave, tokens=tokens)

    return changed


def with_phantom(words: Sequence[str]) -> Callable[[Interview], Interview]:
    """Return a way to put 80 words into the script that nobody said."""

    def changed(interview: Interview) -> Interview:
        at_ms = interview.turns[len(interview.turns) // 2][1]
        at = next(
            number
            for number, token in enumerate(interview.tokens)
            if token.start_ms is not None and token.start_ms >= at_ms - 1
        )
        phantom = tuple(Token(word, None, is_phantom=True) for word in words[:80])
        tokens = (*interview.tokens[:at], *phantom, *interview.tokens[at:])
        return replace(interview, tokens=tokens)

    return changed


def with_edits(interview: Interview) -> Interview:
    """Leave 5 % of the words out of the script, write 3 % wrong, add 2 % never said."""
    chance = random.Random(5)
    vocabulary = sorted({token.text for token in interview.tokens})
    tokens: list[Token] = []
    for token in interview.tokens:
        draw = chance.random()
        if draw < 0.05:
            continue
        if draw < 0.08:
            tokens.append(Token(chance.choice(vocabulary), None, is_phantom=True))
            continue
        tokens.append(token)
        if draw < 0.10:
            tokens.append(Token(chance.choice(vocabulary), None, is_phantom=True))
    return replace(interview, tokens=tuple(tokens))


def by_phone(interview: Interview) -> Interview:
    """Put every second voice on a telephone line, 300 to 3,400 Hz."""
    return with_far_voices(interview, lambda wave: band(wave, 300, 3_400))


def by_exchange(interview: Interview) -> Interview:
    """Put every second voice through a telephone exchange: soft edges, 8 bits (G.711)."""
    return with_far_voices(interview, exchanged)


def with_far_voices(interview: Interview, line: Callable[[Wave], Wave]) -> Interview:
    """Put every second voice through a line."""
    voices = list(dict.fromkeys(voice for voice, _, _ in interview.turns))
    far = set(voices[1::2]) or set(voices)
    wave = interview.wave.copy()
    for voice, start_ms, end_ms in interview.turns:
        if voice in far:
            part = slice(
                round(start_ms * RATE_HZ / 1000), round(end_ms * RATE_HZ / 1000)
            )
            wave[part] = line(wave[part])
    return replace(interview, wave=wave)


def exchanged(wave: Wave) -> Wave:
    """
    Bring a wave through a line whose edges are slopes and whose samples are 8 bits.

    Source: ITU-T G.711 (mu-law); slopes of the sixth order at 300 and 3,400 Hz, and
    nothing from 4 kHz on, where an exchange samples 8,000 times a second.
    """
    spectrum = np.fft.rfft(wave)
    pitch_hz = np.maximum(np.fft.rfftfreq(len(wave), 1 / RATE_HZ), 1)
    passed = 1 / np.sqrt((1 + (300 / pitch_hz) ** 12) * (1 + (pitch_hz / 3_400) ** 12))
    narrow = np.fft.irfft(spectrum * passed * (pitch_hz < 4_000), len(wave))
    loudest = np.abs(narrow).max() or 1.0
    half = resampled(np.asarray(narrow / loudest, dtype=np.float32), 2 * RATE_HZ)
    bits = np.round(127 * np.sign(half) * np.log1p(255 * np.abs(half)) / np.log(256))
    said = np.sign(bits) * np.expm1(np.abs(bits) / 127 * np.log(256)) / 255
    wide = np.fft.irfft(np.fft.rfft(said), len(wave)) * (len(wave) / len(said))
    return np.asarray(wide * loudest, dtype=np.float32)


def band(wave: Wave, low_hz: float, high_hz: float) -> Wave:
    spectrum = np.fft.rfft(wave)
    pitch_hz = np.fft.rfftfreq(len(wave), 1 / RATE_HZ)
    spectrum[(pitch_hz < low_hz) | (pitch_hz > high_hz)] = 0
    return np.asarray(np.fft.irfft(spectrum, len(wave)), dtype=np.float32)


def with_noise_and_music(interview: Interview) -> Interview:
    """Add pink noise and chords, together 10 dB softer than the voices."""
    wave = interview.wave
    chance = np.random.default_rng(10)
    spectrum = np.fft.rfft(chance.normal(size=len(wave)))
    pink = np.fft.irfft(spectrum / np.sqrt(np.arange(1, len(spectrum) + 1)), len(wave))
    moments = np.arange(len(wave)) / RATE_HZ
    music = np.zeros(len(wave))
    for number, root_hz in enumerate((220.0, 174.6, 261.6, 196.0)):
        sounding = (moments // 2).astype(int) % 4 == number
        for ratio in (1, 5 / 4, 3 / 2, 2):
            music += sounding * np.sin(2 * np.pi * root_hz * ratio * moments)
    under = pink / np.std(pink) + music / np.std(music)
    voices = wave[np.abs(wave) > 0.01]
    under *= np.sqrt(np.mean(np.square(voices))) / np.std(under) / 10 ** (10 / 20)
    return replace(interview, wave=np.asarray(wave + under, dtype=np.float32))


def write_wav(path: Path, wave: Wave, *, times: int = 1) -> None:
    """Write a wave, so many times in a row."""
    samples = np.clip(wave * 32_767, -32_768, 32_767).astype(np.int16)[np.newaxis]
    with av.open(str(path), "w", format="wav") as container:
        stream = container.add_stream("pcm_s16le", rate=RATE_HZ, layout="mono")
        for number in range(times):
            frame = AudioFrame.from_ndarray(samples, format="s16", layout="mono")
            frame.sample_rate = RATE_HZ
            frame.pts = number * samples.shape[1]
            frame.time_base = Fraction(1, RATE_HZ)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
