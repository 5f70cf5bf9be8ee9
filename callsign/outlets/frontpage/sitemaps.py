"""What crawlers are told: every page there is, the newest stories, and what to leave."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from callsign.newsroom.people.models import Person
from callsign.newsroom.stories.models import Story
from callsign.outlets.frontpage.dial import OnDial
from callsign.outlets.frontpage.finding import published
from callsign.outlets.frontpage.masthead import Masthead, masthead_for
from callsign.outlets.frontpage.moments import moment
from callsign.outlets.frontpage.rss import add
from callsign.outlets.live.extents import Extent, extents_of

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
ET.register_namespace("", SITEMAP)
ET.register_namespace("news", NEWS)

Entry = tuple[str, datetime | None]  # an address, and when it last changed

NEWS_IS_FRESH_FOR = timedelta(hours=48)  # the protocol's own limit
NEWS_ITEMS = 1_000
DAYS_PAST, DAYS_AHEAD = 7, 14
A_SITEMAP = 10_000  # addresses; the protocol allows five times as many
SITEMAPS = 50_000  # as many as the protocol lets an index list


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every page; of a site too large for that, list its sitemaps."""
    masthead = masthead_for(request)
    count = published(masthead).count()
    if count > A_SITEMAP:
        return sitemap_index(masthead, stretches=(count - 1) // A_SITEMAP + 1)
    return url_set(masthead, [*other_addresses(masthead), *stories_of(masthead, 1)])


def sitemap_index(masthead: Masthead, *, stretches: int) -> HttpResponse:
    """List the sitemaps: one of everything else, then the stories by the ten thousand."""
    index = ET.Element(f"{{{SITEMAP}}}sitemapindex")
    names = ["pages", *(f"stories-{number}" for number in range(1, stretches + 1))]
    for name in names:
        entry = ET.SubElement(index, f"{{{SITEMAP}}}sitemap")
        add(entry, f"{{{SITEMAP}}}loc", f"{masthead.origin}/sitemap-{name}.xml")
    return as_xml(index)


@require_safe
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """List everything that is not a story."""
    masthead = masthead_for(request)
    return url_set(masthead, other_addresses(masthead))


@require_safe
def sitemap_stories(request: HttpRequest, number: int) -> HttpResponse:
    """List a stretch of the stories, the latest in the first."""
    if not 1 <= number <= SITEMAPS:
        raise Http404("no index lists such a sitemap")
    masthead = masthead_for(request)
    return url_set(masthead, stories_of(masthead, number))


def stories_of(masthead: Masthead, number: int) -> Iterable[Entry]:
    """Return a stretch of the stories, counted from 1."""
    stretch = slice((number - 1) * A_SITEMAP, number * A_SITEMAP)
    rows = published(masthead).values_list("url_path", "last_published_at")[stretch]
    return ((masthead.address_at(path), changed) for path, changed in rows)


def other_addresses(masthead: Masthead) -> Iterable[Entry]:
    """Return where everything else is: pages, topics, people."""
    addresses = [
        *(masthead.address(page) for page in other_pages(masthead)),
        *radio_addresses(masthead),
        *(link.address for link in masthead.topics.values()),
        *(person.get_absolute_url() for person in Person.objects.all()),
    ]
    return ((address, None) for address in addresses)


def radio_addresses(masthead: Masthead) -> Iterable[str]:
    """Return where the radio is heard, and what it airs."""
    if masthead.services:
        yield reverse("live:listen")
        yield reverse("live:schedule")
    known = {}
    if masthead.station:
        known = extents_of(masthead.station.pk, masthead.zone)
    today = timezone.now().astimezone(masthead.zone).date()
    for service in masthead.services:
        yield reverse("live:today", args=[service.slug])
        yield reverse("live:this_week", args=[service.slug])
        if service.pk in known:
            yield from schedule_addresses(service, known[service.pk], today)


def schedule_addresses(service: OnDial, known: Extent, today: date) -> Iterable[str]:
    """Return the pages of the days around today, and of their weeks, that there are."""
    near = [today + timedelta(days=more) for more in range(-DAYS_PAST, DAYS_AHEAD + 1)]
    days = [day for day in near if known.holds(day)]
    mondays = dict.fromkeys(day - timedelta(days=day.weekday()) for day in days)
    for day in days:
        yield reverse("live:day", args=[service.slug, day])
    for monday in mondays:
        yield reverse("live:week", args=[service.slug, monday])


@require_safe
def news_sitemap(request: HttpRequest) -> HttpResponse:
    """List the stories of the last two days, as news."""
    masthead = masthead_for(request)
    since = timezone.now() - NEWS_IS_FRESH_FOR
    urls = ET.Element(f"{{{SITEMAP}}}urlset")
    stories = published(masthead).filter(first_published_at__gte=since)
    for story in stories.only("title", "url_path", "first_published_at")[:NEWS_ITEMS]:
        url = ET.SubElement(urls, f"{{{SITEMAP}}}url")
        add(url, f"{{{SITEMAP}}}loc", masthead.origin + masthead.address(story))
        news = ET.SubElement(url, f"{{{NEWS}}}news")
        publication = ET.SubElement(news, f"{{{NEWS}}}publication")
        add(publication, f"{{{NEWS}}}name", masthead.name)
        add(publication, f"{{{NEWS}}}language", "en")
        published_at = moment(story.first_published_at, masthead.zone).iso
        add(news, f"{{{NEWS}}}publication_date", published_at)
        add(news, f"{{{NEWS}}}title", story.title)
    return as_xml(urls)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say what crawlers should leave alone, and where the sitemaps are."""
    context = {"origin": masthead_for(request).origin, "desk": settings.DESK_PATH}
    return render(request, "frontpage/robots.txt", context, content_type="text/plain")


def other_pages(masthead: Masthead) -> Iterable[Page]:
    """Return the site's pages that are not stories, the front page first."""
    if masthead.root is None:
        return ()
    pages = Page.objects.live().public().descendant_of(masthead.root, inclusive=True)
    return pages.not_exact_type(Story).order_by("path").only("url_path")


def url_set(masthead: Masthead, pages: Iterable[Entry]) -> HttpResponse:
    """Return addresses as a sitemap."""
    urls = ET.Element(f"{{{SITEMAP}}}urlset")
    for address, changed_at in pages:
        url = ET.SubElement(urls, f"{{{SITEMAP}}}url")
        add(url, f"{{{SITEMAP}}}loc", masthead.origin + address)
        if changed_at:
            add(url, f"{{{SITEMAP}}}lastmod", changed_at.isoformat(timespec="seconds"))
    return as_xml(urls)


def as_xml(element: ET.Element) -> HttpResponse:
    """Return an element as a document."""
    body = ET.tostring(element, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="application/xml; charset=utf-8")
