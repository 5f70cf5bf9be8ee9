"""Pages with a recording and its transcript, which go out by the station's rule."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision as PageRevision

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models.held_back import HeldBack
from callsign.newsroom.programs.models.transcript_rule import NeedsTranscript, lack_of
from callsign.newsroom.transcripts.models import Transcript


class Transcribed(models.Model):
    """
    A page whose recording goes out with a transcript, or with the reason why not.

    Every way out ends in a save of a live page: the desk's button, Wagtail's, in bulk,
    a workflow's, a copy, the worker. Whoever publishes is told by the exception; the
    worker, who cannot be told, holds the page back and writes that in its history.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the page; as a public one only if the rule lets it out."""
        if self.live:
            self.require_transcript()
        super().save(*args, **kwargs)

    def require_transcript(self) -> None:
        """
        Refuse what the rule keeps from going out.

        Raises: NeedsTranscript
        """
        if why := lack_of(self, at=timezone.now()):
            raise NeedsTranscript(self, why)

    def publish(self, revision: PageRevision, user: Any = None, **how: Any) -> Any:
        """
        Publish a version, now or when it is scheduled for.

        Raises: NeedsTranscript: somebody publishes it, and the rule does not let it out
        """
        try:
            # What Wagtail changed of other versions before the save is taken back too.
            with transaction.atomic():
                revision.as_object().require_transcript()
                published = super().publish(revision, user=user, **how)
                HeldBack.objects.filter(page=self.pk).delete()
                return published
        except NeedsTranscript as error:
            if user is not None:
                raise
            self._hold_back(revision, error)
            return None

    @property
    def hosts_expected(self) -> list[str]:
        """Who may be speaking before anybody is named."""
        raise NotImplementedError

    def take_recording(
        self, audio: Audio | None, *, by: AbstractBaseUser, at: datetime
    ) -> PageRevision:
        """Hold another recording, in the draft; its transcript is of that recording too."""
        if self.transcript is not None:
            self.transcript.hear(audio, by=by, at=at)
        self.audio = audio
        return self._save_draft(
            by=by, at=at, action="stories.take_recording", note=audio
        )

    def take_transcript(
        self, transcript: Transcript, *, by: AbstractBaseUser, at: datetime
    ) -> PageRevision:
        """Hold a transcript, in the draft."""
        self.transcript = transcript
        return self._save_draft(
            by=by, at=at, action="stories.take_transcript", note=transcript
        )

    def _hold_back(self, revision: PageRevision, error: NeedsTranscript) -> None:
        """
        Leave the page a draft, with nothing scheduled, and say so in its history.

        It is remembered for the moment when its transcript comes.
        """
        HeldBack.objects.hold(error.page, error.why, at=timezone.now())
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        log(
            instance=self,
            action="programs.hold_back",
            revision=revision,
            data={"note": error.why},
        )

    def _save_draft(
        self, *, by: AbstractBaseUser, at: datetime, action: str, note: object
    ) -> PageRevision:
        revision = self.save_revision(user=by)
        self.write_log(action, by=by, at=at, note=str(note or "none"))
        return revision

    def write_log(
        self, action: str, *, by: AbstractBaseUser, at: datetime, note: str
    ) -> None:
        """Write down in its history what was done to it."""
        log(
            instance=self,
            action=action,
            user=by,
            timestamp=at,
            data={"note": note[:300]},
        )
