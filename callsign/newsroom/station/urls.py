"""The addresses of the station itself."""

from django.urls import path

from callsign.newsroom.station import views
from callsign.newsroom.station.favicon import favicon
from callsign.newsroom.station.page_doors import open_page
from callsign.newsroom.station.pictures import picture

app_name = "station"
urlpatterns = [
    path("favicon.ico", favicon, name="favicon"),
    path("brand.css", views.brand, name="brand"),
    # Before Wagtail's own, which may be asked without end.
    path(
        "_util/authenticate_with_password/"
        "<int:page_view_restriction_id>/<int:page_id>/",
        open_page,
        name="open_page",
    ),
    path("media/<path:name>", picture, name="picture"),
]
