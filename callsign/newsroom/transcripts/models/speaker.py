"""Speakers: the voices of a transcript, and the people the newsroom says they are."""

from collections.abc import Mapping
from typing import Self

from django.db import models

from callsign.newsroom.people.models import Person
from callsign.newsroom.transcripts.document import Document


class SpeakerQuerySet(models.QuerySet):
    """Voices, by whose they are."""

    def known(self) -> Self:
        """Return the voices that belong to a person of the newsroom's."""
        return self.filter(person__isnull=False).select_related("person")


class Speaker(models.Model):
    """A voice of a transcript, and the person the newsroom says it is."""

    transcript = models.ForeignKey(
        "transcripts.Transcript", on_delete=models.CASCADE, related_name="speakers"
    )
    key = models.CharField(max_length=16, help_text="Its id in the revisions.")
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=16, blank=True)
    person = models.ForeignKey(
        "people.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="voices",
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "key"], name="one_speaker_of_a_key"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.key


def place_speakers(transcript: models.Model, document: Document) -> None:
    """
    Make a transcript's rows of speakers say what its document says.

    A voice that is new, or has another name than before, is matched to the one
    person of that name; what an editor linked stays while the name does.
    """
    placed = {one.key: one for one in Speaker.objects.filter(transcript=transcript)}
    written = [
        Speaker(
            transcript=transcript,
            key=one.id,
            name=(one.name or "")[:200],
            role=one.role or "",
        )
        for one in document.speakers
    ]
    fresh = [
        one
        for one in written
        if one.key not in placed or placed[one.key].name != one.name
    ]
    people = Person.objects.named(one.name for one in fresh)
    for one in written:
        before = placed.get(one.key)
        if one in fresh:
            one.person = people.get(one.name)
        elif before is not None:
            one.person_id = before.person_id
    Speaker.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["transcript", "key"],
        update_fields=["name", "role", "person"],
    )
    gone = placed.keys() - {one.key for one in written}
    Speaker.objects.filter(transcript=transcript, key__in=gone).delete()


def people_of(transcript: models.Model) -> Mapping[str, Person]:
    """Return the person of each voice that has one, by the voice's key."""
    voices = Speaker.objects.known().filter(transcript=transcript)
    return {voice.key: voice.person for voice in voices}
