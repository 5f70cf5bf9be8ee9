"""Publishing without a transcript: the reason, its date, and who gave it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from callsign.newsroom.programs.models import TranscriptPromise
from callsign.newsroom.programs.models.transcribed import Transcribed
from callsign.newsroom.programs.models.transcript_rule import (
    counts,
    lack_of,
    station_of,
)
from callsign.newsroom.stories.promise_form import PromiseForm
from callsign.newsroom.stories.views.base import desk_address

MAY_PROMISE = "programs.add_transcriptpromise"


class PromiseView(WagtailAdminTemplateMixin, TemplateView):
    """One page's recording: what the rule says of it, and the form that answers it."""

    template_name = "stories/desk/promise.html"
    page_title = "Without a transcript"
    header_icon = "warning"

    def dispatch(
        self, request: HttpRequest, page_id: int, **kwargs: Any
    ) -> HttpResponse:
        """Find the latest version of the story or episode, for those who may edit it."""
        page = get_object_or_404(Page, pk=page_id).specific
        if not isinstance(page, Transcribed):
            raise Http404("no page with a recording")
        self.rights = page.permissions_for_user(request.user)
        if not self.rights.can_edit():
            raise PermissionDenied
        self.version = page.get_latest_revision_as_object()
        self.station = station_of(page)
        if self.version.audio is None or self.station is None:
            raise Http404("no recording")
        self.at = timezone.now()
        self.form = PromiseForm(
            request.POST or None,
            station=self.station,
            audio=self.version.audio,
            at=self.at,
        )
        return super().dispatch(request, **kwargs)

    @property
    def may_promise(self) -> bool:
        """Whether this person may let a recording out without a transcript."""
        return self.rights.can_publish() and self.request.user.has_perm(MAY_PROMISE)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.may_promise:
            raise PermissionDenied
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        TranscriptPromise.objects.give(
            page=self.version,
            reason=self.form.cleaned_data["reason"],
            until=self.form.cleaned_data["promised_until"],
            exception=self.form.cleaned_data["exception"],
            by=request.user,
            at=self.at,
        )
        if "publish" not in request.POST:
            messages.success(request, "The reason is kept; the report shows it.")
            return redirect("accessibility:promise", self.version.pk)
        return self.publish()

    def publish(self) -> HttpResponse:
        """Let the page go out with its reason, now or when it is scheduled for."""
        if self.rights.page_locked():
            raise PermissionDenied
        revision = self.version.get_latest_revision()
        revision.publish(user=self.request.user)
        revision.refresh_from_db()
        told = "Scheduled" if revision.approved_go_live_at else "Published"
        messages.success(self.request, f"{told}, with the reason kept.")
        return HttpResponseRedirect(self.home)

    @property
    def home(self) -> str:
        """Where the page is worked on."""
        return desk_address(self.version)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.home, "label": self.version.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = self.version
        given = TranscriptPromise.objects.filter(audio=version.audio)
        is_whole = version.live and not version.has_unpublished_changes
        return super().get_context_data(
            page=version,
            form=self.form,
            home=self.home,
            lack=lack_of(version, at=self.at),
            has_transcript=counts(version.transcript, self.station),
            may_promise=self.may_promise,
            may_publish=not is_whole and not self.rights.page_locked(),
            given=given.select_related("given_by")[:20],
            **kwargs,
        )
