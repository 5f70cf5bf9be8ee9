"""Programs at the desk: seasons, how a station carries each program, its own panel."""

from django.forms import Select
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from callsign.newsroom.programs.beside import HOOK, ours
from callsign.newsroom.programs.models import Carriage, Season
from callsign.newsroom.programs.of_a_program import AddCarriageView, OfAProgramView
from callsign.newsroom.programs.voice_prints_desk import VERBS, may_see, voice_prints

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


class VoicePrintsItem(MenuItem):
    """The page of voice-prints, for who may change the station's settings."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see(request)


@hooks.register("register_settings_menu_item")
def voice_prints_item() -> MenuItem:
    """Stand among the settings."""
    address = reverse_lazy("voice_prints")
    return VoicePrintsItem("Voice-prints", address, icon_name="user", order=800)


@hooks.register("register_admin_urls")
def voice_print_addresses() -> list[URLPattern]:
    """Give the page its address inside the desk, and each of its verbs."""
    page = path("voice-prints/", voice_prints, name="voice_prints")
    verbs = [
        path(f"voice-prints/<int:person_id>/{verb}/", view, name=f"voice_prints_{verb}")
        for verb, view in VERBS.items()
    ]
    return [page, *verbs]


@hooks.register("register_log_actions")
def name_the_switch(actions: LogActionRegistry) -> None:
    """Say in a program's history who let its hosts be known by their voices."""
    for switch in ("on", "off"):
        said = f"Voice-prints switched {switch}"
        actions.register_action(f"programs.voice_prints_{switch}", said, said)
