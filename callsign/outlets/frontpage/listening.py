"""Listening: what a page needs to play a recording."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models import Episode
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import Edition, Transcript
from callsign.newsroom.transcripts.rendering import clock
from callsign.outlets.frontpage.listening_map import Stretch, Stroke, strokes
from callsign.outlets.frontpage.moments import duration, minutes

VOICE = re.compile(r' data-voice="([^"]+)"')
STARTS = re.compile(r'data-start="(\d+)"')
ENDS = re.compile(r'data-end="(\d+)"')


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

    @property
    def seconds(self) -> int:
        """Its length in whole seconds."""
        return self.duration_ms // 1000


def listening_to(
    story: Story | Episode, transcript: Transcript | Edition | None
) -> Listening | None:
    """Return what plays the recording of a story or an episode, or None."""
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
        strokes=map_of(audio, transcript.html if transcript else ""),
    )


def map_of(audio: Audio, html: str) -> tuple[Stroke, ...]:
    """Return the map of a recording and the transcript that was drawn of it."""
    return strokes(bytes(audio.waveform), list(stretches_of(html)))


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
