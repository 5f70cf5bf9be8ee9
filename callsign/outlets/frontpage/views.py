"""Pages that Wagtail does not serve, or serves with more questions than they need."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.views import serve

from callsign.newsroom.people.models import Person
from callsign.newsroom.stories.models import Story, Topic
from callsign.outlets.frontpage.finding import story_at
from callsign.outlets.frontpage.listings import person_context, topic_context
from callsign.outlets.frontpage.masthead import masthead_for
from callsign.outlets.frontpage.story_page import story_context
from callsign.outlets.frontpage.story_parts import parts_of


@require_safe
def story(request: HttpRequest, month: str, slug: str) -> HttpResponse:
    """
    Show a story, found in one step where Wagtail walks down shelf by shelf.

    What is not found so (a private story, a shelf under another name) is Wagtail's.
    """
    found = story_at(month, slug, masthead_for(request))
    if found is None:
        return serve(request, request.path_info.lstrip("/"))
    context = story_context(found, parts_of(found), request)
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
