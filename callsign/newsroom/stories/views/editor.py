"""The transcript editor: the page, the document it opens, and what it saves."""

import json
from base64 import b64encode
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from callsign.engines.transcript.edits import read_edit
from callsign.engines.transcript.patches import NotAPatch
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.stories.views.base import DeskView, row_number
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.editor_values import (
    MARKS,
    changes,
    notes_of,
    saved_values,
    speakers_of,
    turns_of,
)
from callsign.newsroom.transcripts.models import Revision, Transcript, WorkingCopy
from callsign.newsroom.transcripts.models.revision import name_of
from callsign.newsroom.transcripts.models.working_copy import (
    forget_copy,
    keep_copy,
    others_at_work,
)
from callsign.newsroom.transcripts.proofs import Proofs
from callsign.newsroom.transcripts.spelling import names_known

# Every word of a four-hour broadcast rewritten, as JSON, is a third of this.
LARGEST_EDIT = 5_000_000  # bytes


class Refused(Exception):
    """The request cannot be done; the sentence says why, the status what kind of why."""

    def __init__(self, sentence: str, *, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class EditorView(DeskView):
    """One address of the editor's protocol: JSON in and out, errors in words."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer what is refused with its sentence."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied:
            sentence = "You may not edit this story. Ask an editor."
            return JsonResponse({"error": sentence}, status=403)
        except Refused as error:
            return JsonResponse({"error": str(error)}, status=error.status)
        except NotAPatch as error:
            return JsonResponse(
                {"error": f"This edit cannot be read: {error}."}, status=422
            )

    @property
    def transcript(self) -> Transcript:
        """The transcript that has a version to edit."""
        transcript = self.desk.transcript
        if transcript is None or transcript.head_id is None:
            raise Http404("no transcript to edit")
        return transcript

    def require_right_to_change(self) -> None:
        """Refuse whoever may look but not change, and say why."""
        if not self.desk.can_edit:
            raise Refused(
                self.desk.standstill or "You may read this transcript, not change it.",
                status=403,
            )

    def sent(self) -> dict[str, Any]:
        """Return what the page sent, an object."""
        length = row_number(self.request.headers.get("Content-Length") or "0")
        if length is None or length > LARGEST_EDIT:
            raise Refused(
                "This edit is too large to be one. Nothing was saved.", status=413
            )
        try:
            values = json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise Refused("This is not JSON. Nothing was saved.", status=400) from None
        if not isinstance(values, dict):
            raise Refused("The request must be an object.", status=400)
        return values

    def version(self, number: object) -> Revision:
        """Return the version a number means; of another transcript there is none."""
        is_number = isinstance(number, int) and not isinstance(number, bool)
        found = (
            self.transcript.revisions.filter(pk=number).first()
            if is_number and 0 < number < 10**18
            else None
        )
        if found is None:
            raise Refused(
                "The version this began with is not one of this transcript. Your words"
                " are kept here; open the editor again in another tab, and compare.",
                status=409,
            )
        return found

    def moved_from(self, version: Revision) -> dict[str, object]:
        """Return how the transcript is now, to a page that has a version of it."""
        transcript = self.transcript
        head = transcript.head.as_document()
        is_head = version.pk == transcript.head_id
        return {
            "revision": transcript.head_id,
            "changed": []
            if is_head
            else changes(version.as_document(), head, proofs_of(head)),
            "by": transcript.authors_since(version, self.request.user),
            "speakers": speakers_of(head),
            "notes": notes_of(head.notes),
            "status": transcript.status,
            "checked": checked_of(transcript),
        }


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
                "working_copy": self.working_copy(),
            }
        )

    def working_copy(self) -> dict[str, object] | None:
        """Return what this editor had typed and not saved, or None."""
        copy = WorkingCopy.objects.filter(
            transcript=self.transcript, user=self.request.user
        ).first()
        return copy and {
            "based_on": copy.based_on_id,
            "patches": copy.patches,
            "speakers": copy.speakers,
            "at": copy.saved_at.isoformat(),
        }


class KeepCopy(EditorView):
    """Keeps what is typed, until it is saved; forgets it when it is thought better of."""

    http_method_names = ["put", "delete"]

    def put(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.require_right_to_change()
        values = self.sent()
        keep_copy(
            self.transcript,
            read_edit(values),
            based_on=self.version(values.get("based_on")),
            by=request.user,
            at=timezone.now(),
        )
        return HttpResponse(status=204)

    def delete(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.require_right_to_change()
        forget_copy(self.transcript, by=request.user)
        return HttpResponse(status=204)


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
        )
        return JsonResponse(saved_values(saved, names_known(saved.document)))


class News(EditorView):
    """What others did since a version, and who else is typing; asked every eight seconds."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        number = row_number(request.GET.get("since", ""))
        others = others_at_work(self.transcript, but=request.user, at=timezone.now())
        return JsonResponse(
            {
                **self.moved_since(number),
                "editing": [
                    {"name": one.author, "at": one.saved_at.isoformat()}
                    for one in others
                ],
            }
        )

    def moved_since(self, number: int | None) -> dict[str, object]:
        """Return what the head says otherwise than a version; without reading it if not."""
        if number == self.transcript.head_id:
            return {"revision": number, "changed": [], "by": []}
        return self.moved_from(self.version(number))


def proofs_of(document: Document) -> Proofs:
    """Return what to look at again, by the names this newsroom writes."""
    return Proofs(document, names_known(document))


def checked_of(transcript: Transcript) -> dict[str, str] | None:
    """Return who found a transcript right, and when."""
    if transcript.checked_at is None:
        return None
    return {
        "by": name_of(transcript.checked_by),
        "at": transcript.checked_at.isoformat(),
    }


def audio_of(audio: Audio | None) -> dict[str, object] | None:
    """Return the recording to listen along with."""
    if audio is None:
        return None
    return {
        "url": audio.rendition_url("mp3"),
        "duration_ms": audio.duration_ms,
        "waveform": b64encode(bytes(audio.waveform)).decode("ascii"),
    }
