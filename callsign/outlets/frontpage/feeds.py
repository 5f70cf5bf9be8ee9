"""The feeds of the front page, a topic, a person and a program."""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from callsign.newsroom.audio.models import Rendition
from callsign.newsroom.people.models import Person
from callsign.newsroom.programs.models import Program
from callsign.newsroom.stories.models import Topic
from callsign.newsroom.stories.models.finding import StoryQuerySet
from callsign.outlets.frontpage.cards import Card, cards
from callsign.outlets.frontpage.finding import published
from callsign.outlets.frontpage.listings import on_program, on_topic, with_person
from callsign.outlets.frontpage.masthead import Link, Masthead, masthead_for
from callsign.outlets.frontpage.rss import Enclosure, Feed, Item, write_rss
from callsign.outlets.frontpage.story_data import absolute

ITEMS = 30


@require_safe
def front_feed(request: HttpRequest) -> HttpResponse:
    """Feed every story."""
    masthead = masthead_for(request)
    tagline = masthead.station.tagline if masthead.station else ""
    front = Link(masthead.name, "/")
    return feed_of(published(masthead), request, front, tagline)


@require_safe
def topic_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Feed the stories of a topic."""
    topic = get_object_or_404(Topic, slug=slug)
    stories = on_topic(topic, masthead_for(request))
    link = Link(topic.name, topic.get_absolute_url())
    return feed_of(stories, request, link, topic.description)


@require_safe
def person_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Feed the stories that somebody signed or is heard in."""
    person = get_object_or_404(Person, slug=slug)
    stories = with_person(person, masthead_for(request))
    link = Link(person.name, person.get_absolute_url())
    return feed_of(stories, request, link, person.title)


@require_safe
def program_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Feed what was heard on a program."""
    masthead = masthead_for(request)
    programs = Program.objects.live().public()
    if masthead.root:
        programs = programs.descendant_of(masthead.root)
    program = get_object_or_404(programs, slug=slug)
    link = Link(program.title, masthead.address(program))
    return feed_of(on_program(program, masthead), request, link, program.teaser)


@require_safe
def feeds_page(request: HttpRequest) -> HttpResponse:
    """List the feeds."""
    masthead = masthead_for(request)
    lists = [*masthead.topics.values(), *masthead.each_program.values()]
    links = [
        Link("Every story", "/feed.xml"),
        *(Link(one.name, f"{one.address}feed.xml") for one in lists),
    ]
    context = {"feeds": links, "address": masthead.origin + request.path}
    return render(request, "frontpage/feeds.html", context)


def feed_of(
    stories: StoryQuerySet, request: HttpRequest, page: Link, description: str
) -> HttpResponse:
    """Return the latest stories as RSS; 304 to a reader that has them."""
    masthead = masthead_for(request)
    latest = cards(stories[:ITEMS], masthead)
    front = masthead.name
    title = page.name if page.address == "/" else f"{page.name} | {front}"
    body = write_rss(
        Feed(
            title=title,
            address=f"{masthead.origin}{page.address}feed.xml",
            page=masthead.origin + page.address,
            description=description,
            publisher=masthead.licensee,
        ),
        items(latest, masthead),
    )
    return conditional(body, latest, request)


def items(latest: list[Card], masthead: Masthead) -> list[Item]:
    """Return cards as what a feed says of them."""
    wanted = [card.audio for card in latest if card.audio]
    sizes = dict(
        Rendition.objects.filter(audio__in=wanted, kind=Rendition.Kind.MP3).values_list(
            "audio", "size_bytes"
        )
    )
    return [
        Item(
            title=card.title,
            address=masthead.origin + card.address,
            teaser=card.teaser,
            published_at=datetime.fromisoformat(card.published.iso),
            bylines=card.bylines,
            topics=[card.topic.name] if card.topic else [],
            image=absolute(card.figure.social, masthead) if card.figure else "",
            enclosure=Enclosure(masthead.origin + card.audio_address, sizes[card.audio])
            if card.audio in sizes
            else None,
        )
        for card in latest
    ]


def conditional(body: bytes, latest: list[Card], request: HttpRequest) -> HttpResponse:
    """Return a feed, or that it has not changed."""
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    times = [datetime.fromisoformat(card.published.iso) for card in latest]
    modified = int(max(times).timestamp()) if times else None
    response = HttpResponse(body, content_type="application/rss+xml; charset=utf-8")
    response["ETag"] = etag
    if modified:
        response["Last-Modified"] = http_date(modified)
    answer = get_conditional_response(request, etag, modified, response)
    return answer or response
