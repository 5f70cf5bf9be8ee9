"""The front page and the standing pages around it."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from callsign.newsroom.station.showing import Shown
from callsign.outlets.frontpage.quote_models import Audiogram

__all__ = ["Audiogram", "FrontPage", "FrontPagePick", "StandingPage"]


class FrontPage(Shown, Page):
    """What an editor puts in front of everybody; the latest stories follow by themselves."""

    template = "frontpage/front.html"
    max_count_per_parent = 1

    content_panels = [
        *Page.content_panels,
        InlinePanel("picks", label="Story", heading="Lead and second row", max_num=7),
    ]


class FrontPagePick(Orderable):
    """A story an editor chose; the first is the lead."""

    front_page = ParentalKey(FrontPage, on_delete=models.CASCADE, related_name="picks")
    story = models.ForeignKey(
        "stories.Story", on_delete=models.CASCADE, related_name="+"
    )
    quote = models.CharField(
        max_length=240, blank=True, help_text="One sentence from the interview."
    )

    panels = [PageChooserPanel("story", "stories.Story"), FieldPanel("quote")]


class StandingPage(Shown, Page):
    """A page that stands: about the station, contact, how to help."""

    teaser = models.CharField(max_length=300, blank=True)
    body = RichTextField(features=["h2", "h3", "bold", "italic", "link", "ol", "ul"])

    template = "frontpage/standing.html"
    subpage_types = ["frontpage.StandingPage"]

    content_panels = [*Page.content_panels, FieldPanel("teaser"), FieldPanel("body")]
