"""People: everybody the station names, and those who sign its stories."""

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from wagtail.models import Orderable


class PersonQuerySet(models.QuerySet):
    """People, by what they are to the station."""

    def staff(self) -> Self:
        """Return the people who work here."""
        return self.filter(is_staff=True)


class Person(models.Model):
    """Somebody the station names: a host, a reporter, a guest."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(
        max_length=160, blank=True, help_text="“Host, Local Desk”, “Mayor of Ansel”."
    )
    bio = models.TextField(blank=True)
    portrait = models.ForeignKey(
        "station.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    is_staff = models.BooleanField(default=False, verbose_name="works here")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of this person's page."""
        return reverse("frontpage:person", args=[self.slug])


class Byline(Orderable):
    """A person's name on a piece of work, in the order it is printed."""

    class Credit(models.TextChoices):
        REPORTER = "reporter"
        HOST = "host"
        PRODUCER = "producer"
        EDITOR = "editor"
        ENGINEER = "engineer"
        PHOTOGRAPHER = "photographer"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    credit = models.CharField(
        max_length=16, choices=Credit.choices, default=Credit.REPORTER
    )

    class Meta(Orderable.Meta):
        abstract = True
