"""What this room listens to."""

from django.dispatch import receiver
from django.utils import timezone

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.audio.signals import audio_prepared
from callsign.newsroom.people.models import Person
from callsign.newsroom.people.signals import person_changed
from callsign.newsroom.station.signals import worker_started
from callsign.newsroom.transcripts.models import (
    AlignmentRun,
    Edition,
    RecognitionRun,
    Transcript,
    VoiceLesson,
)
from callsign.newsroom.transcripts.signals import (
    alignment_asked,
    draft_asked,
    edition_asked,
    lesson_asked,
    transcript_moved,
)
from callsign.newsroom.transcripts.tasks import (
    LOOK_AGAIN,
    align_transcript,
    draft_transcript,
    find_edition,
    learn_voice,
    redraw_editions,
    resume_alignments,
    resume_drafts,
    resume_editions,
    resume_lessons,
)


@receiver(alignment_asked, dispatch_uid="transcripts.send_to_worker")
def send_to_worker(run: AlignmentRun, **_: object) -> None:
    """Give an alignment to a worker."""
    align_transcript.enqueue(run.pk)


@receiver(draft_asked, dispatch_uid="transcripts.send_draft_to_worker")
def send_draft_to_worker(run: RecognitionRun, **_: object) -> None:
    """Give a first draft to a worker, at its moment if it has one."""
    draft_transcript.using(run_after=run.due_at).enqueue(run.pk)


@receiver(edition_asked, dispatch_uid="transcripts.send_edition_to_worker")
def send_edition_to_worker(run: Edition, **_: object) -> None:
    """Give an edition to a worker."""
    find_edition.enqueue(run.pk)


@receiver(lesson_asked, dispatch_uid="transcripts.send_lesson_to_worker")
def send_lesson_to_worker(run: VoiceLesson, **_: object) -> None:
    """Give a voice that is to be learned to a worker."""
    learn_voice.enqueue(run.pk)


@receiver(transcript_moved, dispatch_uid="transcripts.redraw_its_editions")
def redraw_its_editions(transcript: Transcript, **_: object) -> None:
    """Every edition says what the transcript says; drawing them can wait for a worker."""
    if transcript.editions.exists():
        redraw_editions.enqueue(transcript.pk)


@receiver(worker_started, dispatch_uid="transcripts.resume_alignments")
def resume_what_was_left(**_: object) -> None:
    """
    A worker looks for what another one left: now, and when it would have been silent.

    A worker killed a moment ago may still seem to be at work.
    """
    for resume in (resume_alignments, resume_drafts, resume_editions, resume_lessons):
        resume.func()
        resume.using(run_after=timezone.now() + LOOK_AGAIN).enqueue()


@receiver(transcript_moved, dispatch_uid="transcripts.align_what_is_new")
def align_what_is_new(transcript: Transcript, **_: object) -> None:
    """A transcript that has words without times asks to be aligned by itself."""
    transcript.ask_alignment_if_needed(at=timezone.now())


@receiver(audio_prepared, dispatch_uid="transcripts.align_what_is_ready")
def align_what_is_ready(audio: Audio, **_: object) -> None:
    """A recording that is prepared can be listened to."""
    for transcript in Transcript.objects.filter(audio=audio):
        transcript.ask_alignment_if_needed(at=timezone.now())


@receiver(person_changed, dispatch_uid="transcripts.redraw_their_voices")
def redraw_their_voices(person: Person, **_: object) -> None:
    """A person's name and address stand in every transcript they speak in."""
    for transcript in Transcript.objects.with_voice_of(person):
        transcript.redraw()
