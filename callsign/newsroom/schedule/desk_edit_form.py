"""
What every form of the schedule's desk is: it says what is wanted, and makes an edit of it.

An edit is made anew from the form for the preview and for saving, so that what is
saved is what the fields say, and nothing waits in between.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from callsign.newsroom.schedule.desk_ground import Ground
from callsign.newsroom.schedule.edits import RowEdit

# How much of a slot is meant.
ALWAYS, FROM, ONE = "always", "from", "one"


class EditForm(forms.Form):
    """A form about a ground. ``reason`` is asked for when its preview is seen."""

    heading = ""
    lead = ""
    # Whether it is about a slot, and about one of its dates.
    needs_slot = False
    needs_date = False

    def __init__(self, *args: Any, ground: Ground, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ground = ground

    @classmethod
    def initial_of(cls, ground: Ground) -> Mapping[str, Any]:
        """Return what the fields show at first."""
        return {}

    def edit(self, *, reason: str = "") -> Sequence[RowEdit]:
        """
        Return what is wanted.

        Raises: Refused when it cannot be had
        """
        raise NotImplementedError
