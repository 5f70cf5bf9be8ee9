"""Consents: who agreed that their voice is learned, and whether they still do."""

from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from wagtail.log_actions import log

from callsign.newsroom.people.models import Person


class WrittenInStone(Exception):
    """A consent that was given is never changed or deleted; it can be withdrawn."""


class NoConsent(Exception):
    """The person has not agreed, or does not agree any more."""


class VoiceConsentQuerySet(models.QuerySet):
    """Consents, by whether they stand."""

    def standing(self) -> Self:
        """Return those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def give(
        self,
        person: Person,
        *,
        given_on: date,
        form: str,
        by: AbstractBaseUser | None,
        at: datetime,
    ) -> "VoiceConsent":
        """Write down that somebody signed; who agrees already is left as they are."""
        with transaction.atomic():
            Person.objects.select_for_update().get(pk=person.pk)
            standing = self.standing().filter(person=person).first()
            if standing is not None:
                return standing
            consent: VoiceConsent = self.create(
                person=person,
                name=person.name,
                given_on=given_on,
                form=form,
                recorded_by=by,
                recorded_at=at,
            )
            log(person, "voices.consent", user=by, timestamp=at, data={"note": form})
        return consent


class VoiceConsent(models.Model):
    """That a person agreed in writing; what was written down stays."""

    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="voice_consents"
    )
    # Outlives the person's page, as the signed paper does.
    name = models.CharField(max_length=120)
    given_on = models.DateField("signed on")
    form = models.CharField("signed form", max_length=200)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = VoiceConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(withdrawn_at=None),
                name="one_standing_voice_consent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.given_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """
        Write it down, once.

        Raises: WrittenInStone
        """
        if self.pk is not None:
            raise WrittenInStone("A consent is not rewritten.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: what was agreed, and when that ended, stays known."""
        raise WrittenInStone("A consent is not deleted; withdraw it.")

    def withdraw(self, *, by: AbstractBaseUser | None, at: datetime) -> int:
        """End it, and delete every print of the voice at once; say how many."""
        with transaction.atomic():
            standing = VoiceConsent.objects.standing().filter(pk=self.pk)
            ended = standing.update(withdrawn_at=at, withdrawn_by=by)
            self.refresh_from_db()
            gone = self.person.voice_prints.remove(by=by, at=at) if self.person else 0
            if ended and self.person:
                log(
                    self.person,
                    "voices.withdraw",
                    user=by,
                    timestamp=at,
                    data={"note": self.form},
                )
        return gone


def require_consent(person: Person) -> None:
    """
    Hold the standing consent of a person until the end of the transaction.

    Raises: NoConsent
    """
    standing = VoiceConsent.objects.standing().filter(person=person)
    if not standing.select_for_update(of=("self",)).exists():
        raise NoConsent(f"{person} has not agreed to have their voice learned.")
