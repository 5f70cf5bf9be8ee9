"""The addresses of uploads, inside the desk."""

from django.urls import path

from callsign.newsroom.audio.views.preparing import preparation_state, prepare_again
from callsign.newsroom.audio.views.resuming import UploadsView, UploadView

app_name = "audio_uploads"
urlpatterns = [
    path("uploads/", UploadsView.as_view(), name="uploads"),
    path("uploads/<uuid:upload_id>/", UploadView.as_view(), name="upload"),
    path("<int:audio_id>/preparation/", preparation_state, name="preparation"),
    path("<int:audio_id>/prepare/", prepare_again, name="prepare"),
]
