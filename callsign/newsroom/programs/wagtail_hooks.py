"""Programs at the desk: seasons, how a station carries each program, its own panel."""

from django.forms import Select
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from callsign.newsroom.programs.beside import HOOK, ours
from callsign.newsroom.programs.models import Carriage, Season
from callsign.newsroom.programs.of_a_program import AddCarriageView, OfAProgramView

hooks.register(HOOK, ours)


class CarriageViewSet(SnippetViewSet):
    """What a station says otherwise of a program, and what it may do with it."""

    model = Carriage
    icon = "resubmit"
    menu_label = "Carriage and rights"
    list_display = [
        "program",
        "station",
        "delay_minutes",
        "may_stream",
        "may_rewind",
        "may_podcast",
    ]
    list_filter = ["may_stream", "may_rewind", "may_podcast"]
    ordering = ["program__title"]
    add_view_class = AddCarriageView
    copy_view_enabled = False
    panels = [
        FieldPanel("program", widget=Select),
        FieldPanel("station", widget=Select),
        MultiFieldPanel(
            [FieldPanel("title"), FieldPanel("art"), FieldPanel("delay_minutes")],
            heading="Here",
        ),
        FieldRowPanel(
            [
                FieldPanel("may_stream"),
                FieldPanel("may_rewind"),
                FieldPanel("may_podcast"),
            ],
            heading="Rights",
            help_text="What may not be rewound is heard live alone. What may not be"
            " streamed is not heard online at all: the service's own recordings play in"
            " its place, and listeners are told why. Both from its next minute on and as"
            " far back as listeners can go.",
        ),
    ]


class SeasonViewSet(SnippetViewSet):
    """Runs of episodes."""

    model = Season
    icon = "list-ol"
    menu_label = "Seasons"
    list_display = ["__str__", "program", "number"]
    list_filter = ["program"]
    ordering = ["program__title", "-number"]
    add_view_class = OfAProgramView
    copy_view_enabled = False
    panels = [
        FieldPanel("program", widget=Select),
        FieldRowPanel([FieldPanel("number"), FieldPanel("title")]),
    ]


@register_snippet
class ProgramsGroup(SnippetViewSetGroup):
    """What belongs to programs beside their pages."""

    items = (CarriageViewSet, SeasonViewSet)
    menu_label = "Programs"
    menu_icon = "tag"
    menu_order = 240
