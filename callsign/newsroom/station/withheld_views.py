"""Rights at the desk: what of a service is not to be heard again."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import DateColumn
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from callsign.newsroom.station.withheld import Withheld


class WithholdView(CreateView):
    """Write down who it was."""

    def save_instance(self) -> Withheld:
        self.form.instance.withheld_by = self.request.user
        return super().save_instance()


class WithheldViewSet(SnippetViewSet):
    """Spans that may be heard live, and not again; the newest first."""

    model = Withheld
    icon = "lock"
    menu_label = "Withheld"
    list_display = [
        "reason",
        "service",
        DateColumn("starts_at", label="From", sort_key="starts_at"),
        DateColumn("ends_at", label="Up to", sort_key="ends_at"),
        "withheld_by",
    ]
    list_filter = ["service"]
    ordering = ["-starts_at", "-pk"]
    add_view_class = WithholdView
    copy_view_enabled = False
    panels = [
        FieldPanel("service"),
        FieldRowPanel(
            [FieldPanel("starts_at"), FieldPanel("ends_at")],
            help_text="By the desk’s clock. What is captured in this time is heard live,"
            " and cannot be rewound to.",
        ),
        FieldPanel("reason"),
    ]
