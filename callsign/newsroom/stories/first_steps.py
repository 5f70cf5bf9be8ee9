"""First steps: what the desk's first page says to somebody who has no story yet."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from callsign.newsroom.stories.models import Story
from callsign.newsroom.stories.views.start import shelf_for


def may_begin(request: HttpRequest) -> bool:
    """Return whether this person may begin a story."""
    shelf = shelf_for(request)
    return bool(shelf and shelf.permissions_for_user(request.user).can_add_subpage())


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
