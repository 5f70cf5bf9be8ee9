"""Amending from the editor: found right, corrected in public, words taken out."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from callsign.engines.transcript.anchors import UnknownWord
from callsign.newsroom.stories.views.editor_base import EditorView, Refused
from callsign.newsroom.transcripts.models import CheckedAnotherText

# As long as a statement above the story may be.
LONGEST_STATEMENT = 2_000  # characters


class CheckEdited(EditorView):
    """Marks the transcript as found right, by whoever listened along."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.require_right_to_change()
        read = self.version(self.sent().get("revision"))
        try:
            self.transcript.mark_checked(
                based_on=read, by=request.user, at=timezone.now()
            )
        except CheckedAnotherText as error:
            return JsonResponse(
                {"error": str(error), **self.moved_from(read)}, status=409
            )
        return JsonResponse(self.moved_from(read))


class Amend(EditorView):
    """Tells readers something about words, from the first to the last."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.require_right_to_change()
        values = self.sent()
        had = self.version(values.get("revision", self.transcript.head_id))
        first_word, last_word, text = (
            self.said(values, key) for key in ("first_word", "last_word", "text")
        )
        try:
            self.amend(first_word, last_word, text)
        except UnknownWord:
            raise Refused(
                "Somebody changed these words meanwhile. Nothing was printed; look at"
                " them as they are now.",
                status=409,
            ) from None
        return JsonResponse(self.moved_from(had))

    def said(self, values: dict[str, Any], key: str) -> str:
        """Return a text that was sent and says something."""
        value = values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise Refused(
                "Say what readers shall be told, and of which words.", status=422
            )
        if len(value) > LONGEST_STATEMENT:
            raise Refused(
                f"Readers are told in {LONGEST_STATEMENT:,} characters at most.",
                status=422,
            )
        return value

    def amend(self, first_word: str, last_word: str, text: str) -> None:
        """Print it."""
        raise NotImplementedError


class CorrectWords(Amend):
    """Prints a correction beside its words."""

    def amend(self, first_word: str, last_word: str, text: str) -> None:
        self.transcript.correct_words(
            first_word, last_word, text, by=self.request.user, at=timezone.now()
        )


class RetractWords(Amend):
    """Takes words out, and says so where they stood."""

    def amend(self, first_word: str, last_word: str, text: str) -> None:
        self.transcript.retract_words(
            first_word, last_word, text, by=self.request.user, at=timezone.now()
        )
