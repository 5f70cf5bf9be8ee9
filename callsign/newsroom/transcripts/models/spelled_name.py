"""Spelled names: places, rivers and firms, as this newsroom writes them."""

from django.db import models


class SpelledName(models.Model):
    """A name that is nobody's among people: the editor tells where it is misspelled."""

    name = models.CharField(
        max_length=120,
        unique=True,
        help_text="As it is to be written: “Osage River”, “Ansel County”.",
    )

    class Meta:
        ordering = ["name"]
        verbose_name = "name to spell"
        verbose_name_plural = "names to spell"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """One blank parts two words."""
        self.name = " ".join(self.name.split())
