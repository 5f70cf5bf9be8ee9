"""Carriage: how a station carries a program, its own or a network's."""

from django.core.validators import MaxValueValidator
from django.db import models

# A week: what is older than that is a rerun.
LONGEST_DELAY_MINUTES = 7 * 24 * 60


class Carriage(models.Model):
    """
    What a station says otherwise of a program it airs, and what it may do with it.

    A program without one is aired as it is, with every right.
    """

    station = models.ForeignKey(
        "station.Station", on_delete=models.CASCADE, related_name="carriages"
    )
    program = models.ForeignKey(
        "programs.Program", on_delete=models.CASCADE, related_name="carriages"
    )
    title = models.CharField("local title", max_length=160, blank=True)
    art = models.ForeignKey(
        "station.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="local art",
    )
    delay_minutes = models.PositiveIntegerField(
        "aired later by",
        default=0,
        validators=[MaxValueValidator(LONGEST_DELAY_MINUTES)],
        help_text="Minutes between the network's feed and our air. The schedule stays at"
        " our time; the date of the edition and its hour clock follow the feed.",
    )
    may_stream = models.BooleanField("may be streamed", default=True)
    may_rewind = models.BooleanField("may be rewound", default=True)
    may_podcast = models.BooleanField("may be a podcast", default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["station", "program"], name="one_carriage_of_a_program"
            )
        ]

    def __str__(self) -> str:
        return f"{self.program} on {self.station}"

    @property
    def in_words(self) -> str:
        """Say in a line what is otherwise, and what may not be done."""
        forbidden = [
            word
            for word, is_allowed in (
                ("not streamed", self.may_stream),
                ("not rewound", self.may_rewind),
                ("no podcast", self.may_podcast),
            )
            if not is_allowed
        ]
        said = [f"as “{self.title}”"] if self.title else []
        if self.delay_minutes:
            said.append(f"{length(self.delay_minutes)} after the feed")
        return f"{self.station}: {', '.join(said + forbidden) or 'as it is'}"


def length(minutes: int) -> str:
    """
    >>> length(30), length(60), length(1_530)
    ('30 min', '1 h', '25 h 30 min')
    """
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest else ""]
    return " ".join(part for part in parts if part)
