"""First drafts: asking a machine for one, and calling it off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from callsign.newsroom.stories.drafting import ask_draft
from callsign.newsroom.stories.views.base import DeskView
from callsign.newsroom.transcripts.models import NothingToHear


class MakeDraft(DeskView):
    """Asks for a first draft of the transcript, or calls one off."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        self.require_right_to_change()
        now = timezone.now()
        if "call_off" in request.POST:
            if self.desk.transcript is not None:
                for run in self.desk.transcript.recognition_runs.unfinished():
                    run.call_off(by=request.user, at=now)
            return self.back("#draft")
        try:
            ask_draft(story=self.story, by=request.user, at=now)
        except NothingToHear as error:
            messages.error(request, f"{error} Nothing was changed.")
        return self.back("#draft")
