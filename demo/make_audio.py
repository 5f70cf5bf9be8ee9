"""
Speak the demo's interviews into ``demo/audio``.

    python -m demo.make_audio [NAME ...]

Needs espeak-ng and ffmpeg; the recordings are committed, so nobody needs either to run
the demo. Each is mono, 24 kHz, 48 kbit/s MP3 at -16 LUFS.
"""

import io
import json
import re
import subprocess
import sys
import tomllib
import wave
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from callsign.engines.transcript.model import Transcript, Turn
from demo.content import read_demo_script
from demo.sounds import (
    HEARD_FOR,
    RATE_HZ,
    Wave,
    faded,
    leveled,
    room,
    silence,
    through,
)
from demo.speech import as_spoken

DEMO = Path(__file__).parent
LOUDNESS = "loudnorm=I=-16:TP=-1.5:LRA=11"
BETWEEN_TURNS_MS = 420
BETWEEN_PARAGRAPHS_MS = 600
AROUND_SOUNDS_MS = 350


def main(wanted: list[str]) -> None:
    """Speak the scripts asked for, or all."""
    voices = tomllib.loads((DEMO / "voices.toml").read_text(encoding="utf-8"))
    (DEMO / "audio").mkdir(exist_ok=True)
    for script in sorted((DEMO / "scripts").glob("*.txt")):
        if wanted and script.stem not in wanted:
            continue
        document = read_demo_script(script.stem)
        sound = np.concatenate(list(spoken(document, voices)))
        file = DEMO / "audio" / f"{script.stem}.mp3"
        encode(sound + room(len(sound)), file)
        length_s = len(sound) / RATE_HZ
        pace = len(document.words) / length_s * 60
        sys.stdout.write(
            f"{file.name}: {length_s:.0f} s, {pace:.0f} words a minute,"
            f" {file.stat().st_size // 1000} kB\n"
        )


def spoken(document: Transcript, voices: Mapping[str, Any]) -> Iterator[Wave]:
    """Yield the recording piece by piece: turns, and the sounds between them."""
    yield silence(500)
    sounds = sounds_after_words(document)
    for turn in document.turns:
        speaker = document.speaker(turn.speaker)
        voice = voices[speaker.name if speaker and speaker.name else ""]
        yield from turn_spoken(turn, voice, sounds)
        yield silence(BETWEEN_TURNS_MS)
    yield silence(900)


def sounds_after_words(document: Transcript) -> dict[str | None, list[str]]:
    """Return the sounds of a script by the word they follow."""
    sounds: dict[str | None, list[str]] = {}
    for event in document.events:
        sounds.setdefault(event.after_word, []).append(event.text)
    return sounds


def turn_spoken(
    turn: Turn, voice: Mapping[str, Any], sounds: Mapping[str | None, list[str]]
) -> Iterator[Wave]:
    """Yield a turn's paragraphs, each up to the next sound."""
    rest = iter(turn.words)
    for number, paragraph in enumerate(re.split(r"\n\s*\n", turn.text)):
        if number:
            yield silence(BETWEEN_PARAGRAPHS_MS)
        held: list[str] = []
        for _ in paragraph.split():
            word = next(rest)
            held.append(word.text)
            if word.id in sounds:
                yield say(" ".join(held), voice)
                held = []
                yield from heard(sounds[word.id])
        if held:
            yield say(" ".join(held), voice)


def heard(texts: list[str]) -> Iterator[Wave]:
    """Yield what is heard for stage directions."""
    for text in texts:
        yield silence(AROUND_SOUNDS_MS)
        for word, sound in HEARD_FOR.items():
            if word in text.upper():
                yield sound()
                break
        yield silence(AROUND_SOUNDS_MS)


def say(text: str, voice: Mapping[str, Any]) -> Wave:
    """Speak a text in a voice, at the level of every other voice."""
    command = ["espeak-ng", "-v", voice["voice"], "-p", str(voice["pitch"])]
    command += ["-s", str(voice["words_per_minute"]), "--stdout", "--stdin"]
    run = subprocess.run(
        command, input=as_spoken(text).encode(), capture_output=True, check=True
    )
    with wave.open(io.BytesIO(run.stdout)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    sound = trimmed(samples / 32_768)
    if voice.get("through") == "telephone":
        sound = through(sound, 300, 3400)
    if voice.get("through") == "old tape":
        sound = through(sound, 140, 5200)
    return leveled(faded(sound), 0.1)


def trimmed(sound: Wave) -> Wave:
    """Cut the silence at both ends."""
    loud = np.flatnonzero(np.abs(sound) > 0.004)
    return sound[loud[0] : loud[-1] + 1] if len(loud) else sound


def encode(sound: Wave, file: Path) -> None:
    """Write an MP3 at broadcast loudness: measured first, then moved by one gain."""
    raw = (sound.clip(-1, 1) * 32_767).astype("<i2").tobytes()
    source = ["-f", "s16le", "-ar", str(RATE_HZ), "-ac", "1", "-i", "-"]
    measured = ffmpeg(
        [*source, "-af", f"{LOUDNESS}:print_format=json", "-f", "null", "-"], raw
    )
    reading = json.loads(measured[measured.rindex("{") : measured.rindex("}") + 1])
    linear = (
        f"{LOUDNESS}:linear=true:measured_I={reading['input_i']}"
        f":measured_TP={reading['input_tp']}:measured_LRA={reading['input_lra']}"
        f":measured_thresh={reading['input_thresh']}:offset={reading['target_offset']}"
    )
    coding = [
        "-ar",
        "24000",
        "-c:a",
        "libmp3lame",
        "-b:a",
        "48k",
        "-map_metadata",
        "-1",
    ]
    ffmpeg([*source, "-af", linear, *coding, "-y", str(file)], raw)


def ffmpeg(arguments: list[str], sound: bytes) -> str:
    """Run ffmpeg on a sound; return what it says."""
    run = subprocess.run(
        ["ffmpeg", "-hide_banner", *arguments],
        input=sound,
        capture_output=True,
        check=True,
    )
    return run.stderr.decode()


if __name__ == "__main__":
    main(sys.argv[1:])
