"""Voice-prints: what the voices of those who agreed to it sound like."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from wagtail.log_actions import log

from callsign.media.voice_prints import (
    MADE_BY,
    NotAPrint,
    OfAnotherVersion,
    Print,
    read_print,
)
from callsign.newsroom.people.models import Person


class VoicePrintQuerySet(models.QuerySet):
    """Voice-prints, by whether they may be used."""

    def usable(self) -> Self:
        """Return those of people whose consent stands, made as prints are made now."""
        return self.filter(
            person__voice_consents__isnull=False,
            person__voice_consents__withdrawn_at=None,
            made_by=MADE_BY,
        ).select_related("person")

    def of(self, people: Iterable[Person]) -> dict[str, Print]:
        """
        Return the prints that may be used of people, by their names.

        Of two people of one name neither; what is damaged is left out, as the desk says.
        """
        rows = list(self.usable().filter(person__in=[one.pk for one in people]))
        names = [row.person.name for row in rows]
        return {
            row.person.name: row.as_print()
            for row in rows
            if not row.problem and names.count(row.person.name) == 1
        }

    def remove(self, *, by: AbstractBaseUser | None, at: datetime) -> int:
        """Delete prints from the database, leaving nothing; say how many."""
        with transaction.atomic():
            rows = list(self.select_related("person"))
            self.all().delete()
            for row in rows:
                log(row.person, "voices.forget", user=by, timestamp=at)
        return len(rows)


class VoicePrint(models.Model):
    """What one person's voice sounds like, and what it was learned from."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="voice_prints"
    )
    content = models.JSONField(editable=False)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    heard_ms = models.PositiveBigIntegerField()
    # The transcripts it was learned from: their ids and titles.
    sources = models.JSONField(default=list)

    objects = VoicePrintQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], name="one_voice_print")
        ]

    def __str__(self) -> str:
        return f"voice-print of {self.person}"

    def as_print(self) -> Print:
        """
        Return it as voices are compared with it.

        Raises: NotAPrint and its kinds
        """
        return read_print(self.content)

    @property
    def problem(self) -> str:
        """Why it cannot be used; "" if it can."""
        try:
            self.as_print()
        except OfAnotherVersion as error:
            return str(error)
        except NotAPrint:
            return "This voice-print is damaged. Learn the voice again."
        return ""
