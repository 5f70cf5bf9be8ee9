"""Seasons: a program's episodes, in years or cycles."""

from django.db import models


class Season(models.Model):
    """A numbered run of episodes of one program."""

    program = models.ForeignKey(
        "programs.Program", on_delete=models.PROTECT, related_name="seasons"
    )
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["program", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "number"], name="one_season_of_a_number"
            )
        ]

    def __str__(self) -> str:
        return self.title or f"Season {self.number}"

    @property
    def in_words(self) -> str:
        """Its number and its name."""
        return f"{self.number}: {self.title}" if self.title else str(self)
