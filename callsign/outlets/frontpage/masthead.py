"""The masthead: what every page says of the station, asked once in a request."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import CharField, Q
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from callsign.newsroom.programs.models import Program, ProgramShelf
from callsign.newsroom.station.models import Station
from callsign.newsroom.station.public_pages import shown_until
from callsign.newsroom.station.sites import site_at
from callsign.newsroom.stories.models import StoryShelf, Topic
from callsign.outlets.frontpage.dial import OnDial, dial_of
from callsign.outlets.frontpage.models import StandingPage
from callsign.outlets.frontpage.privacy import open_to_all
from callsign.outlets.frontpage.questions import Blank, Question


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
    services: tuple[OnDial, ...]
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
        """The links above every page: the latest, the programs, the schedule, the topics."""
        shelves = [link for link in (self.latest, self.programs, self.schedule) if link]
        return (*shelves, *self.topics.values())

    @property
    def schedule(self) -> Link | None:
        """The link to what the station airs, of one that has a service."""
        return Link("Schedule", reverse("live:schedule")) if self.services else None

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


# The kinds of pages that every page links to.
KINDS = (StoryShelf, ProgramShelf, Program, StandingPage)

SITES: Question[Site] = Question(
    lambda: Site.objects.filter(
        Q(hostname=Blank("hostname", CharField())) | Q(is_default_site=True)
    ).select_related("root_page", "station")
)
TOPICS: Question[tuple[int, str, str]] = Question(
    lambda: Topic.objects.values_list("pk", "name", "slug")
)
# Of every site; there are few pages of these kinds, and an index finds them by it.
WAYS: Question[tuple[int, str, int, str, str, str]] = Question(
    lambda: (
        open_to_all(Page.objects.live().filter(reduce(or_, map(of_kind, KINDS))))
        .order_by("path")
        .values_list("pk", "content_type__model", "depth", "path", "title", "url_path")
    )
)


def masthead_for(request: HttpRequest) -> Masthead:
    """Return the masthead of the site that was asked for; it changes with what is on."""
    if (asked := getattr(request, "_masthead", None)) is not None:
        return asked
    site = site_for(request)
    # Wagtail looks for its site in the same place, and so need not ask again.
    request._wagtail_site = site
    request._masthead = read_masthead(site)
    for service in request._masthead.services:
        if service.ends_at:
            shown_until(request, service.ends_at)
    return request._masthead


def site_for(request: HttpRequest) -> Site | None:
    """Return the site that Wagtail would find, and with it its station, in one question."""
    hostname, _ = split_domain_port(request._get_raw_host())
    return site_at(SITES(hostname=hostname), hostname, request.get_port())


def read_masthead(site: Site | None) -> Masthead:
    """Ask the database for everything the masthead says."""
    station = getattr(site, "station", None)
    return Masthead(
        site=site,
        root=site.root_page if site else None,
        station=station,
        services=dial_of(station.pk, ZoneInfo(station.zone), now=timezone.now())
        if station
        else (),
        topics={
            pk: Link(name, reverse("frontpage:topic", args=[slug]))
            for pk, name, slug in TOPICS()
        },
        **ways_in(site.root_page if site else None),
    )


def ways_in(root: Page | None) -> dict[str, Any]:
    """Return the links to the pages below the front page, and to each program."""
    pages: list[Link] = []
    shelves: dict[str, Link] = {}
    programs: dict[int, Link] = {}
    for pk, kind, depth, path, title, url_path in WAYS() if root else ():
        if not path.startswith(root.path):
            continue
        link = Link(title, url_path[len(root.url_path) - 1 :])
        if kind == Program._meta.model_name:
            programs[pk] = link
        elif depth > root.depth + 1:
            continue
        elif kind == StandingPage._meta.model_name:
            pages.append(link)
        else:
            shelves.setdefault(kind, link)
    return {
        "latest": shelves.get(StoryShelf._meta.model_name),
        "programs": shelves.get(ProgramShelf._meta.model_name),
        "pages": tuple(pages),
        "each_program": programs,
    }


def of_kind(kind: type[Page]) -> Q:
    """Return what holds of the pages of a kind."""
    options = kind._meta
    return Q(
        content_type__app_label=options.app_label,
        content_type__model=options.model_name,
    )
