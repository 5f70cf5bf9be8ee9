"""Stories at the desk: the menu, topics, and what the reports call our verbs."""

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from callsign.newsroom.stories import accessibility_urls, urls
from callsign.newsroom.stories.first_steps import (
    FirstStoryPanel,
    TranscriptsHerePanel,
    may_begin,
)
from callsign.newsroom.stories.models import Topic
from callsign.newsroom.stories.views.accessibility import MAY_READ
from callsign.newsroom.stories.views.base import desk_address
from callsign.newsroom.transcripts.models import Transcript
from callsign.newsroom.transcripts.wagtail_hooks import formatter

ACTIONS = {
    "programs.promise_transcript": (
        "Say why there is no transcript",
        "Recording without a transcript",
    ),
    "programs.hold_back": ("Hold back", "Not published by the worker"),
    "stories.take_recording": ("Take recording", "Recording chosen"),
    "stories.take_transcript": ("Take transcript", "Transcript begun"),
    "stories.correct": ("Correct story", "Correction printed"),
    "stories.retract": ("Retract story", "Story retracted"),
}


class NewStoryItem(MenuItem):
    """The first thing a producer looks for."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to those who may begin a story."""
        return may_begin(request)


class TopicViewSet(SnippetViewSet):
    """What stories are about."""

    model = Topic
    icon = "tag"
    menu_label = "Topics"
    menu_name = "topics"
    menu_order = 230
    add_to_admin_menu = True
    list_display = ["name", "description", "position"]
    ordering = ["position", "name"]


register_snippet(TopicViewSet)


class TranscriptFinder:
    """Leads from a transcript in the desk's reports to the desk page of what holds it."""

    def __init__(self, user: AbstractBaseUser) -> None:
        self.user = user

    def get_edit_url(self, transcript: Transcript) -> str | None:
        """Return where this person may work on it, or None."""
        page = transcript.stories.first() or transcript.episodes.first()
        if page is None or not page.permissions_for_user(self.user).can_edit():
            return None
        return desk_address(page)


register_admin_url_finder(Transcript, TranscriptFinder)


class TranscriptsDueItem(MenuItem):
    """The report for those who may read it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_READ)


@hooks.register("register_reports_menu_item")
def transcripts_due() -> MenuItem:
    """Put the report on transcripts among Wagtail's."""
    return TranscriptsDueItem(
        "Transcripts due",
        reverse("accessibility:report"),
        name="transcripts-due",
        icon_name="doc-full",
        order=200,
    )


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLPattern | URLResolver]:
    """Give stories their addresses inside the desk."""
    return [
        path("stories/", include(urls)),
        path("accessibility/", include(accessibility_urls)),
    ]


@hooks.register("register_admin_menu_item")
def new_story() -> MenuItem:
    """Put "New story" above everything else."""
    return NewStoryItem(
        "New story", reverse("desk:new"), name="new-story", icon_name="plus", order=10
    )


@hooks.register("construct_homepage_panels")
def lead_to_the_first_story(request: HttpRequest, panels: list[Component]) -> None:
    """Say at home how to begin, and what can go out now."""
    panels += [TranscriptsHerePanel(), FirstStoryPanel()]


@hooks.register("register_log_actions")
def name_our_verbs(actions: LogActionRegistry) -> None:
    """Give each verb its label, and its note to the message."""
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action)(formatter(label, message))
