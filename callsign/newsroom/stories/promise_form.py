"""The form of a promise: why there is no transcript, and until when."""

from datetime import date, datetime
from typing import Any

from django import forms

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models import TranscriptPromise
from callsign.newsroom.programs.models.transcript_rule import today
from callsign.newsroom.station.models import Station
from callsign.newsroom.station.transcript_rule import TranscriptRule

ARCHIVED = TranscriptPromise.Exemption.ARCHIVED
NOT_ARCHIVED = (
    "The archive is of what was there before the rule applied to this station, and this"
    " recording came later, or “Name and brand” does not say when that was."
)


class PromiseForm(forms.Form):
    """Asks for what the station's rule asks for."""

    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For the newsroom and the report; readers do not see it.",
    )
    promised_until = forms.DateField(
        label="The transcript will be here by",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Readers see this date beside the recording.",
    )
    exception = forms.ChoiceField(
        label="Exception",
        required=False,
        choices=[("", "None"), *TranscriptPromise.Exemption.choices],
        help_text="Narrow ones: the guide “Transcripts as a rule” says what each asks.",
    )

    def __init__(
        self, *args: Any, station: Station, audio: Audio, at: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.station, self.audio = station, audio
        self.today = today(station, at=at)
        self.fields["promised_until"].widget.attrs["min"] = self.today.isoformat()

    def clean_promised_until(self) -> date | None:
        until: date | None = self.cleaned_data["promised_until"]
        if until is not None and until < self.today:
            raise forms.ValidationError("That day has passed.")
        return until

    def clean_exception(self) -> str:
        chosen: str = self.cleaned_data["exception"]
        begins = self.station.title_ii_from
        arrived = today(self.station, at=self.audio.uploaded_at)
        if chosen == ARCHIVED and (begins is None or arrived >= begins):
            raise forms.ValidationError(NOT_ARCHIVED)
        return chosen

    def clean(self) -> dict[str, Any]:
        """Ask for the date where the rule does, and nothing excepts the recording."""
        cleaned = super().clean()
        is_dated = self.station.transcript_rule == TranscriptRule.DATED
        has_either = cleaned.get("promised_until") or cleaned.get("exception")
        if is_dated and not has_either and not self.errors:
            self.add_error("promised_until", "This station asks for a date.")
        return cleaned
