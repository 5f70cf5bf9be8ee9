"""Promises: why a recording is public without a transcript, and until when."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from wagtail.log_actions import log
from wagtail.models import Page

from callsign.newsroom.audio.models import Audio


class PromiseQuerySet(models.QuerySet):
    """Promises, by whether they still stand."""

    def standing(self) -> Self:
        """Return those that no later one took the place of."""
        return self.filter(replaced_at=None)

    def give(
        self,
        *,
        page: Page,
        reason: str,
        until: date | None = None,
        exception: str = "",
        by: AbstractBaseUser,
        at: datetime,
    ) -> "TranscriptPromise":
        """
        Say why the recording of a story or an episode has no transcript, and until when.

        What was said of the recording before is kept, and stands no longer.
        """
        with transaction.atomic():
            # Locked, so that of two editors at once the later one's word stands.
            Audio.objects.select_for_update().get(pk=page.audio.pk)
            self.standing().filter(audio=page.audio).update(replaced_at=at)
            promise: TranscriptPromise = self.create(
                audio=page.audio,
                reason=reason,
                promised_until=until,
                exception=exception,
                given_by=by,
                given_at=at,
            )
            log(
                instance=page,
                action="programs.promise_transcript",
                user=by,
                timestamp=at,
                data={"note": promise.in_words[:300]},
            )
        return promise


class TranscriptPromise(models.Model):
    """The dated reason why a recording goes without a transcript."""

    class Exemption(models.TextChoices):
        """What 28 CFR 35.201 leaves out, and what its standard does not ask for."""

        ARCHIVED = "archived", "Archived before the rule’s date"
        LIVE = "live", "Live"
        THIRD_PARTY = "third_party", "Posted by a third party"

    audio = models.ForeignKey(
        "audio.Audio", on_delete=models.CASCADE, related_name="promises"
    )
    reason = models.CharField(max_length=500)
    promised_until = models.DateField(null=True, blank=True)
    exception = models.CharField(
        max_length=12, choices=Exemption.choices, blank=True, default=""
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    given_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["audio"],
                condition=models.Q(replaced_at=None),
                name="one_promise_stands",
            )
        ]

    def __str__(self) -> str:
        return f"{self.audio}: {self.in_words}"

    @property
    def in_words(self) -> str:
        """The reason, with the exception it rests on or its date."""
        if self.exception:
            return f"{self.get_exception_display()}: {self.reason}"
        if self.promised_until:
            return f"until {self.promised_until:%Y-%m-%d}: {self.reason}"
        return self.reason

    def is_kept_waiting(self, today: date) -> bool:
        """Return whether its day has passed; the last day is still in time."""
        return self.promised_until is not None and self.promised_until < today
