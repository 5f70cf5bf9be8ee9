"""The addresses for listening; what is not here is air's."""

from datetime import date

from django.urls import path, register_converter

from callsign.outlets.live import schedule_pages, views
from callsign.outlets.live.artwork import artwork
from callsign.outlets.live.now_api import now
from callsign.outlets.live.to_air import to_air


class DateConverter:
    """A date of this century as addresses write it: 2026-11-23."""

    regex = r"20[0-9]{2}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Raises: ValueError, upon which the address is that of no page"""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DateConverter, "date")

app_name = "live"
urlpatterns = [
    path("api/now", now, name="now"),
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
    path("live/<path:rest>", to_air),
    path("listen/<path:rest>", to_air),
]
