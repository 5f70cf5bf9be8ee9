"""
The form of a withheld span: moments to the second, as rights are held to it.

Wagtail's own fields know no seconds, so that an end of 08:37:45 became 08:37 and the last
of a concert could be heard again. The browser's fields know them, and lie over nothing.
"""

from datetime import datetime
from typing import Any

from django.forms import DateTimeInput
from wagtail.admin.forms import WagtailAdminModelForm


class MomentInput(DateTimeInput):
    """A moment by the desk's clock, in the browser's own field."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(attrs={"step": "1"}, format="%Y-%m-%dT%H:%M:%S")


class WithheldForm(WagtailAdminModelForm):
    """What was not touched stays as it is: a broadcast may end between two seconds."""

    def clean_starts_at(self) -> datetime:
        return self.as_it_was("starts_at")

    def clean_ends_at(self) -> datetime:
        return self.as_it_was("ends_at")

    def as_it_was(self, name: str) -> Any:
        said, was = self.cleaned_data[name], getattr(self.instance, name)
        is_untouched = was is not None and said == was.replace(microsecond=0)
        return was if is_untouched else said
