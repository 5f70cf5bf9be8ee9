"""First drafts at the desk: what a machine would take for one, and asking it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from callsign.media.recognizing.choosing import recognizer_of
from callsign.media.recognizing.recognize import estimated
from callsign.media.recognizing.recognizer import Recognizer
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models import Episode
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import (
    NothingToHear,
    RecognitionRun,
    Transcript,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """
    What a first draft of a recording would take.

    ``cost`` is "" where the machine takes no money or nobody knows; ``minutes`` None
    where nobody knows.
    """

    recognizer: str
    is_rough: bool
    cost: str
    minutes: int | None


def offer_for(audio: Audio) -> Offer:
    """Say what the recognizer of this station would take for a recording."""
    machine = recognizer_of(settings.RECOGNIZER)
    estimate = estimated(machine, audio.duration_ms)
    work_s = estimate.work_s
    if work_s is None:
        work_s = as_long_as_before(machine, audio.duration_ms)
    return Offer(
        recognizer=machine.name,
        is_rough=machine.is_rough,
        cost=str(estimate.cost) if estimate.cost else "",
        minutes=None if work_s is None else 1 + int(work_s // 60),
    )


def as_long_as_before(machine: Recognizer, duration_ms: int) -> float | None:
    """Return how long a machine takes by its latest draft here; None without one."""
    done = RecognitionRun.objects.filter(
        recognizer=machine.name[:120], state=RecognitionRun.State.DONE
    )
    report = done.values_list("report", flat=True).first() or {}
    # What it knew from before took no time, and says nothing of how long the rest took.
    heard_ms, kept_ms = report.get("heard_ms", 0), report.get("kept_ms", 0)
    if not heard_ms or kept_ms:
        return None
    return float(report["work_s"] * duration_ms / heard_ms)


def ask_draft(
    *, story: Story | Episode, by: AbstractBaseUser, at: datetime
) -> RecognitionRun:
    """
    Let a machine hear the recording of a story or an episode; it holds what is to come.

    Raises: NothingToHear
    """
    with transaction.atomic():
        locked = type(story).objects.select_for_update(of=("self",)).get(pk=story.pk)
        latest = locked.get_latest_revision_as_object()
        story.transcript, story.audio = latest.transcript, latest.audio
        if story.audio is None:
            raise NothingToHear("There is no recording to listen to yet.")
        if story.transcript is None:
            transcript = Transcript.objects.create(
                title=story.title[:200], audio=story.audio
            )
            story.take_transcript(transcript, by=by, at=at)
        machine = recognizer_of(settings.RECOGNIZER)
        hosts = story.hosts_expected
        return story.transcript.ask_draft(
            machine, hosts=hosts, program=story.program_heard, by=by, at=at
        )
