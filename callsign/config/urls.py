"""The addresses: the desk for staff, the outlets for everybody."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as desk_urls

urlpatterns = [
    path("desk/", include(desk_urls)),
    path("", include("callsign.newsroom.station.urls")),
    path("", include("callsign.newsroom.audio.urls")),
    path("", include("callsign.outlets.live.urls")),
    path("", include("callsign.outlets.frontpage.urls")),
    path("", include(wagtail_urls)),
]
