"""Retracted passages: what was taken back, so that no later version says it again."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from callsign.engines.transcript.anchors import Anchor
from callsign.engines.transcript.keeping_out import TakenBack


class AlreadyLifted(Exception):
    """Somebody else lifted this retraction meanwhile."""


class RetractedPassageQuerySet(models.QuerySet):
    """Retracted passages, by whether somebody lifted the retraction."""

    def standing(self) -> "RetractedPassageQuerySet":
        """Return those that nobody lifted."""
        return self.filter(lifted_at=None)


class RetractedPassage(models.Model):
    """
    A passage that was taken out of a transcript in public, and where it stood.

    It stays out of every later version until an editor lifts the retraction.
    """

    transcript = models.ForeignKey(
        "transcripts.Transcript", on_delete=models.CASCADE, related_name="retractions"
    )
    # The recording it is heard in, and when; empty where nobody knew yet.
    audio = models.ForeignKey(
        "audio.Audio", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    start_ms = models.PositiveIntegerField(null=True)
    end_ms = models.PositiveIntegerField(null=True)
    word_ids = models.JSONField()
    words = models.TextField()
    words_before = models.TextField(blank=True)
    words_after = models.TextField(blank=True)
    # What readers are told, and the day it was said.
    text = models.TextField()
    made_on = models.CharField(max_length=10)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    why_lifted = models.CharField(max_length=300, blank=True)

    objects = RetractedPassageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def of(
        cls, passage: Anchor, transcript: models.Model, text: str, made_on: str
    ) -> "RetractedPassage":
        """Return what is to be kept of a passage."""
        return cls(
            transcript=transcript,
            audio=transcript.audio,
            start_ms=passage.start_ms,
            end_ms=passage.end_ms,
            word_ids=list(passage.word_ids),
            words=passage.text,
            words_before=passage.before,
            words_after=passage.after,
            text=text,
            made_on=made_on,
        )

    def as_taken_back(self, *, audio_id: int | None) -> TakenBack:
        """Return it for a version that is of a recording; times of another are none."""
        is_there = audio_id is not None and audio_id == self.audio_id
        return TakenBack(
            Anchor(
                self.word_ids[0],
                self.word_ids[-1],
                tuple(self.word_ids),
                self.words,
                self.words_before,
                self.words_after,
                self.start_ms if is_there else None,
                self.end_ms if is_there else None,
            ),
            self.text,
            self.made_on,
        )

    def lift(self, why: str, *, by: AbstractBaseUser, at: datetime) -> None:
        """Let the words be said again. Raises: AlreadyLifted"""
        self.refresh_from_db(fields=["lifted_at"])
        if self.lifted_at is not None:
            raise AlreadyLifted(self.text)
        self.lifted_at, self.lifted_by, self.why_lifted = at, by, why[:300]
        self.save(update_fields=["lifted_at", "lifted_by", "why_lifted"])
