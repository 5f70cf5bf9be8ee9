"""What the worker does for transcripts."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from callsign.newsroom.station.work import SILENT_FOR
from callsign.newsroom.transcripts.models import (
    AlignmentRun,
    Edition,
    RecognitionRun,
    VoiceLesson,
)

# When to see whether the worker that took an alignment on is still alive.
LOOK_AGAIN = SILENT_FOR + timedelta(seconds=15)


@task()
def resume_alignments() -> None:
    """Begin again what killed workers left behind, and what the queue lost."""
    AlignmentRun.objects.resume_interrupted(at=timezone.now())


@task()
def resume_drafts() -> None:
    """Begin the first drafts again that killed workers left behind, or the queue lost."""
    RecognitionRun.objects.resume_interrupted(at=timezone.now())


@task()
def resume_editions() -> None:
    """Begin again to find the parts of editions that killed workers left behind."""
    Edition.objects.resume_interrupted(at=timezone.now())


@task()
def resume_lessons() -> None:
    """Begin again to learn the voices that killed workers left behind."""
    VoiceLesson.objects.resume_interrupted(at=timezone.now())


@task()
def learn_voice(lesson_id: int) -> None:
    """Learn a voice, and come back in case this worker is killed."""
    VoiceLesson.objects.exclude(pk=lesson_id).resume_interrupted(at=timezone.now())
    lesson = VoiceLesson.objects.filter(pk=lesson_id).first()
    if lesson is None:  # the person's page was deleted meanwhile
        return
    taken_on = lesson.take_on(at=timezone.now())
    if lesson.is_unfinished:
        look_again = learn_voice.using(run_after=timezone.now() + LOOK_AGAIN)
        look_again.enqueue(lesson_id)
    if taken_on:
        lesson.carry_out(timezone.now)


@task()
def find_edition(edition_id: int) -> None:
    """Find the parts of an edition, and come back in case this worker is killed."""
    Edition.objects.exclude(pk=edition_id).resume_interrupted(at=timezone.now())
    edition = Edition.objects.filter(pk=edition_id).first()
    if edition is None:  # it was taken away meanwhile
        return
    taken_on = edition.take_on(at=timezone.now())
    if edition.is_unfinished:
        look_again = find_edition.using(run_after=timezone.now() + LOOK_AGAIN)
        look_again.enqueue(edition_id)
    if taken_on:
        edition.carry_out(timezone.now)


@task()
def redraw_editions(transcript_id: int) -> None:
    """Draw the editions of a transcript that changed."""
    editions = Edition.objects.exclude(edits="").filter(transcript=transcript_id)
    for edition in editions.select_related("transcript__head"):
        edition.redraw()


@task()
def draft_transcript(run_id: int) -> None:
    """Make a first draft, and come back in case this worker is killed, as aligning does."""
    RecognitionRun.objects.exclude(pk=run_id).resume_interrupted(at=timezone.now())
    run = RecognitionRun.objects.filter(pk=run_id).first()
    if run is None:  # the transcript was deleted meanwhile
        return
    taken_on = run.take_on(at=timezone.now())
    # What was put off has a task of its own for its moment.
    if run.is_unfinished and not run.is_put_off:
        look_again = draft_transcript.using(run_after=timezone.now() + LOOK_AGAIN)
        look_again.enqueue(run_id)
    if taken_on:
        run.carry_out(timezone.now)


@task()
def align_transcript(run_id: int) -> None:
    """
    Carry out an alignment, and come back in case this worker is killed.

    The queue forgets a task whose worker died. So each start leaves a second task that
    looks again later: it finds the work done, goes on waiting, or takes it over. It
    also looks after whatever else was left.
    """
    AlignmentRun.objects.exclude(pk=run_id).resume_interrupted(at=timezone.now())
    run = AlignmentRun.objects.filter(pk=run_id).first()
    if run is None:  # the transcript was deleted meanwhile
        return
    taken_on = run.take_on(at=timezone.now())
    if run.is_unfinished:
        look_again = align_transcript.using(run_after=timezone.now() + LOOK_AGAIN)
        look_again.enqueue(run_id)
    if taken_on:
        run.carry_out(timezone.now)
