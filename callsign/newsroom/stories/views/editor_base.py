"""What all addresses of the editor's protocol share: JSON in and out, errors in words."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from callsign.engines.transcript.patches import NotAPatch
from callsign.newsroom.stories.views.base import DeskView, row_number
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.editor_values import changes, notes_of, speakers_of
from callsign.newsroom.transcripts.models import Revision, Transcript, WorkingCopy
from callsign.newsroom.transcripts.models.revision import name_of
from callsign.newsroom.transcripts.models.working_copy import TypedElsewhere
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
            sentence = f"You may not edit this {self.desk.kind}. Ask an editor."
            return JsonResponse({"error": sentence}, status=403)
        except TypedElsewhere as error:
            return JsonResponse(
                {"error": str(error), "working_copy": error.copy.as_values()},
                status=409,
            )
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

    def working_copy(self) -> WorkingCopy | None:
        """Return what this editor typed and has not saved, in whatever window."""
        return WorkingCopy.objects.filter(
            transcript=self.transcript, user=self.request.user
        ).first()

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
