"""The working copy: what an editor has typed and not saved, kept for the next window."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone

from callsign.engines.transcript.edits import read_edit
from callsign.newsroom.stories.views.editor_base import EditorView
from callsign.newsroom.transcripts.models.working_copy import (
    Window,
    forget_copy,
    keep_copy,
)

LONGEST_WINDOW = 40  # characters of a window's name


class KeepCopy(EditorView):
    """Keeps what is typed, until it is saved; forgets it when it is thought better of."""

    http_method_names = ["get", "put", "delete"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Return the copy; and the token, for a page whose editor signed in again."""
        copy = self.working_copy()
        return JsonResponse(
            {"working_copy": copy and copy.as_values()},
            headers={"X-CSRFToken": get_token(request)},
        )

    def put(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.require_right_to_change()
        values = self.sent()
        keep_copy(
            self.transcript,
            read_edit(values),
            based_on=self.version(values.get("based_on")),
            by=request.user,
            at=timezone.now(),
            window=window_of(values),
        )
        return HttpResponse(status=204)

    def delete(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.require_right_to_change()
        values = self.sent() if request.body else {}
        forget_copy(self.transcript, by=request.user, window=window_of(values))
        return HttpResponse(status=204)


def window_of(values: dict[str, Any]) -> Window:
    """Return the window that sent something, and what it has seen of another."""
    name, seen = values.get("window"), values.get("seen")
    try:
        version = UUID(seen) if isinstance(seen, str) else None
    except ValueError:
        version = None
    return Window(name[:LONGEST_WINDOW] if isinstance(name, str) else "", version)
