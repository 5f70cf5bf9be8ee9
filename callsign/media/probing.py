"""Probing: what a file is, told in a moment and without decoding it all."""

from dataclasses import dataclass
from pathlib import Path

from callsign.media.declared import declared_duration_ms, duration_ms
from callsign.media.sound import Problem, Sound, clock, ends_early, is_loss

# More than a day in one file is a logger's tape, or a header that lies.
LONGEST_MS = 25 * 3_600_000

MIMES = {
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "w64": "audio/wav",
    "flac": "audio/flac",
    "ogg": "audio/ogg",
    "mov": "audio/mp4",
    "aac": "audio/aac",
    "matroska": "audio/webm",
    "aiff": "audio/aiff",
    "amr": "audio/amr",
}


@dataclass(frozen=True, slots=True)
class Probed:
    """
    What a recording says it is; ``measure`` finds out whether it is so.

    ``duration_ms`` is 0 where the file does not say; ``title`` and ``artist`` are its
    own tags, empty where it has none.
    """

    duration_ms: int
    codec: str
    container: str
    mime: str
    rate_hz: int
    channels: int
    bit_rate: int
    title: str
    artist: str
    problems: tuple[Problem, ...]


def probe(path: Path) -> Probed:
    """
    Look at a file and say what recording it is, judging by its content.

    Cost:   a few reads, whatever the size
    Raises: NotAudio and its kinds, with a sentence for an editor; OSError
    """
    with Sound(path) as sound:
        container, stream = sound.container, sound.stream
        name = container.format.name.split(",")[0]
        tags = {key.lower(): text for key, text in container.metadata.items()}
        length_ms = duration_ms(container, stream) or 0
        return Probed(
            duration_ms=length_ms,
            codec=stream.codec_context.codec.canonical_name,
            container=name,
            mime=MIMES.get(name, "application/octet-stream"),
            rate_hz=sound.rate_hz,
            channels=stream.codec_context.channels,
            bit_rate=stream.bit_rate or container.bit_rate or 0,
            title=tags.get("title", "").strip(),
            artist=tags.get("artist", "").strip(),
            problems=tuple(oddities(sound, length_ms)),
        )


def oddities(sound: Sound, length_ms: int) -> list[Problem]:
    """Return what an editor should know before anything was decoded."""
    stated_ms = declared_duration_ms(sound.container, sound.stream, sound.path)
    if length_ms and stated_ms is not None and is_loss(stated_ms, length_ms):
        return [ends_early(stated_ms, length_ms)]
    if length_ms > LONGEST_MS:
        return [
            Problem(
                None,
                f"The file says it is {clock(length_ms)} long. If that cannot be, export "
                "it again; its true length is shown once it has been measured.",
            )
        ]
    return []
