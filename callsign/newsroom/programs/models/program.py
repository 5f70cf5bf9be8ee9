"""Programs: the ongoing things a station makes or carries."""

from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.search import index

from callsign.newsroom.people.models import Byline, Person, signed_by_somebody
from callsign.newsroom.programs.beside import BesidePanel
from callsign.newsroom.programs.lines import refuse_no_letters
from callsign.newsroom.station.showing import Shown

VOICE_PRINTS_WARNING = (
    "A voice-print is biometric data. In Illinois (BIPA), Texas (CUBI), Washington, the"
    " European Union (GDPR, Art. 9) and elsewhere it may be made or used only with notice"
    " and written consent, or not at all; BIPA lets everybody whose voice is taken without"
    " it sue. While this is on, every voice of a recording of this program, guests and"
    " callers too, is compared with the prints of its consenting hosts; nothing of anybody"
    " else is kept. Ask your lawyer first. Off, no voice-print is even loaded."
)


class ProgramShelf(Shown, Page):
    """Where the programs stand; the parent of their pages."""

    template = "frontpage/programs.html"
    max_count_per_parent = 1
    subpage_types = ["programs.Program"]


class Origin(models.TextChoices):
    """Who makes a program."""

    STATION = "station", "this station"
    NETWORK = "network", "a network"


class Program(Shown, Page):
    """An ongoing program: *Local Desk*."""

    origin = models.CharField(
        "made by", max_length=8, choices=Origin.choices, default=Origin.STATION
    )
    network = models.CharField(
        max_length=80, blank=True, help_text="Which network, for one of a network's."
    )
    teaser = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    schedule_line = models.CharField(
        max_length=120, blank=True, help_text="“Weekdays at 9 and 4.”"
    )
    art = models.ForeignKey(
        "station.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    service = models.ForeignKey(
        "station.Service",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="programs",
    )
    publishes_airchecks = models.BooleanField(
        "publish recorded airings",
        default=False,
        help_text="An airing that is recorded is published as soon as it can be heard;"
        " otherwise it waits as a draft.",
    )

    uses_voice_prints = models.BooleanField(
        "know hosts by their voices",
        default=False,
        help_text=VOICE_PRINTS_WARNING,
    )

    template = "frontpage/program.html"
    parent_page_types = ["programs.ProgramShelf"]
    subpage_types = ["programs.Episode"]

    content_panels = [
        *Page.content_panels,
        FieldPanel("teaser"),
        FieldPanel("description"),
        FieldPanel("schedule_line"),
        FieldPanel("origin"),
        FieldPanel("network"),
        FieldPanel("art"),
        FieldPanel("service"),
        FieldPanel("publishes_airchecks"),
        FieldPanel("uses_voice_prints"),
        InlinePanel("hosts", label="Host"),
        BesidePanel(heading="Beside this page"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("teaser"),
        index.SearchField("description"),
    ]

    @property
    def host_names(self) -> list[str]:
        """Who presents it, by name. Cost: one query."""
        return [host.person.name for host in self.hosts.select_related("person")]

    @property
    def hosts_by_voice(self) -> models.QuerySet:
        """The people whose voices may be known in it. Cost: one query."""
        if not self.uses_voice_prints:
            return Person.objects.none()
        hosts = ProgramHost.objects.filter(program=self.pk)
        return Person.objects.filter(pk__in=hosts.values("person"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the page; who lets hosts be known by their voices is written down."""
        stored = kwargs.get("update_fields")
        is_stored = stored is None or "uses_voice_prints" in stored
        rows = Program.objects.filter(pk=self.pk)
        before = rows.values_list("uses_voice_prints", flat=True).first() or False
        super().save(*args, **kwargs)
        if is_stored and self.uses_voice_prints != before:
            switch = "on" if self.uses_voice_prints else "off"
            log(self, f"programs.voice_prints_{switch}")

    def clean(self) -> None:
        super().clean()
        refuse_no_letters(self, ["title", "teaser", "schedule_line", "network"])

    def with_content_json(self, content: dict[str, Any]) -> "Program":
        """Return a version of this program, without hosts who were deleted since."""
        hosts = signed_by_somebody(content.get("hosts", []))
        version: Program = super().with_content_json({**content, "hosts": hosts})
        return version


class ProgramHost(Byline):
    """Somebody who makes a program."""

    program = ParentalKey(Program, on_delete=models.CASCADE, related_name="hosts")
