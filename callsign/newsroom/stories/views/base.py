"""What every page of the desk begins with: a story or an episode, and what one may do."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from callsign.newsroom.programs.models import Episode
from callsign.newsroom.stories.desk import Desk
from callsign.newsroom.stories.models import Story

# The digits that every database's largest whole number has room for.
LONGEST_NUMBER = 18


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """
    A page about one story or episode, in its latest version, for those who may edit it.

    ``kinds`` are the pages it knows; both have a recording and a transcript.
    """

    header_icon = "media"
    kinds: tuple[type[Story | Episode], ...] = (Story, Episode)

    def dispatch(
        self, request: HttpRequest, story_id: int, **kwargs: Any
    ) -> HttpResponse:
        """Find the page and ask for the right to be here before anything else."""
        story = self.found(story_id)
        self.story = story.get_latest_revision_as_object()
        if not story.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, **kwargs)

    def found(self, page_id: int) -> Story | Episode:
        """Return the story or the episode of a number."""
        for kind in self.kinds:
            page = kind.objects.filter(id=page_id).first()
            if page is not None:
                return page
        raise Http404("no story or episode")

    @cached_property
    def desk(self) -> Desk:
        return Desk(self.story, self.request.user)

    def require_right_to_change(self) -> None:
        """Refuse whoever may look but not change."""
        if not self.desk.can_edit:
            raise PermissionDenied

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.story.pk]),
                "label": self.story.get_admin_display_title(),
            },
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(desk=self.desk, story=self.story, **kwargs)

    def back(self, anchor: str = "") -> HttpResponseRedirect:
        """Return to the desk page, where the thing that changed is."""
        return HttpResponseRedirect(desk_address(self.story) + anchor)


def row_number(said: str) -> int | None:
    """
    Return the number of a row as a form sent it, or None when no row can have it.

    >>> row_number("12"), row_number("1e3"), row_number("9" * 19)
    (12, None, None)
    """
    is_number = said.isascii() and said.isdecimal() and len(said) <= LONGEST_NUMBER
    return int(said) if is_number else None


def desk_address(story: Story | Episode) -> str:
    """Return the address of the desk page of a story or an episode."""
    return reverse("desk:transcript", args=[story.pk])
