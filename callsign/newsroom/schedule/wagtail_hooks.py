"""The schedule at the desk: its place in the menu, and its addresses."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from callsign.newsroom.schedule import urls


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    """Give the grid its addresses inside the desk."""
    return [path("schedule/", include(urls))]


@hooks.register("register_admin_menu_item")
def schedule_item() -> MenuItem:
    """Put the schedule above "On air": what shall be heard, before what is."""
    return MenuItem(
        "Schedule",
        reverse("schedule_home"),
        name="schedule",
        icon_name="calendar-alt",
        order=340,
    )
