"""Versions: everything a transcript ever said, and the way back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from callsign.newsroom.stories.editing import as_script
from callsign.newsroom.stories.views.base import DeskView, row_number
from callsign.newsroom.stories.views.retractions import tell_of_retractions
from callsign.newsroom.transcripts.comparing import compare
from callsign.newsroom.transcripts.models import Original, Revision

ON_A_PAGE = 50


class VersionsView(DeskView):
    """Every version of a transcript, the latest first; those set aside say so."""

    template_name = "stories/desk/versions.html"
    page_title = "Versions of the transcript"
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.desk.transcript is None:
            raise Http404
        versions = (
            self.desk.transcript.revisions.defer("document", "script")
            .select_related("made_by", "original")
            .order_by("-pk")
        )
        page = Paginator(versions, ON_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page=page, **kwargs)


class VersionView(DeskView):
    """One version beside another, word by word, and the button that restores it."""

    template_name = "stories/desk/version.html"
    page_title = "A version of the transcript"
    header_icon = "history"

    def version(self, number: int) -> Revision:
        if self.desk.transcript is None:
            raise Http404
        return get_object_or_404(self.desk.transcript.revisions, pk=number)

    def other(self, version: Revision) -> Revision:
        """Return what to compare with: what was asked for, or what it was made of."""
        asked = row_number(self.request.GET.get("with", ""))
        if asked is not None:
            return self.version(asked)
        is_made_of = version.parent_id is not None and not version.set_aside
        return version.parent if is_made_of else self.desk.head

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = self.version(self.kwargs["revision_id"])
        other = self.other(version)
        # What was set aside is told as what it would make of the transcript.
        is_later = other.pk > version.pk and not version.set_aside
        before, after = (version, other) if is_later else (other, version)
        versions = self.desk.transcript.revisions.defer("document", "script")
        return super().get_context_data(
            version=version,
            other=other,
            before=before,
            after=after,
            comparison=compare(before.as_document(), after.as_document()),
            versions=versions.select_related("made_by").order_by("-pk")[:ON_A_PAGE],
            script=version.script or as_script(version.as_document()),
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Restore it: a new version that says what this one says."""
        self.require_right_to_change()
        version = self.version(self.kwargs["revision_id"])
        head = self.desk.transcript.restore(version, by=request.user, at=timezone.now())
        tell_of_retractions(request, head)
        messages.success(
            request,
            "That version is the transcript again; the one it replaced is kept below it.",
        )
        return self.back()


class OriginalView(DeskView):
    """
    The file that a version was read from, as it came, to be kept and not looked at.

    Somebody else made it: no browser opens it here, or runs anything in it.
    """

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, **kwargs: Any) -> FileResponse:
        if self.desk.transcript is None:
            raise Http404
        original = get_object_or_404(
            Original,
            revision=self.kwargs["revision_id"],
            revision__transcript=self.desk.transcript,
        )
        try:
            file = original.file.open("rb")
        except FileNotFoundError as error:
            raise Http404("this file is not here") from error
        response = FileResponse(
            file,
            as_attachment=True,
            filename=name_to_keep(original),
            content_type="application/octet-stream",
        )
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        return response


def name_to_keep(original: Original) -> str:
    r"""
    Return the name a file came with, as a header can say it.

    >>> name_to_keep(Original(file_name='river\r\nX: "1".vtt'))
    'riverX: "1".vtt'
    """
    name = "".join(filter(str.isprintable, original.file_name))
    return name or f"transcript of version {original.revision_id}"
