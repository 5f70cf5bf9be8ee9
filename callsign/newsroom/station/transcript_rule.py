"""The station's rule for recordings without a transcript, in three strengths."""

from django.db.models import TextChoices


class TranscriptRule(TextChoices):
    """What is asked of whoever publishes a recording without a transcript."""

    OFF = "off", "Nothing: it may be published"
    REASON = "reason", "A reason, with or without a date"
    DATED = "dated", "A reason, and the date by which the transcript will be there"
