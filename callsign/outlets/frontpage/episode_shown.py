"""An episode as its template prints it: values, and nothing left to ask."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from callsign.outlets.frontpage.air_times import AirTime
from callsign.outlets.frontpage.figures import Figure
from callsign.outlets.frontpage.listening import Listening
from callsign.outlets.frontpage.masthead import Link
from callsign.outlets.frontpage.story_shown import Guest


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment in the rundown, and the story that it became."""

    key: int
    label: str
    title: str
    story: Link | None
    start_ms: int | None
    clock: str
    second: int


@dataclass(frozen=True, slots=True)
class EpisodeShown:
    """An episode as its template prints it."""

    title: str
    address: str
    program: Link | None
    teaser: str
    description: str
    day: str
    iso_day: str
    number: int | None
    season: str
    figure: Figure | None
    social: str  # the picture others show of it: its own, or else its program's
    people: tuple[Guest, ...]
    listening: Listening | None
    transcript: SafeString
    is_timed: bool
    is_quotable: bool  # of a transcript of its own: quotes are anchored there
    caution: str  # what readers are told of a text nobody has checked
    rundown: tuple[Piece, ...]
    times: tuple[AirTime, ...]
