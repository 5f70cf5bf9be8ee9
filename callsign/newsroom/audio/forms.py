"""Forms about recordings."""

from django import forms


class UploadForm(forms.Form):
    """A recording sent the plain way, by a browser that runs no script."""

    recording = forms.FileField(
        label="Recording",
        help_text="WAV, FLAC, MP3, M4A, Opus or any other recording, up to 2 GB.",
        widget=forms.ClearableFileInput(attrs={"accept": "audio/*,video/*"}),
    )
