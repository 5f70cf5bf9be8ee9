"""The transcript editor: the page, the document it opens, and what it saves."""

from base64 import b64encode
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from callsign.engines.transcript.edits import read_edit
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.stories.views.base import DeskView, row_number
from callsign.newsroom.stories.views.editor_base import EditorView, checked_of
from callsign.newsroom.stories.views.working_copy import window_of
from callsign.newsroom.transcripts.editor_values import (
    MARKS,
    notes_of,
    saved_values,
    speakers_of,
    turns_of,
)
from callsign.newsroom.transcripts.models import WorkingCopy
from callsign.newsroom.transcripts.models.working_copy import (
    others_at_work,
)
from callsign.newsroom.transcripts.proofs import Proofs
from callsign.newsroom.transcripts.spelling import names_known


class EditPage(DeskView):
    """The page of the editor; where there is nothing to edit yet, there is none."""

    template_name = "stories/desk/edit.html"
    page_title = "Edit the transcript"
    header_icon = "edit"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.desk.head is None:
            raise Http404("no transcript to edit")
        return super().get(request, *args, **kwargs)


class EditedDocument(EditorView):
    """The document as the editor opens it, with what was typed and not saved."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        transcript = self.transcript
        document = self.desk.document
        names = names_known(document)
        copy = self.working_copy()
        return JsonResponse(
            {
                "revision": transcript.head_id,
                "title": self.story.title,
                "language": transcript.language,
                "origin": transcript.origin,
                "status": transcript.status,
                "checked": checked_of(transcript),
                "can_edit": self.desk.can_edit,
                "audio": audio_of(self.desk.audio),
                "speakers": speakers_of(document),
                "turns": turns_of(document, Proofs(document, names)),
                "notes": notes_of(document.notes),
                "spelling": names,
                "marks": [
                    {"kind": kind, "mark": mark, "label": label}
                    for kind, mark, label in MARKS
                ],
                "working_copy": copy and copy.as_values(),
            }
        )


class SaveEdit(EditorView):
    """Saves a sitting: a version, and what others changed meanwhile."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.require_right_to_change()
        values = self.sent()
        note = values.get("note", "")
        saved = self.transcript.save_edit(
            read_edit(values),
            based_on=self.version(values.get("based_on")),
            by=request.user,
            at=timezone.now(),
            note=note if isinstance(note, str) else "",
            window=window_of(values),
        )
        return JsonResponse(saved_values(saved, names_known(saved.document)))


class News(EditorView):
    """What others did since a version, and who else is typing; asked every eight seconds."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        number = row_number(request.GET.get("since", ""))
        others = others_at_work(self.transcript, but=request.user, at=timezone.now())
        typed = (
            WorkingCopy.objects.filter(transcript=self.transcript, user=request.user)
            .values("window", "version", "saved_at")
            .first()
        )
        return JsonResponse(
            {
                **self.moved_since(number),
                "editing": [
                    {"name": one.author, "at": one.saved_at.isoformat()}
                    for one in others
                ],
                "typed": typed
                and {
                    "window": typed["window"],
                    "version": str(typed["version"]),
                    "at": typed["saved_at"].isoformat(),
                },
            }
        )

    def moved_since(self, number: int | None) -> dict[str, object]:
        """Return what the head says otherwise than a version; without reading it if not."""
        if number == self.transcript.head_id:
            return {"revision": number, "changed": [], "by": []}
        return self.moved_from(self.version(number))


def audio_of(audio: Audio | None) -> dict[str, object] | None:
    """Return the recording to listen along with."""
    if audio is None:
        return None
    return {
        "url": audio.rendition_url("mp3"),
        "duration_ms": audio.duration_ms,
        "waveform": b64encode(bytes(audio.waveform)).decode("ascii"),
    }
