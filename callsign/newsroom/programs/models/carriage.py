"""Carriage: how a station carries a program, its own or a network's."""

from django.db import models


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
        help_text="Minutes between the network's feed and our air.",
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
        return f"{self.station}: {', '.join(said + forbidden) or 'as it is'}"
