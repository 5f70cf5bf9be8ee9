"""Recordings: which one a story holds, and fitting the script to it."""

import shutil
import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from callsign.media.opening import NotAudio
from callsign.newsroom.audio.files import NoRoom, require_room, working_dir
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.audio.receiving import receive_recording
from callsign.newsroom.stories.views.base import DeskView
from callsign.newsroom.transcripts.models import NothingToAlign


class TakeRecording(DeskView):
    """Takes a recording: one that has just been uploaded, or one of the library."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: str) -> HttpResponse:
        self.require_right_to_change()
        try:
            audio = self.recording()
        except (NotAudio, NoRoom) as error:
            messages.error(request, str(error))
            return self.back("#recording")
        if audio is None:
            messages.error(request, "Choose a recording first. Nothing was changed.")
            return self.back("#recording")
        self.story.take_recording(audio, by=request.user, at=timezone.now())
        messages.success(request, f"“{audio}” is this story's recording.")
        return self.back("#recording")

    def recording(self) -> Audio | None:
        """Return the recording meant: by its number, or as a file sent along."""
        number = self.request.POST.get("audio", "")
        if number.isdecimal():
            return Audio.objects.filter(pk=number).first()
        if uploaded := self.request.FILES.get("file"):
            if not self.request.user.has_perm("audio.add_audio"):
                raise PermissionDenied
            return self.take_in(uploaded)
        return None

    def take_in(self, uploaded: UploadedFile) -> Audio:
        """Take a whole file into the library, as a browser without scripts sends it."""
        require_room(uploaded.size)
        arrived = working_dir() / f"{uuid.uuid4().hex}.part"
        try:
            with arrived.open("wb") as file:
                shutil.copyfileobj(uploaded, file)
            return receive_recording(
                arrived,
                file_name=uploaded.name,
                by=self.request.user,
                at=timezone.now(),
            ).audio
        finally:
            arrived.unlink(missing_ok=True)


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
        if self.desk.transcript is None:
            raise Http404
        self.desk.transcript.mark_checked(by=request.user, at=timezone.now())
        messages.success(request, "The transcript is marked as checked.")
        return self.back()
