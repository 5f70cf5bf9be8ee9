"""Waiting: what the rule held back looks again when its transcript changes."""

from datetime import datetime

from django.db.models import Q

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models.held_back import HeldBack
from callsign.newsroom.programs.models.transcript_rule import lack_of
from callsign.newsroom.programs.signals import transcript_came
from callsign.newsroom.transcripts.models import Edition, Transcript


def look_again(transcript: Transcript, *, at: datetime) -> None:
    """
    Say of each page that waited for a transcript whether it lacks anything still.

    Whoever publishes it by itself hears of the moment; an editor reads it at the desk.
    Cost: one query where nothing waits.
    """
    editions = Edition.objects.filter(transcript=transcript).values("audio")
    weigh(Q(audio=transcript.audio_id) | Q(audio__in=editions), at=at)


def look_again_at(audio: Audio, *, at: datetime) -> None:
    """Say it of each page that waited with a recording, which may be an edition now."""
    weigh(Q(audio=audio), at=at)


def weigh(heard: Q, *, at: datetime) -> None:
    """Say of each page that was held back whether it lacks anything still."""
    for held in HeldBack.objects.filter(heard).select_related("page"):
        version = held.page.specific.get_latest_revision_as_object()
        is_ready = not lack_of(version, at=at)
        if is_ready == (held.ready_at is not None):
            continue
        # Of two who look at once one says it; what went out meanwhile is gone.
        row = HeldBack.objects.filter(pk=held.pk, ready_at=held.ready_at)
        if row.update(ready_at=at if is_ready else None) and is_ready:
            transcript_came.send(sender=type(version), page=version)
