"""Rights at the desk: what of a service is not to be heard again."""

from collections.abc import Callable

from django.forms import Select
from django.utils.timezone import localtime
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from callsign.newsroom.station.withheld import Withheld
from callsign.newsroom.station.withheld_form import MomentInput, WithheldForm


def clock(name: str) -> Callable[[Withheld], str]:
    """Return what says a moment of a span by the desk's clock; Wagtail's own says "just now"."""
    return lambda span: f"{localtime(getattr(span, name)):%a %-d %b %Y, %H:%M:%S}"


class WithholdView(CreateView):
    """Write down who it was."""

    def save_instance(self) -> Withheld:
        self.form.instance.withheld_by = self.request.user
        return super().save_instance()


class WithheldViewSet(SnippetViewSet):
    """Spans that may be heard live alone, or not at all; the newest first."""

    model = Withheld
    icon = "lock"
    menu_label = "Withheld"
    list_display = [
        "reason",
        "service",
        Column(
            "starts_at", accessor=clock("starts_at"), label="From", sort_key="starts_at"
        ),
        Column("ends_at", accessor=clock("ends_at"), label="Up to", sort_key="ends_at"),
        "is_off_stream",
        "withheld_by",
    ]
    list_filter = ["service"]
    ordering = ["-starts_at", "-pk"]
    add_view_class = WithholdView
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("service", widget=Select),  # a station has a handful
            FieldRowPanel(
                [
                    FieldPanel("starts_at", widget=MomentInput),
                    FieldPanel("ends_at", widget=MomentInput),
                ],
                help_text="By the desk’s clock, to the second. What is captured in this"
                " time is heard live, and cannot be rewound to.",
            ),
            FieldPanel("is_off_stream"),
            FieldPanel("reason"),
        ],
        base_form_class=WithheldForm,
    )
