"""Pages that Wagtail does not serve, or serves with more questions than they need."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.views import serve

from callsign.newsroom.people.models import Person
from callsign.newsroom.stories.models import Story, Topic
from callsign.outlets.frontpage.finding import story_at
from callsign.outlets.frontpage.listings import person_context, topic_context
from callsign.outlets.frontpage.masthead import masthead_for
from callsign.outlets.frontpage.remembered import Remembered
from callsign.outlets.frontpage.story_page import story_context

# What the busiest stories print, each some hundred kilobytes with its transcript.
stories: Remembered[dict[str, Any]] = Remembered(at_most=64)


@require_safe
def story(request: HttpRequest, month: str, slug: str) -> HttpResponse:
    """
    Show a story, found in one step where Wagtail walks down shelf by shelf.

    What is not found so (a private story, a shelf under another name) is Wagtail's.
    """
    masthead = masthead_for(request)

    def read() -> dict[str, Any] | None:
        found = story_at(f"stories/{month}/{slug}/", masthead)
        return story_context(found, request) if found else None

    context = stories.recall((masthead.origin, month, slug), read)
    if context is None:
        return serve(request, request.path_info.lstrip("/"))
    return render(request, Story.template, context)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the newsroom says on a topic."""
    found = get_object_or_404(Topic, slug=slug)
    return render(request, "frontpage/topic.html", topic_context(found, request))


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Show somebody and their work."""
    found = get_object_or_404(Person.objects.select_related("portrait"), slug=slug)
    return render(request, "frontpage/person.html", person_context(found, request))
