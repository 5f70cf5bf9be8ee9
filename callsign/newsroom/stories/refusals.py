"""What the rule refuses is answered with the page that asks for the reason."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from callsign.newsroom.programs.models.transcribed import Transcribed
from callsign.newsroom.programs.models.transcript_rule import NeedsTranscript, lack_of


class Refusals:
    """
    Middleware for every way to publish at the desk: in bulk, by a workflow, a copy.

    By then the database has taken back what came before the refusal.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._answer(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Lead whoever published to the reason; any other exception is not ours."""
        if not isinstance(exception, NeedsTranscript):
            return None
        return refused(request, exception)


@hooks.register("before_publish_page")
def ask_for_the_reason(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Of Wagtail's own form: what was typed is kept as a draft, and nothing goes out."""
    why = isinstance(page, Transcribed) and lack_of(page, at=timezone.now())
    return refused(request, NeedsTranscript(page, why)) if why else None


def refused(request: HttpRequest, error: NeedsTranscript) -> HttpResponse:
    messages.error(request, f"{error} Everything is kept as a draft.")
    if error.page.pk is None:
        return redirect("wagtailadmin_home")  # a copy, which was not made
    return redirect("accessibility:promise", error.page.pk)
