"""The addresses of the station itself."""

from django.urls import path

from callsign.newsroom.station import views
from callsign.newsroom.station.favicon import favicon
from callsign.newsroom.station.pictures import picture

app_name = "station"
urlpatterns = [
    path("favicon.ico", favicon, name="favicon"),
    path("brand.css", views.brand, name="brand"),
    path("media/<path:name>", picture, name="picture"),
]
