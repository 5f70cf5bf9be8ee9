"""How far a recording is, and asking for it once more."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from callsign.newsroom.audio.models import Audio, Preparation
from callsign.newsroom.audio.tasks import prepare_audio


@require_GET
def preparation_state(request: HttpRequest, audio_id: int) -> HttpResponse:
    """Show how far a recording is, as a part of its page."""
    if not request.user.has_perm("audio.view_audio"):
        raise PermissionDenied
    audio = get_object_or_404(Audio.objects.select_related("preparation"), pk=audio_id)
    return render(request, "audio/desk/preparation.html", {"audio": audio})


@require_POST
def prepare_again(request: HttpRequest, audio_id: int) -> HttpResponse:
    """Ask for the renditions once more; those that are there stay."""
    if not request.user.has_perm("audio.change_audio"):
        raise PermissionDenied
    audio = get_object_or_404(Audio, pk=audio_id)
    now = timezone.now()
    preparation, _ = Preparation.objects.get_or_create(
        audio=audio, defaults={"asked_at": now}
    )
    if not preparation.is_unfinished:
        # The queue is in the same database: neither is there without the other.
        with transaction.atomic():
            preparation.ask_again(at=now)
            prepare_audio.enqueue(audio.pk)
    return redirect("audio_library:edit", audio.pk)
