"""Corrections: the newsroom's public fixes."""

from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Correction(Orderable):
    """What was wrong in a story, and when the newsroom said so."""

    story = ParentalKey(
        "stories.Story", on_delete=models.CASCADE, related_name="corrections"
    )
    text = models.TextField(help_text="What was wrong, and what is right.")
    corrected_at = models.DateTimeField(default=timezone.now)

    panels = [FieldPanel("text"), FieldPanel("corrected_at")]

    def __str__(self) -> str:
        return self.text[:80]
