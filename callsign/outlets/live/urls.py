"""The addresses for listening; what is not here is air's."""

from django.urls import path

from callsign.outlets.live import views
from callsign.outlets.live.artwork import artwork
from callsign.outlets.live.to_air import to_air

app_name = "live"
urlpatterns = [
    path("live/", views.listening_page, name="listen"),
    path("live/services.json", views.services, name="services"),
    path("live/<slug:slug>.m3u", views.m3u, name="m3u"),
    path("live/<slug:slug>.pls", views.pls, name="pls"),
    path("live/<slug:slug>/artwork-<int:size_px>.png", artwork, name="artwork"),
    path("live/<path:rest>", to_air),
    path("listen/<path:rest>", to_air),
]
