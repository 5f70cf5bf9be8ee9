"""New story: a title is enough to begin."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from callsign.newsroom.programs.models import Program
from callsign.newsroom.stories.actions import start_story
from callsign.newsroom.stories.models import StoryShelf
from callsign.newsroom.stories.views.base import desk_address


class StartForm(forms.Form):
    """What is known of a story before there is any."""

    title = forms.CharField(
        max_length=255,
        label="Title",
        help_text="It can be changed until the story is published, and after.",
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    heard_on = forms.ModelChoiceField(
        Program.objects.none(),
        required=False,
        label="Program",
        empty_label="None",
        help_text="Its hosts are who speaks before anybody is named in the script.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heard_on"].queryset = Program.objects.live().order_by("title")


class StartStory(WagtailAdminTemplateMixin, FormView):
    """Asks for a title, and begins the story's draft under the month's shelf."""

    form_class = StartForm
    template_name = "stories/desk/start.html"
    page_title = "New story"
    header_icon = "plus"

    def dispatch(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Find where stories stand, and ask for the right to put one there."""
        shelf = shelf_for(request)
        if (
            shelf is None
            or not shelf.permissions_for_user(request.user).can_add_subpage()
        ):
            raise PermissionDenied
        self.shelf = shelf
        return super().dispatch(request, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": "New story"}]

    def form_valid(self, form: StartForm) -> HttpResponse:
        story = start_story(
            shelf=self.shelf,
            title=form.cleaned_data["title"],
            heard_on=form.cleaned_data["heard_on"],
            by=self.request.user,
            at=timezone.now(),
        )
        return HttpResponseRedirect(desk_address(story))


def shelf_for(request: HttpRequest) -> StoryShelf | None:
    """Return the shelf of the station whose desk this is, or the only one there is."""
    site = Site.find_for_request(request)
    shelves = StoryShelf.objects.all()
    here = shelves.descendant_of(site.root_page).first() if site else None
    return here or shelves.first()
