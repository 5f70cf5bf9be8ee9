"""The masthead: what every page says of the station, read once in a generation."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from callsign.newsroom.programs.models import Program, ProgramShelf
from callsign.newsroom.station.context import station_of
from callsign.newsroom.station.models import Service, Station
from callsign.newsroom.stories.models import StoryShelf, Topic
from callsign.outlets.frontpage.models import StandingPage
from callsign.outlets.frontpage.privacy import open_to_all
from callsign.outlets.frontpage.remembered import Remembered


@dataclass(frozen=True, slots=True)
class Link:
    """Words, and where they lead."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Masthead:
    """The station, its services, and the ways into its site."""

    site: Site | None
    root: Page | None
    station: Station | None
    services: tuple[Service, ...]
    topics: dict[int, Link]  # by the topic's key
    latest: Link | None
    programs: Link | None
    pages: tuple[Link, ...]
    each_program: dict[int, Link]  # by the program's key

    @property
    def name(self) -> str:
        """What the site is called in a title, a feed or a card."""
        return self.station.name if self.station else settings.WAGTAIL_SITE_NAME

    @property
    def mark(self) -> str:
        """The station's call sign, as its word mark."""
        return self.station.call_sign if self.station else settings.WAGTAIL_SITE_NAME

    @property
    def licensee(self) -> str:
        """Who owns what is published here."""
        return (self.station.licensee if self.station else "") or self.name

    @property
    def ways(self) -> tuple[Link, ...]:
        """The links above every page: the latest, the programs, the topics."""
        shelves = [link for link in (self.latest, self.programs) if link]
        return (*shelves, *self.topics.values())

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the station's clocks go."""
        return ZoneInfo(self.station.zone if self.station else settings.TIME_ZONE)

    @property
    def origin(self) -> str:
        """The scheme and host of the site's permanent addresses."""
        if self.site is None or self.site.is_default_site:
            return settings.BASE_URL
        return self.site.root_url

    def address(self, page: Page) -> str:
        """Return the address of a page of this site, without asking the database."""
        return self.address_at(page.url_path)

    def address_at(self, url_path: str) -> str:
        """Return the address of a page that stands at a path of Wagtail's tree."""
        return url_path[len(self.root.url_path) - 1 :] if self.root else "/"


mastheads: Remembered[Masthead] = Remembered(at_most=16)


def masthead_for(request: HttpRequest) -> Masthead:
    """Return the masthead of the site that was asked for."""
    if kept := getattr(request, "_masthead", None):
        return kept
    masthead = mastheads.recall(
        (request.get_host(), request.get_port()),
        lambda: read_masthead(Site.find_for_request(request)),
    )
    # Wagtail looks for its site in the same place, and so need not ask again.
    request._wagtail_site = masthead.site
    request._masthead = masthead
    return masthead


def read_masthead(site: Site | None) -> Masthead:
    """Ask the database for everything the masthead says."""
    station = station_of(site) if site else None
    root = site.root_page if site else None
    return Masthead(
        site=site,
        root=root,
        station=station,
        services=tuple(station.services.all()) if station else (),
        topics={
            topic.pk: Link(topic.name, topic.get_absolute_url())
            for topic in Topic.objects.all()
        },
        **ways_in(root),
    )


def ways_in(root: Page | None) -> dict[str, Any]:
    """Return the links to the pages below the front page, and to each program."""
    pages: list[Link] = []
    shelves: dict[type[Page] | None, Link] = {}
    programs: dict[int, Link] = {}
    for page in pages_below(root) if root else ():
        link = Link(page.title, page.url_path[len(root.url_path) - 1 :])
        if page.specific_class is StandingPage:
            pages.append(link)
        elif page.specific_class is Program:
            programs[page.pk] = link
        else:
            shelves.setdefault(page.specific_class, link)
    return {
        "latest": shelves.get(StoryShelf),
        "programs": shelves.get(ProgramShelf),
        "pages": tuple(pages),
        "each_program": programs,
    }


def pages_below(root: Page) -> PageQuerySet:
    """Return a front page's children and programs that everybody may open, in order."""
    program = ContentType.objects.get_for_model(Program)
    pages = Page.objects.live().descendant_of(root)
    return open_to_all(
        pages.filter(Q(depth=root.depth + 1) | Q(content_type=program))
    ).order_by("path")
