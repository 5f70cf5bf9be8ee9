"""Uploads that can be resumed: the tus protocol, spoken with a reporter's browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
    UnreadablePostError,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View

from callsign.newsroom.audio.files import NoRoom, require_room
from callsign.newsroom.audio.models import Upload
from callsign.newsroom.audio.models.upload import TooMuch, UploadBusy, WrongOffset
from callsign.newsroom.audio.plain_upload import too_large
from callsign.newsroom.audio.receiving import finish_upload, remove_expired_uploads
from callsign.newsroom.audio.tus import (
    CONTENT_TYPE,
    EXTENSIONS,
    LARGEST_BYTES,
    VERSION,
    BadHeader,
    expires,
    read_metadata,
    whole_number,
)

SpokenView = Callable[..., HttpResponse]
STATUS_OF = {
    BadHeader: 400,
    NoRoom: 507,
    TooMuch: 413,
    UploadBusy: 423,
    WrongOffset: 409,
}


def speaks_tus(view: SpokenView) -> SpokenView:
    """Hold both sides to the protocol; what goes wrong becomes a status and a sentence."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = answer(view, request, *args, **kwargs)
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    return spoken


def answer(
    view: SpokenView, request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    if not request.user.has_perm("audio.add_audio"):
        return refusal(403, "You may not add recordings; ask an editor for the role.")
    # A browser asking how an upload ended speaks plain HTTP.
    plain = request.method in ("GET", "OPTIONS")
    if not plain and request.headers.get("Tus-Resumable") != VERSION:
        response = refusal(412, f"This server speaks tus {VERSION}.")
        response["Tus-Version"] = VERSION
        return response
    try:
        return view(request, *args, **kwargs)
    except tuple(STATUS_OF) as error:
        return refusal(STATUS_OF[type(error)], str(error))


def refusal(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"problem": sentence}, status=status)


@method_decorator(speaks_tus, name="dispatch")
class UploadsView(View):
    """Where an upload begins."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make room for a recording and say where to send it."""
        length = whole_number("Upload-Length", request.headers.get("Upload-Length"))
        metadata = read_metadata(request.headers.get("Upload-Metadata", "filename "))
        if length == 0:
            return refusal(422, "This file is empty (0 bytes). Check the original.")
        if length > LARGEST_BYTES:
            return refusal(413, too_large(length))
        now = timezone.now()
        remove_expired_uploads(at=now)
        require_room(length)
        upload = Upload.objects.create(
            file_name=metadata.get("filename", "")[:255] or "recording",
            length_bytes=length,
            uploaded_by=request.user,
            started_at=now,
            touched_at=now,
        )
        response = HttpResponse(status=201)
        response["Location"] = reverse("audio_uploads:upload", args=[upload.pk])
        response["Upload-Expires"] = expires(upload.expires_at)
        return response

    def options(self, request: HttpRequest) -> HttpResponse:
        """Say what this server can do."""
        response = HttpResponse(status=204)
        response["Tus-Version"] = VERSION
        response["Tus-Extension"] = EXTENSIONS
        response["Tus-Max-Size"] = str(LARGEST_BYTES)
        return response


@method_decorator(speaks_tus, name="dispatch")
class UploadView(View):
    """One upload, from its first byte to the recording it becomes."""

    def setup(self, request: HttpRequest, upload_id: UUID) -> None:
        super().setup(request, upload_id)
        self.upload_id = upload_id

    @property
    def upload(self) -> Upload:
        """The upload; nobody else's, so that an address that leaks opens nothing."""
        mine = Upload.objects.select_related("audio", "uploaded_by")
        return get_object_or_404(mine, pk=self.upload_id, uploaded_by=self.request.user)

    def head(self, request: HttpRequest, upload_id: UUID) -> HttpResponse:
        """Say how much is here, so that the sender can go on."""
        upload = self.upload
        response = HttpResponse()
        response["Upload-Offset"] = str(upload.arrived_bytes)
        response["Upload-Length"] = str(upload.length_bytes)
        response["Upload-Expires"] = expires(upload.expires_at)
        return response

    def patch(self, request: HttpRequest, upload_id: UUID) -> HttpResponse:
        """Take the next bytes; the last of them makes the recording."""
        if request.content_type != CONTENT_TYPE:
            return refusal(415, f"send the bytes as {CONTENT_TYPE}")
        upload = self.upload
        if upload.is_over:
            raise Http404("this upload is over")
        try:
            upload.append(
                request.read,
                offset=whole_number(
                    "Upload-Offset", request.headers.get("Upload-Offset")
                ),
                length=whole_number(
                    "Content-Length", request.META.get("CONTENT_LENGTH")
                ),
                at=timezone.now(),
            )
        except UnreadablePostError:
            return refusal(400, "The connection broke; go on from where we are.")
        finish_upload(upload, at=timezone.now())
        response = HttpResponse(status=204)
        response["Upload-Offset"] = str(upload.arrived_bytes)
        response["Upload-Expires"] = expires(upload.expires_at)
        return response

    def get(self, request: HttpRequest, upload_id: UUID) -> HttpResponse:
        """Say what has become of the upload, for the page that sent it."""
        upload = finish_upload(self.upload, at=timezone.now())
        return JsonResponse(
            {
                "offset": upload.arrived_bytes,
                "length": upload.length_bytes,
                "problem": upload.problem,
                "audio": described(upload),
            }
        )

    def delete(self, request: HttpRequest, upload_id: UUID) -> HttpResponse:
        """Forget the upload."""
        upload = self.upload
        with upload.alone():
            upload.remove()
        return HttpResponse(status=204)


def described(upload: Upload) -> dict[str, Any] | None:
    audio = upload.audio
    if audio is None:
        return None
    return {
        "id": audio.pk,
        "title": audio.title,
        "duration": audio.duration,
        "url": reverse("audio_library:edit", args=[audio.pk]),
        # It was here before this upload began: the same bytes, uploaded once more.
        "known": audio.uploaded_at < upload.started_at,
    }
