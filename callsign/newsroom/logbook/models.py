"""
What air's journal says happened: when each sound was aired, from where, and what failed.

Services and sources stand here by the names they had then; rows outlive them.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """Something the journal said; ``run`` and ``number`` name its line for ever."""

    run = models.CharField(max_length=64)
    number = models.BigIntegerField()
    service = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Switch(Entry):
    """Another source was heard from this moment on; none where ``source`` is empty."""

    source = models.CharField(max_length=40, blank=True)
    before = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    gap_ms = models.FloatField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "switches"
        indexes = [models.Index(fields=["service", "at"], name="logbook_switch_when")]

    def __str__(self) -> str:
        return f"{self.service}: {self.source or 'nothing'}"


class Said(Entry):
    """What a source said it was playing."""

    source = models.CharField(max_length=40)
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "said"
        indexes = [models.Index(fields=["service", "at"], name="logbook_said_when")]

    def __str__(self) -> str:
        return self.text


class AsRunQuerySet(models.QuerySet):
    """What was played of plans, by when."""

    def covering(self, start_ms: int, end_ms: int) -> Self:
        """Return what was heard in a period, the earliest first."""
        return self.filter(start_ms__lt=end_ms, end_ms__gt=start_ms).order_by(
            "start_ms"
        )


class AsRun(Entry):
    """
    What was played of a plan, in UTC milliseconds: an item, or a recording of the fill.

    ``is_cut``: its recording would have gone on.
    """

    source = models.CharField(max_length=40)
    item = models.CharField(max_length=100)
    title = models.CharField(max_length=500, blank=True)
    start_ms = models.BigIntegerField()
    end_ms = models.BigIntegerField()
    is_cut = models.BooleanField(default=False)

    objects = AsRunQuerySet.as_manager()

    class Meta:
        ordering = ["service", "start_ms"]
        verbose_name = "as run"
        verbose_name_plural = "as run"
        indexes = [
            models.Index(fields=["service", "start_ms"], name="logbook_as_run_when")
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.title or self.item}"


class Notice(Entry):
    """
    Something an engineer may want to know: a start, a refusal, a full disk.

    The same again within the hour is counted, because an encoder with a wrong password
    tries every second.
    """

    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=500, blank=True)
    times = models.PositiveIntegerField(default=1)
    latest_at = models.DateTimeField()

    class Meta:
        ordering = ["-latest_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


class OutageQuerySet(models.QuerySet):
    """Outages, by how they stand."""

    def open(self) -> Self:
        return self.filter(ended_at=None)


class Outage(Entry):
    """A source was gone, or silent, from ``at`` up to ``ended_at``."""

    class Kind(models.TextChoices):
        LOST = "lost"
        SILENCE = "silence"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    source = models.CharField(max_length=40)
    reason = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = OutageQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["kind", "service"],
                condition=models.Q(ended_at=None),
                name="logbook_outage_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.source} {self.kind}"


class AiredQuerySet(models.QuerySet):
    """What was aired, by when."""

    def covering(self, start_ms: int, end_ms: int) -> Self:
        """Return the stretches that hold sound of a period, the earliest first."""
        return self.filter(start_ms__lt=end_ms, end_ms__gt=start_ms).order_by(
            "start_ms"
        )


class Aired(Entry):
    """
    A stretch of media segments without a break, in UTC milliseconds.

    One row for each unbroken stretch: two seconds a row would be 43,000 a day.
    """

    first_sequence = models.BigIntegerField()
    last_sequence = models.BigIntegerField()
    start_ms = models.BigIntegerField()
    end_ms = models.BigIntegerField()

    objects = AiredQuerySet.as_manager()

    class Meta:
        ordering = ["service", "start_ms"]
        verbose_name_plural = "aired"
        indexes = [
            models.Index(fields=["service", "start_ms"], name="logbook_aired_when")
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.first_sequence} to {self.last_sequence}"


class Intake(models.Model):
    """How far a day's journal was read, and what in it could not be."""

    file = models.CharField(max_length=40, unique=True)
    offset = models.BigIntegerField(default=0)
    problem_count = models.PositiveIntegerField(default=0)
    latest_problem = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["file"]

    def __str__(self) -> str:
        return f"{self.file}, {self.offset} bytes"


class Mark(models.Model):
    """The last entry of a run of air that was taken from a file."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="marks")
    run = models.CharField(max_length=64)
    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "run"], name="logbook_one_mark_of_a_run"
            )
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.number}"


class AlarmQuerySet(models.QuerySet):
    """Alarms, by how they stand."""

    def open(self) -> Self:
        return self.filter(ended_at=None)

    def untold(self) -> Self:
        """Return those of which the engineers still have to be told something."""
        ended_after_it_was_told = models.Q(
            told_at__isnull=False, ended_at__isnull=False, end_told_at=None
        )
        return self.filter(
            models.Q(told_at=None, ended_at=None) | ended_after_it_was_told
        )


class Alarm(models.Model):
    """Something the engineers are told once when it begins and once when it is over."""

    class Kind(models.TextChoices):
        SILENCE = "silence"
        FALLBACK = "fallback"
        OFF_AIR = "off-air"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    service = models.CharField(max_length=40)
    source = models.CharField(max_length=40, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    end_told_at = models.DateTimeField(null=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "service", "source", "began_at"],
                name="logbook_one_alarm_of_an_event",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.kind}"

    def end(self, *, at: datetime) -> None:
        """Say that it is over."""
        self.ended_at = at
        self.save(update_fields=["ended_at"])
