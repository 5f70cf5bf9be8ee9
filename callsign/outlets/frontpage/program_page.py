"""The program page: who makes it, when it is on, its episodes, what was heard on it."""

from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from callsign.newsroom.programs.models import Program, ProgramHost
from callsign.newsroom.station.showing import presents
from callsign.outlets.frontpage.air_times import coming_up
from callsign.outlets.frontpage.episodes import NEWEST, episode_cards, episodes_of
from callsign.outlets.frontpage.figures import figures
from callsign.outlets.frontpage.listings import A_PAGE, listed, on_program
from callsign.outlets.frontpage.masthead import masthead_for
from callsign.outlets.frontpage.on_now import on_now
from callsign.outlets.frontpage.story_shown import Guest

FOLLOWING = 2


@presents(Program)
def program_context(program: Program, request: HttpRequest) -> dict[str, Any]:
    """Return a program, those who make it, when it is on, and what was heard on it."""
    masthead, at = masthead_for(request), timezone.now()
    hosts = list(
        ProgramHost.objects.filter(program=program.pk).select_related(
            "person__portrait"
        )
    )
    drawn = figures([program.art, *(host.person.portrait for host in hosts)])
    newest = episode_cards(episodes_of(program)[: NEWEST + 1], masthead)
    return {
        "title": program.title,
        "teaser": program.teaser,
        "figure": drawn.get(program.art_id),
        "hosts": [
            Guest(
                host.person.name,
                host.person.title,
                host.person.get_absolute_url(),
                drawn.get(host.person.portrait_id),
            )
            for host in hosts
        ],
        "coming_up": coming_up(program, masthead, request, at=at),
        "on_now": on_now(masthead, request, at=at, following=FOLLOWING),
        "episodes": newest[:NEWEST],
        "more_episodes": f"{masthead.address(program)}episodes/"
        if len(newest) > NEWEST
        else "",
        "feed": f"{masthead.address(program)}feed.xml",
        **listed(on_program(program, masthead), request),
    }


@require_safe
def episodes_page(request: HttpRequest, slug: str) -> HttpResponse:
    """List every episode of a program, the latest first."""
    masthead = masthead_for(request)
    programs = Program.objects.live().public()
    if masthead.root:
        programs = programs.descendant_of(masthead.root)
    program = get_object_or_404(programs, slug=slug)
    try:
        leaf = Paginator(episodes_of(program), A_PAGE).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(str(error)) from error
    suffix = f"?page={leaf.number}" if leaf.number > 1 else ""
    context = {
        "title": f"Episodes of {program.title}",
        "program": masthead.each_program.get(program.pk),
        "episodes": episode_cards(leaf.object_list, masthead),
        "leaf": leaf,
        "address": f"{masthead.origin}{request.path}{suffix}",
    }
    return render(request, "frontpage/episodes.html", context)
