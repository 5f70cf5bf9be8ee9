"""Recordings: which one a story holds, and fitting the script to it."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from callsign.media.opening import NotAudio
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.audio.plain_upload import RecordingFile, RecordingHandler
from callsign.newsroom.audio.receiving import receive_recording
from callsign.newsroom.stories.views.base import DeskView, row_number
from callsign.newsroom.transcripts.models import CheckedAnotherText, NothingToAlign


@method_decorator(csrf_exempt, name="dispatch")
class TakeRecording(DeskView):
    """
    Takes a recording: one that has just been uploaded, or one of the library.

    The form is read by the library's handler, which must be in place before anything
    looks at the form; that is why the token is checked by the inner method.
    """

    http_method_names = ["post"]
    anchor = "#recording"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.handler = RecordingHandler(request)
        request.upload_handlers = [self.handler]

    @method_decorator(csrf_protect)
    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        self.require_right_to_change()
        try:
            audio = self.recording()
        except NotAudio as error:
            messages.error(request, str(error))
            return self.back(self.anchor)
        if audio is None:
            said = self.handler.problem or "Choose a recording first."
            messages.error(request, f"{said} Nothing was changed.")
            return self.back(self.anchor)
        return self.take(audio)

    def take(self, audio: Audio) -> HttpResponse:
        """Do with the recording what it was sent for."""
        self.story.take_recording(audio, by=self.request.user, at=timezone.now())
        messages.success(
            self.request, f"“{audio}” is this {self.desk.kind}'s recording."
        )
        return self.back(self.anchor)

    def recording(self) -> Audio | None:
        """Return the recording meant: by its number, or as a file sent along."""
        number = row_number(self.request.POST.get("audio", ""))
        if number is not None:
            return Audio.objects.filter(pk=number).first()
        uploaded = self.request.FILES.get("file")
        if uploaded is None or self.handler.problem:
            return None
        if not self.request.user.has_perm("audio.add_audio"):
            raise PermissionDenied
        return self.take_in(uploaded)

    def take_in(self, uploaded: RecordingFile) -> Audio:
        """Take a whole file into the library, as a browser without scripts sends it."""
        uploaded.flush()
        return receive_recording(
            Path(uploaded.temporary_file_path()),
            file_name=uploaded.name or "",
            by=self.request.user,
            at=timezone.now(),
        ).audio


class Align(DeskView):
    """Asks for an alignment, or calls one off."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        self.require_right_to_change()
        if self.desk.transcript is None:
            raise Http404
        now = timezone.now()
        if "call_off" in request.POST:
            for run in self.desk.transcript.alignment_runs.unfinished():
                run.call_off(by=request.user, at=now)
            return self.back("#times")
        try:
            self.desk.transcript.ask_alignment(by=request.user, at=now)
        except NothingToAlign as error:
            messages.error(request, str(error))
        return self.back("#times")


class Check(DeskView):
    """Marks the transcript as checked by a person who listened along."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        self.require_right_to_change()
        transcript = self.desk.transcript
        if transcript is None:
            raise Http404
        number = row_number(request.POST.get("based_on", ""))
        read = get_object_or_404(transcript.revisions, pk=number)
        try:
            transcript.mark_checked(based_on=read, by=request.user, at=timezone.now())
        except CheckedAnotherText as error:
            messages.warning(request, str(error))
            return self.back()
        messages.success(request, "The transcript is marked as checked.")
        return self.back()
