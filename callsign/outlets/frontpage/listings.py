"""Listings: the latest, a month, a topic, a person's work, a program's stories."""

from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest

from callsign.newsroom.people.models import Person
from callsign.newsroom.programs.models import Program, ProgramShelf
from callsign.newsroom.station.showing import presents
from callsign.newsroom.stories.models import (
    StoryByline,
    StoryMonth,
    StoryShelf,
    StoryTopic,
    Topic,
)
from callsign.newsroom.stories.models.finding import StoryQuerySet
from callsign.newsroom.transcripts.models import Speaker
from callsign.outlets.frontpage.cards import cards
from callsign.outlets.frontpage.figures import figures
from callsign.outlets.frontpage.finding import published
from callsign.outlets.frontpage.masthead import Link, Masthead, masthead_for

A_PAGE = 20


@presents(StoryShelf)
def latest_context(shelf: StoryShelf, request: HttpRequest) -> dict[str, Any]:
    """Return every story, the latest first, and the months they stand in."""
    masthead = masthead_for(request)
    months = StoryMonth.objects.child_of(shelf).live().order_by("-month")
    return {
        "title": shelf.title,
        "months": [Link(month.title, masthead.address(month)) for month in months],
        **listed(published(masthead), request),
    }


@presents(StoryMonth)
def month_context(month: StoryMonth, request: HttpRequest) -> dict[str, Any]:
    """Return the stories of a month, and its neighbors."""
    masthead = masthead_for(request)
    months = StoryMonth.objects.sibling_of(month).live()
    before = months.filter(month__lt=month.month).order_by("-month").first()
    after = months.filter(month__gt=month.month).order_by("month").first()
    return {
        "title": month.title,
        "month_before": Link(before.title, masthead.address(before))
        if before
        else None,
        "month_after": Link(after.title, masthead.address(after)) if after else None,
        **listed(published(masthead).child_of(month), request),
    }


def topic_context(topic: Topic, request: HttpRequest) -> dict[str, Any]:
    """Return the stories of a topic."""
    masthead = masthead_for(request)
    return {
        "title": topic.name,
        "teaser": topic.description,
        "feed": f"{topic.get_absolute_url()}feed.xml",
        **listed(on_topic(topic, masthead), request),
    }


def person_context(person: Person, request: HttpRequest) -> dict[str, Any]:
    """Return who somebody is, and the stories they made or are heard in."""
    masthead = masthead_for(request)
    programs = Program.objects.live().public().filter(hosts__person=person)
    return {
        "title": person.name,
        "person": person,
        "figure": figures([person.portrait]).get(person.portrait_id),
        "programs": [Link(one.title, masthead.address(one)) for one in programs],
        "feed": f"{person.get_absolute_url()}feed.xml",
        **listed(with_person(person, masthead), request),
    }


@presents(ProgramShelf)
def programs_context(shelf: ProgramShelf, request: HttpRequest) -> dict[str, Any]:
    """Return the programs, with their pictures and those who make them."""
    masthead = masthead_for(request)
    programs = list(
        Program.objects.child_of(shelf)
        .live()
        .public()
        .select_related("art", "service")
        .prefetch_related("hosts__person")
        .order_by("path")
    )
    drawn = figures(program.art for program in programs)
    return {
        "title": shelf.title,
        "programs": [
            {
                "link": Link(program.title, masthead.address(program)),
                "teaser": program.teaser,
                "schedule_line": program.schedule_line,
                "hosts": [host.person.name for host in program.hosts.all()],
                "figure": drawn.get(program.art_id),
            }
            for program in programs
        ],
        "address": masthead.origin + request.path,
    }


def on_topic(topic: Topic, masthead: Masthead) -> StoryQuerySet:
    """Return the stories of a topic."""
    topics = StoryTopic.objects.filter(story=OuterRef("pk"), topic=topic)
    return published(masthead).filter(Exists(topics))


def with_person(person: Person, masthead: Masthead) -> StoryQuerySet:
    """Return the stories that somebody signed or is heard in."""
    signed = StoryByline.objects.filter(story=OuterRef("pk"), person=person)
    heard = Speaker.objects.filter(transcript=OuterRef("transcript"), person=person)
    return published(masthead).filter(Exists(signed) | Exists(heard))


def on_program(program: Program, masthead: Masthead) -> StoryQuerySet:
    """Return the stories heard on a program."""
    return published(masthead).filter(heard_on=program.pk)


def listed(stories: StoryQuerySet, request: HttpRequest) -> dict[str, Any]:
    """
    Return the page of a list that was asked for.

    Raises: Http404: there is no such page
    """
    masthead = masthead_for(request)
    try:
        page = Paginator(stories, A_PAGE).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(str(error)) from error
    suffix = f"?page={page.number}" if page.number > 1 else ""
    return {
        "leaf": page,
        "cards": cards(page.object_list, masthead),
        "address": f"{masthead.origin}{request.path}{suffix}",
    }
