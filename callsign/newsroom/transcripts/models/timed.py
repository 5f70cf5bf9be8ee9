"""Times: which recording a transcript is of, and when its words are said there."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from callsign.newsroom.audio.models import Audio, Preparation
from callsign.newsroom.transcripts.changes import with_times_of, without_times
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.models.alignment_run import AlignmentRun
from callsign.newsroom.transcripts.models.moving_head import MovingHead
from callsign.newsroom.transcripts.models.revision import Revision

Reason = Revision.Reason


class NothingToAlign(Exception):
    """The transcript has no words, or no recording to find them in."""


class Timed(MovingHead):
    """A transcript as what is said in a recording, word by word."""

    audio = models.ForeignKey(
        "audio.Audio",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="transcripts",
    )

    class Meta:
        abstract = True

    @property
    def is_timed(self) -> bool:
        """Whether any of its words has times."""
        return self.timed_word_count > 0

    def hear(
        self, audio: Audio | None, *, by: AbstractBaseUser | None, at: datetime
    ) -> None:
        """Say which recording this is the transcript of; times of another one go."""
        with transaction.atomic():
            self.lock()
            if self.audio == audio:
                return
            for runs in (self.alignment_runs, self.recognition_runs):
                for run in runs.unfinished():
                    run.call_off(by=by, at=at)
            self.audio = audio
            self.save(update_fields=["audio"])
            self.write_log("transcripts.hear", by=by, at=at, note=str(audio or ""))
            if self.head is not None and self.is_timed:
                self.move_head(
                    without_times(self.head.as_document()),
                    reason=Reason.EDIT,
                    by=by,
                    at=at,
                    note="times removed: the recording is another one",
                )
            else:
                self.announce()

    def ask_alignment(
        self, *, at: datetime, by: AbstractBaseUser | None = None
    ) -> AlignmentRun:
        """
        Ask for the words to be found in the recording; a run on its way is that run.

        Raises: NothingToAlign
        """
        with transaction.atomic():
            self.lock()
            if self.head is None or not self.word_count:
                raise NothingToAlign("There is no script to fit to the recording yet.")
            if self.audio is None:
                raise NothingToAlign("There is no recording to fit the script to yet.")
            run = self.alignment_runs.unfinished().first()
            if run is None:
                run = self.alignment_runs.create(
                    revision=self.head, audio=self.audio, asked_at=at
                )
                self.write_log("transcripts.align.ask", by=by, at=at)
                run.send_to_worker()
        return run

    def ask_alignment_if_needed(self, *, at: datetime) -> AlignmentRun | None:
        """Ask for an alignment when there are words, a prepared recording, and no try yet."""
        if self.head is None or self.timed_word_count == self.word_count:
            return None
        if not Preparation.objects.filter(
            audio=self.audio_id, state=Preparation.State.DONE
        ).exists():
            return None
        latest = self.alignment_runs.select_related("revision").first()
        was_tried = (
            latest is not None
            and latest.audio_id == self.audio_id
            and not self._has_words_beyond(latest.revision)
        )
        return None if was_tried else self.ask_alignment(at=at)

    def take_times(self, aligned: Document, *, at: datetime) -> Revision:
        """Write the times of an aligned version on the words that are still the same."""
        return self.change_head(
            lambda head: with_times_of(head, aligned),
            reason=Reason.ALIGN,
            by=None,
            at=at,
            note="",
            action="transcripts.align",
        )

    def _has_words_beyond(self, revision: Revision) -> bool:
        """Whether the head says words that a version did not have."""
        if self.head_id == revision.pk:
            return False
        # Looked up as it is stored: a version is read whole only by whoever needs it.
        had = {
            (word["id"], word["text"])
            for turn in revision.document["turns"]
            for word in turn["words"]
        }
        return any(
            (word.id, word.text) not in had for word in self.head.as_document().words
        )
