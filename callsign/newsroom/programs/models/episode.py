"""Episodes: single editions of programs, each with a page that never moves."""

from typing import Any

from django.db import models
from django.forms import Select
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from callsign.newsroom.people.models import Byline, signed_by_somebody
from callsign.newsroom.programs.episode_form import EpisodeForm
from callsign.newsroom.programs.lines import refuse_no_letters
from callsign.newsroom.programs.models.program import Program
from callsign.newsroom.programs.models.transcribed import Transcribed
from callsign.newsroom.station.showing import Shown


class Episode(Shown, Transcribed, Page):
    """
    One edition of a program; its parent is the program's page.

    ``aired_on`` is the local date of its first airing, and is never moved by the
    schedule: reruns and changes of the grid leave it, and its address, as they are.
    """

    aired_on = models.DateField("first aired on", null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    season = models.ForeignKey(
        "programs.Season",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="episodes",
    )
    teaser = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    art = models.ForeignKey(
        "station.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    audio = models.ForeignKey(
        "audio.Audio",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="episodes",
    )
    transcript = models.ForeignKey(
        "transcripts.Transcript",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="episodes",
    )

    template = "frontpage/episode.html"
    parent_page_types = ["programs.Program"]
    subpage_types: list[str] = []
    base_form_class = EpisodeForm

    content_panels = [
        *Page.content_panels,
        FieldPanel("aired_on"),
        FieldPanel("number"),
        FieldPanel("season", widget=Select),
        FieldPanel("teaser"),
        FieldPanel("description"),
        FieldPanel("art"),
        HelpPanel(
            template="stories/panels/recording.html",
            heading="Recording and transcript",
            icon="media",
        ),
        InlinePanel("credits", label="Who is in it"),
        InlinePanel("segments", label="Segment"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("teaser"),
        index.SearchField("description"),
        index.FilterField("aired_on"),
    ]

    def clean(self) -> None:
        super().clean()
        refuse_no_letters(self, ["title", "teaser"])

    @property
    def of_program(self) -> Program:
        """The program it is an edition of."""
        program: Program = self.get_parent().specific
        return program

    @property
    def program_heard(self) -> Program:
        """The program it was heard on."""
        return self.of_program

    @property
    def hosts_expected(self) -> list[str]:
        """Who may be speaking before anybody is named: the hosts of its program."""
        return self.of_program.host_names

    def with_content_json(self, content: dict[str, Any]) -> "Episode":
        """Return a version of it, without people who were deleted since."""
        credits = signed_by_somebody(content.get("credits", []))
        version: Episode = super().with_content_json({**content, "credits": credits})
        return version


class EpisodeCredit(Byline):
    """Somebody who made the episode, or speaks in it."""

    episode = ParentalKey(Episode, on_delete=models.CASCADE, related_name="credits")


class Segment(Orderable):
    """A part of an episode, at its place in the episode's recording."""

    episode = ParentalKey(Episode, on_delete=models.CASCADE, related_name="segments")
    label = models.CharField(max_length=8, blank=True, help_text="A, B, C …")
    title = models.CharField(max_length=200)
    start_ms = models.PositiveBigIntegerField(
        "starts", null=True, blank=True, help_text="Milliseconds into the recording."
    )
    end_ms = models.PositiveBigIntegerField("ends", null=True, blank=True)

    def __str__(self) -> str:
        return self.title
