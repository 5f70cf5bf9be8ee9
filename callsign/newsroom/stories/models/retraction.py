"""Retractions: the newsroom's public withdrawals."""

from django.conf import settings
from django.db import models


class Retraction(models.Model):
    """The newsroom's public withdrawal of a story."""

    story = models.OneToOneField(
        "stories.Story", on_delete=models.CASCADE, related_name="retraction"
    )
    retracted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    retracted_at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return f"{self.story}: {self.reason}"
