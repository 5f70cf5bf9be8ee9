"""People: everybody the station names, and those who sign its stories."""

from collections import Counter
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index


class PersonQuerySet(models.QuerySet):
    """People, by what they are to the station."""

    def staff(self) -> Self:
        """Return the people who work here."""
        return self.filter(is_staff=True)

    def named(self, names: Iterable[str]) -> "dict[str, Person]":
        """
        Return who is meant by each name, wherever that can only be one person.

        A name is a person's own or one of the other names they go by.
        """
        wanted = {name for name in names if name.strip()}
        if not wanted:
            return {}
        spelled = [
            (spelling, person)
            for person in self.filter(reduce(or_, map(may_be, wanted)))
            for spelling in person.spellings
        ]
        times = Counter(spelling for spelling, _ in spelled)
        meant = {
            spelling: person for spelling, person in spelled if times[spelling] == 1
        }
        return {
            name: meant[spelled_plainly(name)]
            for name in wanted
            if spelled_plainly(name) in meant
        }

    def are_named(self, name: str) -> bool:
        """Return whether anybody here goes by a name."""
        plain = spelled_plainly(name)
        return any(plain in person.spellings for person in self.filter(may_be(name)))

    def introduce(self, name: str) -> "Person":
        """Make the page of somebody the station has not named before."""
        name = " ".join(name.split())[:120]
        wanted = slugify(name)[:110] or "person"
        taken = set(self.filter(slug__startswith=wanted).values_list("slug", flat=True))
        numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        slug = next(one for one in (wanted, *numbered) if one not in taken)
        return self.create(name=name, slug=slug)


class Person(index.Indexed, models.Model):
    """Somebody the station names: a host, a reporter, a guest."""

    name = models.CharField(max_length=120)
    aliases = models.TextField(
        blank=True,
        verbose_name="other names",
        help_text="One on each line, as scripts write them: “Bob Kern”, “R. Kern”.",
    )
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

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("aliases")], heading="Name"),
        FieldPanel("slug"),
        FieldPanel("title"),
        FieldPanel("bio"),
        FieldPanel("portrait"),
        FieldPanel("is_staff"),
        FieldPanel("user"),
    ]
    search_fields = [
        index.AutocompleteField("name"),
        index.SearchField("name"),
        index.SearchField("aliases"),
        index.FilterField("is_staff"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of this person's page."""
        return reverse("frontpage:person", args=[self.slug])

    @property
    def spellings(self) -> set[str]:
        """Every name this person goes by, as names are compared."""
        names = {spelled_plainly(name) for name in self.aliases.splitlines()}
        return (names | {spelled_plainly(self.name)}) - {""}


def may_be(name: str) -> models.Q:
    """Return the people a database cannot rule out for a name; spelling decides then."""
    last = name.split()[-1]
    return models.Q(name__icontains=last) | models.Q(aliases__icontains=last)


def spelled_plainly(name: str) -> str:
    """
    Return a name as names are compared: case and blanks do not tell people apart.

    >>> spelled_plainly("ADA  Okafor ") == spelled_plainly("Ada Okafor")
    True
    """
    return " ".join(name.casefold().split())


def signed_by_somebody(bylines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """
    Return the stored bylines of a version without those of people deleted since.

    A person who signs something published cannot be deleted; a draft holds nobody.
    """
    stored = list(bylines)
    people = Person.objects.filter(pk__in=[one["person"] for one in stored])
    known = set(people.values_list("pk", flat=True)) if stored else set()
    return [one for one in stored if one["person"] in known]


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

    panels = [FieldPanel("person"), FieldPanel("credit")]

    class Meta(Orderable.Meta):
        abstract = True
