"""The desk page of a story: recording and script in, times and voices seen."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from callsign.newsroom.stories.actions import take_script
from callsign.newsroom.stories.desk import is_busy
from callsign.newsroom.stories.editing import script_to_edit
from callsign.newsroom.stories.views.base import DeskView, row_number
from callsign.newsroom.stories.views.retractions import tell_of_retractions
from callsign.newsroom.transcripts.models import Revision, TranscriptMovedOn
from callsign.newsroom.transcripts.models.moving_head import SeemsAnother
from callsign.newsroom.transcripts.reading import NotAScript
from callsign.newsroom.transcripts.uploads import as_it_came

# What was refused is given back; of something that is no script at all, the beginning.
SHOWN_AGAIN = 500_000


class TranscriptDesk(DeskView):
    """Everything about a story's recording and transcript on one page."""

    template_name = "stories/desk/transcript.html"
    page_title = "Recording and transcript"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desk = self.desk
        edited = desk.turn(self.request.GET.get("turn", "")) if desk.can_edit else None
        asked = self.request.GET.get("script") is not None
        return super().get_context_data(
            edited=edited,
            is_busy=is_busy(desk) and not (edited or asked),
            uploads_address=reverse("audio_uploads:uploads"),
            **{
                "shows_script": desk.can_edit and (asked or desk.head is None),
                "script_text": script_to_edit(desk) if asked else "",
                **kwargs,
            },
        )


class Progress(DeskView):
    """How far the background work is, for a page that asks every second."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return JsonResponse(self.desk.progress())


class TakeScript(TranscriptDesk):
    """Takes a script that was pasted or uploaded."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.require_right_to_change()
        text = request.POST.get("script", "")
        uploaded = request.FILES.get("file")
        try:
            transcript = take_script(
                story=self.story,
                text=as_it_came(uploaded) if uploaded else text,
                based_on=self.based_on(),
                by=request.user,
                at=timezone.now(),
            )
        except NotAScript as error:
            return self.render_to_response(
                self.get_context_data(
                    script_text=text[:SHOWN_AGAIN],
                    script_error=str(error),
                    shows_script=True,
                    based_on=request.POST.get("based_on"),
                ),
                status=422,
            )
        except (TranscriptMovedOn, SeemsAnother) as error:
            messages.warning(request, str(error))
            return redirect("desk:version", self.story.pk, error.kept.pk)
        tell_of_retractions(request, transcript.head)
        what = transcript.head.note if uploaded else ""
        read = f"The script was read, {what}." if what else "The script was read."
        messages.success(request, f"{read} Look at the speakers below.")
        return self.back("#speakers")

    def based_on(self) -> Revision | None:
        """Return the version the editor had in front of them."""
        transcript = self.desk.transcript
        number = row_number(self.request.POST.get("based_on", ""))
        if transcript is None or number is None:
            return None
        return transcript.revisions.filter(pk=number).first()
