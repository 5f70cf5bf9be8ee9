"""The addresses of recordings."""

from django.urls import re_path

from callsign.newsroom.audio.views import playing

app_name = "audio"
urlpatterns = [
    re_path(
        r"^audio/(?P<audio_id>\d{1,18})-(?P<slug>[\w-]+)\.(?P<kind>mp3|opus)$",
        playing.rendition,
        name="rendition",
    ),
    re_path(
        r"^audio/(?P<audio_id>\d{1,18})\.(?P<kind>mp3|opus)$",
        playing.rendition,
        name="rendition",
    ),
    re_path(
        r"^audio/(?P<audio_id>\d{1,18})/clip\.(?P<kind>mp3|opus|m4a)$",
        playing.clip,
        name="clip",
    ),
]
