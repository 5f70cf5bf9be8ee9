"""The station in the desk: its settings, its services, its entries in the audit log."""

from django.urls import URLPattern, URLResolver, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets.slug import SlugInput
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from callsign.newsroom.station.models import Service, Station
from callsign.newsroom.station.policy import nonce_attribute
from callsign.newsroom.station.source_views import (
    SourceViewSet,
    change_password,
    connect,
)
from callsign.newsroom.station.withheld_views import WithheldViewSet


class StationViewSet(SnippetViewSet):
    """The station's name, place and color."""

    model = Station
    icon = "home"
    menu_label = "Name and brand"
    list_display = ["call_sign", "name", "city"]
    add_to_settings_menu = False
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("call_sign"),
                FieldPanel("name"),
                FieldPanel("tagline"),
                FieldPanel("site"),
            ],
            heading="Name",
        ),
        MultiFieldPanel(
            [FieldPanel("city"), FieldPanel("zone"), FieldPanel("licensee")],
            heading="Place",
        ),
        FieldPanel("brand_color"),
        MultiFieldPanel(
            [
                FieldPanel("contact_email"),
                FieldPanel("give_url"),
            ],
            heading="Reach us",
        ),
        MultiFieldPanel(
            [
                FieldPanel("transcript_rule"),
                FieldPanel("needs_checked_transcripts"),
                FieldPanel("title_ii_from"),
            ],
            heading="Transcripts as a rule",
        ),
    ]


class ServiceViewSet(SnippetViewSet):
    """What listeners tune to."""

    model = Service
    icon = "media"
    menu_label = "Services"
    list_display = ["name", "dial", "tagline", "station"]
    ordering = ["position", "pk"]
    panels = [
        FieldPanel("station"),
        FieldPanel("name"),
        FieldPanel("slug", widget=SlugInput),
        FieldPanel("dial"),
        FieldPanel("tagline"),
        FieldPanel("position"),
        MultiFieldPanel(
            [
                FieldPanel("renditions_kbps"),
                FieldPanel("mp3_kbps"),
                FieldPanel("rewind_hours"),
                FieldPanel("delay_ms"),
                FieldPanel("is_loudness_matched"),
                FieldPanel("fallback_alert_s"),
            ],
            heading="On the air",
        ),
        MultiFieldPanel(
            [
                FieldPanel("frequency_mhz"),
                FieldPanel("pi_code"),
                FieldPanel("ecc"),
                FieldPanel("other_bearers"),
            ],
            heading="Found by radios (RadioDNS)",
        ),
    ]


@register_snippet
class StationGroup(SnippetViewSetGroup):
    """The menu of those who look after the station."""

    items = (StationViewSet, ServiceViewSet, SourceViewSet, WithheldViewSet)
    menu_label = "Station"
    menu_icon = "home"
    menu_order = 700


@hooks.register("register_admin_urls")
def source_addresses() -> list[URLPattern | URLResolver]:
    """Give the page that connects an encoder its address inside the desk."""
    return [
        path("sources/<int:source_id>/connect/", connect, name="connect_source"),
        path(
            "sources/<int:source_id>/password/",
            change_password,
            name="change_source_password",
        ),
    ]


@hooks.register("insert_global_admin_js")
def let_styles_carry_a_nonce() -> SafeString:
    """Load the script without which the policy would stop Draftail's style sheets."""
    return format_html(
        '<script src="{}"{}></script>',
        versioned_static("station/desk-styles.js"),
        nonce_attribute(),
    )


def words(label: str, detail: str) -> type[LogFormatter]:
    """Make a formatter that puts one detail of an entry behind its label."""

    class Formatter(LogFormatter):
        def format_message(self, log_entry: ModelLogEntry) -> str:
            value = log_entry.data.get(detail)
            return f"{label}: {value}" if value else label

    Formatter.label = label
    return Formatter


@hooks.register("register_log_actions")
def register_station_actions(actions: LogActionRegistry) -> None:
    """Give the entries of the audit log their words."""
    for action, label, detail in (
        ("station.login", "Signed in", "address"),
        ("station.logout", "Signed out", "address"),
        ("station.login_failed", "Failed to sign in", "address"),
        ("station.role_given", "Was given a role", "role"),
        ("station.role_taken", "Lost a role", "role"),
        ("station.password_changed", "Has a new password", ""),
        ("station.source_password_changed", "Has a new password for encoders", ""),
    ):
        actions.register_action(action)(words(label, detail))
