"""Transcripts: one record of what was said, and every version it went through."""

from django.conf import settings
from django.db import models

from callsign.newsroom.station.work import Work


class Transcript(models.Model):
    """The one transcript of a recording; its head revision is what everybody reads."""

    class Origin(models.TextChoices):
        HUMAN = "human"
        MACHINE = "machine"
        MIXED = "mixed"

    class Status(models.TextChoices):
        READ = "read"
        ALIGNED = "aligned"
        CHECKED = "checked"
        CORRECTED = "corrected"

    title = models.CharField(max_length=200)
    audio = models.ForeignKey(
        "audio.Audio",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="transcripts",
    )
    language = models.CharField(max_length=16, default="en")
    origin = models.CharField(
        max_length=8, choices=Origin.choices, default=Origin.HUMAN
    )
    status = models.CharField(
        max_length=12, choices=Status.choices, default=Status.READ
    )
    # The script as it was pasted or uploaded, byte for byte: nothing is ever lost.
    script = models.TextField(blank=True)
    head = models.ForeignKey(
        "transcripts.Revision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # Drawn when the head moves, so that a reader's page costs one column, not 1,200 spans.
    html = models.TextField(blank=True, editable=False)
    plain_text = models.TextField(blank=True, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    timed_word_count = models.PositiveIntegerField(default=0, editable=False)

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """One version of a transcript, in the engine's JSON; never changed, never deleted."""

    class Reason(models.TextChoices):
        IMPORT = "import"
        ALIGN = "align"
        EDIT = "edit"
        CORRECTION = "post-broadcast-correction"
        RESTORE = "restore"

    transcript = models.ForeignKey(
        Transcript, on_delete=models.CASCADE, related_name="revisions"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    document = models.JSONField()
    reason = models.CharField(max_length=32, choices=Reason.choices)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.transcript} at {self.made_at:%Y-%m-%d %H:%M}"


class Speaker(models.Model):
    """A voice of a transcript, and the person the newsroom says it is."""

    transcript = models.ForeignKey(
        Transcript, on_delete=models.CASCADE, related_name="speakers"
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

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["transcript", "key"], name="one_speaker_of_a_key"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.key


class AlignmentRun(Work):
    """One try at fitting a transcript to its recording."""

    transcript = models.ForeignKey(
        Transcript, on_delete=models.CASCADE, related_name="alignment_runs"
    )
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.transcript}: {self.state}"
