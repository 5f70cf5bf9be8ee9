"""Retracted passages at the desk: told when they were taken out again, and lifted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from callsign.newsroom.stories.views.base import DeskView
from callsign.newsroom.transcripts.models import RetractedPassage, Revision
from callsign.newsroom.transcripts.models.retracted_passage import AlreadyLifted


class LiftRetraction(DeskView):
    """Takes the retraction of a passage back, for a reason."""

    http_method_names = ["post"]

    def post(
        self, request: HttpRequest, retraction_id: int, **kwargs: object
    ) -> HttpResponse:
        self.require_right_to_change()
        standing = RetractedPassage.objects.standing()
        retraction = get_object_or_404(
            standing, pk=retraction_id, transcript=self.desk.transcript
        )
        why = " ".join(request.POST.get("why", "").split())
        if not why:
            messages.error(
                request, "The retraction stands: say why it shall be lifted."
            )
            return self.back("#retractions")
        try:
            self.desk.transcript.lift_retraction(
                retraction, why, by=request.user, at=timezone.now()
            )
        except AlreadyLifted:
            messages.error(request, "Somebody lifted this retraction meanwhile.")
            return self.back()
        messages.success(
            request,
            "The retraction was lifted and its notice is gone. Its words come back with a"
            " version or a script that has them, or when they are typed.",
        )
        return self.back()


def tell_of_retractions(request: HttpRequest, head: Revision) -> None:
    """Tell an editor what was retracted before, and taken out of this version again."""
    for text in head.retracted_again:
        messages.warning(
            request,
            f"This version had a passage that was retracted (“{text}”). It was taken out"
            " again. To let it be said, lift the retraction under “Retracted passages”.",
        )
