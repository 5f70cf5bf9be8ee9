"""Times: which recording a transcript is of, and when its words are said there."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from callsign.engines.transcript.model import Tier
from callsign.newsroom.audio.models import Audio, Preparation
from callsign.newsroom.transcripts.changes import with_times_of, without_times
from callsign.newsroom.transcripts.document import Document
from callsign.newsroom.transcripts.landing import landed
from callsign.newsroom.transcripts.models.alignment_run import AlignmentRun
from callsign.newsroom.transcripts.models.moving_head import MovingHead
from callsign.newsroom.transcripts.models.revision import Revision
from callsign.newsroom.transcripts.touched import touched

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

    # Next to no word of it was heard in the recording, when that was last listened to.
    is_unheard = models.BooleanField(default=False, editable=False)

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
            self.audio, self.is_unheard = audio, False
            self.save(update_fields=["audio", "is_unheard"])
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
        self,
        *,
        at: datetime,
        by: AbstractBaseUser | None = None,
        words: Sequence[str] = (),
    ) -> AlignmentRun:
        """
        Ask for the words to be found in the recording; a run on its way is that run.

        With ``words``, some ids, only the seconds around those are heard. Whoever asks
        for all of them does not wait for some.

        Raises: NothingToAlign
        """
        with transaction.atomic():
            self.lock()
            if self.head is None or not self.word_count:
                raise NothingToAlign("There is no script to fit to the recording yet.")
            if self.audio is None:
                raise NothingToAlign("There is no recording to fit the script to yet.")
            run = self.alignment_runs.unfinished().first()
            if run is not None and run.words and not words:
                run.call_off(by=by, at=at)
                run = None
            if run is None:
                run = self.alignment_runs.create(
                    revision=self.head,
                    audio=self.audio,
                    asked_at=at,
                    words=list(words),
                )
                self.write_log("transcripts.align.ask", by=by, at=at)
                run.send_to_worker()
        return run

    def ask_alignment_if_needed(self, *, at: datetime) -> AlignmentRun | None:
        """
        Ask for what nobody has listened for, once the recording is prepared.

        That is all of it, where it has no times; later, the words somebody touched.
        """
        if self.head is None or not self.word_count:
            return None
        if not Preparation.objects.filter(
            audio=self.audio_id, state=Preparation.State.DONE
        ).exists():
            return None
        latest = self.alignment_runs.first()
        was_tried = latest is not None and latest.audio_id == self.audio_id
        words = self._touched_since(
            latest.revision_id if was_tried else self._as_it_came()
        )
        if was_tried and not words:
            return None
        if not self.is_timed or (not was_tried and self._has_untimed(but=words)):
            return self.ask_alignment(at=at)
        return self.ask_alignment(at=at, words=words) if words else None

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

    def take_times_around(
        self, revision: Revision, heard: Document, *, at: datetime
    ) -> Revision | None:
        """
        Write the times that hearing a version changed, and no other; None if there are none.
        """
        with transaction.atomic():
            self.lock()
            now = self.head.as_document()
            document = landed(now, revision.as_document(), heard)
            if document == now:
                return None
            return self.move_head(
                document,
                reason=Reason.ALIGN,
                by=None,
                at=at,
                note="around the words that were changed",
                action="transcripts.align",
            )

    def _as_it_came(self) -> int:
        """The latest version that was handed in, with the times it came with."""
        versions = self.revisions.filter(set_aside=False).values_list("pk", flat=True)
        came = versions.filter(models.Q(reason=Reason.IMPORT) | ~models.Q(script=""))
        return came.last() or versions.first()

    def _touched_since(self, version: int) -> list[str]:
        """The words that a version did not say, and that nobody listened for since."""
        if self.head_id == version:
            return []
        listened = self.revisions.values_list("document", flat=True).get(pk=version)
        return touched(self.head.as_document().words, listened)

    def _has_untimed(self, *, but: Sequence[str]) -> bool:
        """Whether words other than those have no times."""
        if self.timed_word_count == self.word_count:
            return False
        known = set(but)
        words = self.head.as_document().words
        return any(word.tier is Tier.NONE and word.id not in known for word in words)
