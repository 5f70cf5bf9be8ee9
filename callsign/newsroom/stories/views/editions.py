"""Editions: other cuts of a story's recording, and its transcript on their clocks."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify

from callsign.engines.transcript.captions import NoTimes
from callsign.engines.transcript.edit_list_text import UnreadableEdits
from callsign.engines.transcript.writers.facts import Facts
from callsign.engines.transcript.writers.table import WRITERS, writer_named
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.stories.desk import work_state
from callsign.newsroom.stories.views.base import DeskView
from callsign.newsroom.stories.views.recording import TakeRecording
from callsign.newsroom.transcripts.edition_drawn import ROUNDING_MS, drawn
from callsign.newsroom.transcripts.models import Edition, NoEdition
from callsign.newsroom.transcripts.rendering import clock

LONGEST_LIST = 200_000  # characters
TOO_LONG = "this is longer than any edit list; nothing was changed"


class AddEdition(TakeRecording):
    """Takes another recording as an edition of the story's, and asks what differs."""

    anchor = "#editions"

    def take(self, audio: Audio) -> HttpResponse:
        transcript = self.desk.transcript
        if transcript is None:
            raise Http404("there is no transcript to share")
        if title := self.shown_elsewhere(audio):
            messages.error(
                self.request,
                f"“{title}” plays this recording, and its readers would see this"
                " transcript there. Ask somebody who may edit it. Nothing was changed.",
            )
            return self.back(self.anchor)
        try:
            edition = Edition.objects.begin(
                transcript, audio, by=self.request.user, at=timezone.now()
            )
        except NoEdition as error:
            messages.error(self.request, f"{error} Nothing was changed.")
            return self.back(self.anchor)
        return redirect("desk:edition", self.story.pk, edition.pk)

    def shown_elsewhere(self, audio: Audio) -> str:
        """Return the title of a page that plays it and that is not this editor's, or ""."""
        for kind in self.kinds:
            for page in kind.objects.filter(audio=audio):
                if not page.permissions_for_user(self.request.user).can_edit():
                    return page.get_admin_display_title()
        return ""


class EditionBase(DeskView):
    """What is about one edition of this story's transcript."""

    header_icon = "media"

    @cached_property
    def edition(self) -> Edition:
        transcript = self.desk.transcript
        if transcript is None:
            raise Http404("there is no transcript")
        edition: Edition = get_object_or_404(
            transcript.editions.select_related("master", "audio", "checked_by"),
            pk=self.kwargs["edition_id"],
        )
        return edition


class EditionView(EditionBase):
    """What an edition is made of, drawn and in lines, and its transcript to take along."""

    template_name = "stories/desk/edition.html"
    page_title = "Another edition of the recording"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edition = self.edition
        edits = edition.edit_list()
        doubts = edition.report.get("doubts", [])
        return super().get_context_data(
            **{
                "edition": edition,
                "lines": edition.edits,
                "drawn": drawn(edits, edition.master.duration_ms)
                if edits.parts
                else None,
                "other_length": other_length(edition),
                "shared_percent": percent(edition.report.get("shared")),
                "sure_percent": percent(edition.report.get("confidence")),
                "doubts": [
                    {**one, "from": clock(one["start_ms"]), "to": clock(one["end_ms"])}
                    for one in doubts
                ],
                "formats": WRITERS,
                **kwargs,
            }
        )

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.require_right_to_change()
        edition, now = self.edition, timezone.now()
        if "leave" in request.POST:
            edition.leave(by=request.user, at=now)
            messages.success(request, f"“{edition.audio}” is no edition any more.")
            return self.back("#editions")
        if "call_off" in request.POST:
            edition.call_off(by=request.user, at=now)
        elif "find" in request.POST:
            edition.ask_again(by=request.user, at=now)
        else:
            return self.use(edition, request.POST.get("lines", ""))
        return redirect("desk:edition", self.story.pk, edition.pk)

    def use(self, edition: Edition, lines: str) -> HttpResponse:
        """Take the parts as they were sent; what cannot be read is given back."""
        # Never a beginning of it: the parts that are lacking would count as left out.
        if len(lines) > LONGEST_LIST:
            return self.refused("", (TOO_LONG,))
        try:
            edition.use(lines, by=self.request.user, at=timezone.now())
        except UnreadableEdits as error:
            return self.refused(lines, error.sentences)
        messages.success(
            self.request,
            "The parts are in use: where this edition is published,"
            " readers have the transcript on its clock.",
        )
        return redirect("desk:edition", self.story.pk, edition.pk)

    def refused(self, lines: str, wrong: tuple[str, ...]) -> HttpResponse:
        """Answer with what is wrong with some lines."""
        context = self.get_context_data(lines=lines, wrong=wrong)
        return self.render_to_response(context, status=422)


class EditionProgress(EditionBase):
    """How far the comparison is, for a page that asks every second."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return JsonResponse({"comparing": work_state(self.edition), "head": None})


class EditionFile(EditionBase):
    """The transcript on the edition's clock, in the format asked for."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        edition, writer = self.edition, writer_named(self.kwargs["suffix"])
        if writer is None or not edition.edits:
            raise Http404("no such transcript")
        facts = Facts(
            title=edition.audio.title,
            language=edition.language,
            rights=edition.audio.rights or None,
            is_unread=bool(edition.caution),
        )
        try:
            content = writer.write(edition.as_document(), facts)
        except NoTimes as error:
            raise Http404(str(error)) from error
        response = HttpResponse(content, content_type=writer.media_type)
        title = slugify(edition.audio.title)[:60].strip("-") or "edition"
        name = f"{title}.{writer.extension}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def other_length(edition: Edition) -> str:
    """Say that the parts are not as long as the recording; "" where they are."""
    parts_ms = edition.edit_list().duration_ms
    if not edition.edits or abs(parts_ms - edition.audio.duration_ms) <= ROUNDING_MS:
        return ""
    return (
        f"These parts make {clock(parts_ms)}, and the recording is"
        f" {clock(edition.audio.duration_ms)} long."
    )


def percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)
