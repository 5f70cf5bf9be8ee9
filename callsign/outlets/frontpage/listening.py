"""Listening: what a page needs to play a recording."""

from dataclasses import dataclass

from django.core.cache import cache

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.document import from_stored
from callsign.newsroom.transcripts.models import Revision
from callsign.newsroom.transcripts.rendering import clock, voices
from callsign.outlets.frontpage.listening_map import Stretch, Stroke, strokes
from callsign.outlets.frontpage.moments import duration, minutes

MAP_KEPT_S = 7 * 24 * 3600
SPEEDS = ("0.8", "0.9", "1", "1.1", "1.25", "1.5", "1.75", "2")


@dataclass(frozen=True, slots=True)
class Listening:
    """A recording as a template plays it."""

    key: int
    address: str
    duration_ms: int
    minutes: int
    clock: str
    iso_duration: str
    rights: str
    strokes: tuple[Stroke, ...]
    speeds: tuple[str, ...] = SPEEDS

    @property
    def seconds(self) -> int:
        """Its length in whole seconds."""
        return self.duration_ms // 1000

    @property
    def clip(self) -> str:
        """The address of its clips, which takes ``from`` and ``to`` in milliseconds."""
        return f"/audio/{self.key}/clip.mp3"


def listening_to(story: Story) -> Listening | None:
    """Return what plays a story's recording, or None when it has none."""
    audio = story.audio
    if audio is None:
        return None
    return Listening(
        key=audio.pk,
        address=audio.rendition_url(),
        duration_ms=audio.duration_ms,
        minutes=minutes(audio.duration_ms),
        clock=clock(audio.duration_ms),
        iso_duration=duration(audio.duration_ms),
        rights=audio.rights,
        strokes=map_of(
            audio.pk, story.transcript.head_id if story.transcript else None
        ),
    )


def map_of(audio: int, head: int | None) -> tuple[Stroke, ...]:
    """
    Return the map of a recording and one version of its transcript.

    Cost: one or two queries the first time; then none, as neither of them changes.
    """
    key = f"listening-map:{audio}:{head}"
    drawn = cache.get(key)
    if drawn is None:
        waveform = Audio.objects.values_list("waveform", flat=True).get(pk=audio)
        drawn = strokes(bytes(waveform), stretches_of(head)) if waveform else ()
        if drawn:  # without a waveform the worker is not done; look again next time
            cache.set(key, drawn, MAP_KEPT_S)
    return drawn


def stretches_of(head: int | None) -> list[Stretch]:
    """Return who speaks when in a version of a transcript."""
    if head is None:
        return []
    stored = Revision.objects.values_list("document", flat=True).get(pk=head)
    document = from_stored(stored)
    heard = voices(document)
    return [
        Stretch(turn.start_ms, turn.end_ms, heard[turn.speaker].hue)
        for turn in document.turns
        if turn.start_ms is not None
        and turn.end_ms is not None
        and turn.speaker in heard
    ]
