"""Measuring a whole recording: its true length, loudness, shape and damage, in one pass."""

from dataclasses import dataclass
from pathlib import Path

from callsign.media.loudness import Loudness, LoudnessMeter
from callsign.media.sound import Cancelled, Problem, Progress, Sound
from callsign.media.waveform import WaveformBuilder

SILENT = (
    "The whole recording is silent. Check the cable or the channel it was recorded from; "
    "it can be published, but listeners will hear nothing."
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a recording turned out to be once every sample of it was heard."""

    duration_ms: int
    rate_hz: int
    channels: int
    loudness: Loudness
    waveform: bytes
    problems: tuple[Problem, ...]


def measure(
    path: Path,
    *,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Measured:
    """
    Decode a recording from end to end and measure it.

    Cost:   constant memory; about 300 times as fast as listening
    Raises: NotAudio and its kinds, Stopped
    """
    meter, drawing = LoudnessMeter(), WaveformBuilder()
    with Sound(path, on_progress=on_progress, cancelled=cancelled) as sound:
        for frame in sound:
            drawing.hear(frame)
            meter.hear(frame)
        loudness = meter.loudness()
        silence = [Problem(0, SILENT)] if loudness.is_silent else []
        return Measured(
            duration_ms=sound.heard_ms,
            rate_hz=sound.rate_hz,
            channels=sound.channels,
            loudness=loudness,
            waveform=drawing.waveform(),
            problems=(*sound.problems, *silence),
        )
