"""The library of recordings, as the desk lists, edits and chooses from it."""

from typing import Any

from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from callsign.newsroom.audio.models import Audio, AudioQuerySet, Preparation
from callsign.newsroom.audio.views.uploading import upload_page


class AudioIndexView(generic.IndexView):
    """The list of recordings, each with its state and without its waveform."""

    def get_base_queryset(self) -> AudioQuerySet:
        recordings: AudioQuerySet = super().get_base_queryset()
        return recordings.defer("waveform").select_related("preparation")


class EditAudioView(generic.EditView):
    """The page of a recording: its words, its sound, and how far it is."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            audio=self.object, waveform=self.object.waveform_path(), **kwargs
        )


class AudioViewSet(ModelViewSet):
    """The recordings of the station."""

    model = Audio
    name = "audio_library"
    url_prefix = "audio"
    icon = "media"
    menu_label = "Audio"
    menu_order = 300
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = AudioIndexView
    edit_view_class = EditAudioView
    edit_template_name = "audio/desk/edit.html"
    panels = [
        FieldPanel("title"),
        FieldPanel("rights"),
        FieldPanel("may_be_clipped"),
    ]
    search_fields = ["title", "file_name"]
    search_backend_name = None
    list_display = [
        "title",
        Column("duration", label="Length"),
        Column("loudness", label="Loudness"),
        StatusTagColumn(
            "state",
            label="State",
            accessor=lambda audio: state_of(audio),
            primary=lambda audio: state_of(audio) == "Ready",
        ),
        DateColumn("uploaded_at", label="Uploaded", sort_key="uploaded_at"),
    ]

    @property
    def add_view(self) -> Any:
        """A recording is added by uploading it."""
        return upload_page


class AudioChooserViewSet(ChooserViewSet):
    """Choosing a recording for a story."""

    model = Audio
    icon = "media"
    choose_one_text = "Choose a recording"
    choose_another_text = "Choose another recording"
    edit_item_text = "Edit this recording"


def state_of(audio: Audio) -> str:
    """Say in one word how far a recording is."""
    preparation: Preparation | None = getattr(audio, "preparation", None)
    if preparation is None:
        return "Not prepared"
    return {
        Preparation.State.WAITING: "Waiting",
        Preparation.State.RUNNING: f"Preparing, {preparation.progress_percent} %",
        Preparation.State.DONE: "Ready",
        Preparation.State.FAILED: "Failed",
        Preparation.State.CANCELLED: "Called off",
    }[Preparation.State(preparation.state)]
