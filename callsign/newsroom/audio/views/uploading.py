"""The page where a recording is uploaded, with a script or without."""

from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from callsign.media.opening import NotAudio
from callsign.newsroom.audio.forms import UploadForm
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.audio.plain_upload import RecordingFile, RecordingHandler
from callsign.newsroom.audio.receiving import receive_recording


@csrf_exempt
def upload_page(request: HttpRequest) -> HttpResponse:
    """
    Take one recording into the library.

    The form is read by a handler of our own, which must be in place before anything
    looks at the form; that is why the token is checked by the inner view.
    """
    if not request.user.has_perm("audio.add_audio"):
        raise PermissionDenied
    handler = RecordingHandler(request)
    request.upload_handlers = [handler]
    return checked_upload_page(request, handler)


@csrf_protect
def checked_upload_page(
    request: HttpRequest, handler: RecordingHandler
) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        audio = received(request, form, handler)
        if audio is not None:
            return redirect("audio_library:edit", audio.pk)
    return TemplateResponse(
        request,
        "audio/desk/upload.html",
        {
            "form": form,
            "uploads_url": reverse("audio_uploads:uploads"),
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": "Home"},
                {"url": reverse("audio_library:index"), "label": "Audio"},
                {"url": "", "label": "Upload a recording"},
            ],
            "header_title": "Upload a recording",
            "header_icon": "media",
        },
        status=422 if form.errors else 200,
    )


def received(
    request: HttpRequest, form: UploadForm, handler: RecordingHandler
) -> Audio | None:
    """Return the recording the form brought, or None with the reason on the form."""
    if handler.problem:
        form.is_bound = True
        form.errors.clear()
        form.add_error("recording", handler.problem)
        return None
    if not form.is_valid():
        return None
    file: RecordingFile = form.cleaned_data["recording"]
    file.flush()
    try:
        taken = receive_recording(
            Path(file.temporary_file_path()),
            file_name=file.name or "",
            by=request.user,
            at=timezone.now(),
        )
    except NotAudio as error:
        form.add_error("recording", str(error))
        return None
    if not taken.is_new:
        messages.info(request, "The library has this recording already; here it is.")
    return taken.audio
