"""The editor's side of recordings."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from callsign.newsroom.audio import desk_urls
from callsign.newsroom.audio.library import AudioChooserViewSet, AudioViewSet


@hooks.register("register_admin_urls")
def upload_addresses() -> list[URLPattern | URLResolver]:
    """Give uploads their addresses inside the desk."""
    return [path("audio/", include(desk_urls))]


@hooks.register("register_admin_viewset")
def library() -> list[ViewSet]:
    """Put the library into the menu, and let stories choose from it."""
    return [
        AudioViewSet(),
        AudioChooserViewSet("audio_chooser", url_prefix="audio-chooser"),
    ]
