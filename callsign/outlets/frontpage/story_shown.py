"""A story as its template prints it: values, and nothing left to ask."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from callsign.newsroom.stories.models import Retraction
from callsign.outlets.frontpage.figures import Figure
from callsign.outlets.frontpage.listening import Listening
from callsign.outlets.frontpage.masthead import Link
from callsign.outlets.frontpage.moments import Moment

LONG_TITLE = 75  # characters


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody heard in the conversation."""

    name: str
    title: str
    address: str
    face: Figure | None


@dataclass(frozen=True, slots=True)
class Signature:
    """A name under a headline, and what its owner did."""

    name: str
    address: str
    credit: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """A correction and its day."""

    text: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Edition:
    """The episode that the story was on the air in, at its own place of the rundown."""

    title: str
    address: str
    segment: str  # its address, on the episode's page
    day: str
    iso_day: str


@dataclass(frozen=True, slots=True)
class StoryShown:
    """A story as its template prints it."""

    title: str
    address: str
    kicker: str
    teaser: str
    signatures: tuple[Signature, ...]
    published: Moment
    updated: Moment | None
    reading_minutes: int
    figure: Figure | None
    listening: Listening | None
    body: SafeString
    transcript: SafeString
    is_timed: bool
    is_quotable: bool  # of a transcript of its own: quotes are anchored there
    caution: str  # what readers are told of a text nobody has checked
    topics: tuple[Link, ...]
    program: Link | None
    edition: Edition | None
    corrections: tuple[Amendment, ...]
    retraction: Retraction | None
    retracted: Moment | None
    credits: tuple[str, ...]
    year: int
    guests: tuple[Guest, ...]
    related: tuple[Link, ...]

    @property
    def is_long_titled(self) -> bool:
        """Whether the headline would fill a phone if it were set in the large size."""
        return len(self.title) > LONG_TITLE
