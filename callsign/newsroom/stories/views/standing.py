"""How the newsroom stands to a story: published, submitted, corrected, withdrawn."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import dateformat, timezone

from callsign.newsroom.stories.models import AlreadyRetracted, Story
from callsign.newsroom.stories.views.base import DeskView


class Publish(DeskView):
    """Publishes the latest version, or submits it to the editors."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.desk.rights.page_locked():
            raise PermissionDenied
        if self.desk.rights.can_publish():
            self.publish()
        elif self.desk.rights.can_submit_for_moderation():
            self.story.get_workflow().start(self.story, request.user)
            messages.success(request, "Submitted: an editor will read it.")
        else:
            raise PermissionDenied
        return self.back()

    def publish(self) -> None:
        """Let the story go out, now or when its embargo or schedule says."""
        version = self.story.get_latest_revision()
        version.publish(user=self.request.user)
        # The story itself still says what it was asked before: that nothing is scheduled.
        version.refresh_from_db()
        if version.approved_go_live_at is None:
            messages.success(self.request, "Published.")
        else:
            live_at = timezone.localtime(version.approved_go_live_at)
            told = dateformat.format(live_at, "Y-m-d H:i:s T")
            messages.success(self.request, f"Scheduled: readers see it from {told}.")


class StatementForm(forms.Form):
    """A statement readers will see."""

    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=2_000)


class StatementView(DeskView):
    """Asks for a statement and makes it public; for those who may publish."""

    template_name = "stories/desk/statement.html"
    kinds = (Story,)
    label = ""
    help_text = ""
    button = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse whoever may not speak for the newsroom."""
        self.form = StatementForm(request.POST or None)
        self.form.fields["text"].label = self.label
        self.form.fields["text"].help_text = self.help_text
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require_editor()
        if not self.story.live:
            return self.nothing_to_state()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.require_editor()
        if not self.story.live:
            return self.nothing_to_state()
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        self.state(self.form.cleaned_data["text"])
        return redirect("wagtailadmin_pages:edit", self.story.pk)

    def require_editor(self) -> None:
        """Statements go out at once, so only those who may publish make them."""
        if not self.desk.rights.can_publish():
            raise PermissionDenied

    def nothing_to_state(self) -> HttpResponse:
        """A draft is changed, not corrected; a reader has nothing to be told of."""
        messages.error(
            self.request,
            "This story is not published, so there is nothing to correct or retract in"
            " public. Nothing was changed; edit the story itself.",
        )
        return redirect("wagtailadmin_pages:edit", self.story.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(form=self.form, button=self.button, **kwargs)

    def state(self, text: str) -> None:
        """Make the statement."""
        raise NotImplementedError


class CorrectView(StatementView):
    """A correction: dated, printed above the story, published at once."""

    page_title = "Correct this story"
    header_icon = "edit"
    label = "Correction"
    help_text = (
        "What was wrong, and what is right. It is dated and printed with the story"
        " at once; what you are drafting stays a draft."
    )
    button = "Print this correction"

    def state(self, text: str) -> None:
        self.story.correct(text, by=self.request.user, at=timezone.now())
        messages.success(self.request, "The correction is printed with the story.")


class RetractView(StatementView):
    """A retraction: the page stays, says why, and its recording falls silent."""

    page_title = "Retract this story"
    header_icon = "warning"
    label = "Reason"
    help_text = (
        "Readers see this in place of the story. Its page and address stay; it leaves"
        " the front page, topics and feeds, and its recording is not played any more."
    )
    button = "Retract in public"

    def state(self, text: str) -> None:
        try:
            self.story.retract(by=self.request.user, because=text, at=timezone.now())
        except AlreadyRetracted as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, "The story is retracted.")
