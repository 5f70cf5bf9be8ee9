"""Listening: what a page needs to play a recording."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.rendering import clock
from callsign.outlets.frontpage.listening_map import Stretch, Stroke, strokes
from callsign.outlets.frontpage.moments import duration, minutes

MAP_KEPT_S = 7 * 24 * 3600
VOICE = re.compile(r' data-voice="([^"]+)"')
STARTS = re.compile(r'data-start="(\d+)"')
ENDS = re.compile(r'data-end="(\d+)"')
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
    audio, transcript = story.audio, story.transcript
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
        strokes=map_of(audio, transcript.head_id, transcript.html)
        if transcript
        else map_of(audio, None, ""),
    )


def map_of(audio: Audio, head: int | None, html: str) -> tuple[Stroke, ...]:
    """
    Return the map of a recording and the transcript that was drawn of one version.

    Neither ever changes under its key, so each is drawn once.
    """
    key = f"listening-map:{audio.pk}:{head}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = strokes(bytes(audio.waveform), list(stretches_of(html)))
        if drawn:  # without a waveform the worker is not done; look again next time
            cache.set(key, drawn, MAP_KEPT_S)
    return drawn


def stretches_of(html: str) -> Iterator[Stretch]:
    """
    Yield who speaks when, as a drawn transcript tells it.

    >>> html = '<div class="turn" data-voice="1"><span id="w1" data-start="80" data-end="900">'
    >>> list(stretches_of(html))
    [Stretch(start_ms=80, end_ms=900, hue='1')]
    """
    for turn in html.split('<div class="turn"')[1:]:
        hue = VOICE.match(turn)
        starts = STARTS.search(turn)
        ends = ENDS.search(turn)
        if hue and starts and ends:
            yield Stretch(int(starts[1]), int(ends[1]), hue[1])
