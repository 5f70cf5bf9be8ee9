"""The addresses for listening; what is not here is air's."""

from datetime import date

from django.urls import path, re_path, register_converter

from callsign.outlets.live import format_views, schedule_pages, views
from callsign.outlets.live.artwork import artwork
from callsign.outlets.live.now_api import now
from callsign.outlets.live.spi_views import program_information_received
from callsign.outlets.live.to_air import to_air


class DateConverter:
    """A date of this century as addresses write it: 2026-11-23."""

    regex = r"20[0-9]{2}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Raises: ValueError, upon which the address is that of no page"""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class DateInOne(DateConverter):
    """A date as file names write it: 20261123."""

    regex = r"20[0-9]{6}"

    def to_url(self, value: date) -> str:
        return f"{value:%Y%m%d}"


register_converter(DateConverter, "date")
register_converter(DateInOne, "date_in_one")

app_name = "live"
urlpatterns = [
    path("api/now", now, name="now"),
    path("schedule/<slug:slug>.ics", format_views.calendar, name="calendar"),
    path("radiodns/spi/3.1/SI.xml", format_views.service_information, name="spi"),
    path(
        "radiodns/spi/3.1/<slug:slug>/<date_in_one:day>_PI.xml",
        format_views.program_information,
        name="spi_day",
    ),
    path(
        "radiodns/spi/3.1/id/<str:host>/<slug:slug>/<date_in_one:day>_PI.xml",
        format_views.program_information,
    ),
    path(
        "radiodns/spi/3.1/<path:received>/<date_in_one:day>_PI.xml",
        program_information_received,
    ),
    re_path(
        r"^v1/widget/(?P<slug>[-\w]+)/(?P<what>now|day|week)$",
        format_views.composer_widget,
        name="composer",
    ),
    path("widget/<slug:slug>/", format_views.widget, name="widget"),
    path("schedule/", schedule_pages.today, name="schedule"),
    path("schedule/<slug:slug>/", schedule_pages.today, name="today"),
    path("schedule/<slug:slug>/<date:day>/", schedule_pages.day, name="day"),
    path("schedule/<slug:slug>/week/", schedule_pages.this_week, name="this_week"),
    path("schedule/<slug:slug>/week/<date:day>/", schedule_pages.week, name="week"),
    path("live/", views.listening_page, name="listen"),
    path("live/services.json", views.services, name="services"),
    path("live/<slug:slug>.m3u", views.m3u, name="m3u"),
    path("live/<slug:slug>.pls", views.pls, name="pls"),
    path("live/<slug:slug>/artwork-<int:size_px>.png", artwork, name="artwork"),
    path("live/<slug:slug>/artwork-<int:size_px>x<int:height_px>.png", artwork),
    path("live/<path:rest>", to_air),
    path("listen/<path:rest>", to_air),
]
