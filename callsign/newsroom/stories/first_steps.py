"""First steps: what the desk's first page says to somebody who has no story yet."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from callsign.newsroom.programs.models import HeldBack
from callsign.newsroom.stories.models import Story
from callsign.newsroom.stories.views.start import shelf_for

MOST_TOLD = 20


def may_begin(request: HttpRequest) -> bool:
    """Return whether this person may begin a story."""
    shelf = shelf_for(request)
    return bool(shelf and shelf.permissions_for_user(request.user).can_add_subpage())


class TranscriptsHerePanel(Component):
    """What was held back and has its transcript now, for those who may publish it."""

    name = "transcripts_here"
    order = 40
    template_name = "stories/panels/transcripts_here.html"

    def get_context_data(
        self, parent_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        user = parent_context["request"].user if parent_context else None
        ready = HeldBack.objects.ready().select_related("page")[:MOST_TOLD]
        told = [one for one in ready if user and may_publish(user, one.page)]
        return {"told": told}

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        told = self.get_context_data(parent_context)["told"]
        return super().render_html(parent_context) if told else ""


def may_publish(user: AbstractBaseUser, page: Page) -> bool:
    return bool(page.permissions_for_user(user).can_publish())


class FirstStoryPanel(Component):
    """Leads to the first story, and goes once there is one of one's own."""

    name = "first_story"
    order = 50
    template_name = "stories/panels/first_story.html"

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        request = parent_context["request"] if parent_context else None
        if request is None or not may_begin(request):
            return ""
        if Story.objects.filter(owner=request.user).exists():
            return ""
        return super().render_html(parent_context)
