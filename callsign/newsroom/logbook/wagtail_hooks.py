"""The logbook at the desk: the page "On air"."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from callsign.newsroom.logbook import views
from callsign.newsroom.station.wagtail_hooks import words


class OnAirItem(MenuItem):
    """For those who may know how the services are."""

    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_look(request)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    """Give the page its addresses inside the desk."""
    return [
        path("on-air/", views.on_air, name="on_air"),
        path("on-air/status/", views.status, name="on_air_status"),
        path("on-air/<int:service_id>/switch/", views.switch, name="on_air_switch"),
    ]


@hooks.register("register_admin_menu_item")
def on_air_item() -> MenuItem:
    """Put "On air" below the stories and the library."""
    return OnAirItem(
        "On air", reverse("on_air"), name="on-air", icon_name="view", order=350
    )


@hooks.register("register_log_actions")
def name_our_verbs(actions: LogActionRegistry) -> None:
    """Give a switch by hand its words in the reports."""
    actions.register_action("logbook.switch")(words("Switched by hand", "note"))
