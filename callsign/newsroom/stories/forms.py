"""The forms of the desk."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm


class StoryForm(WagtailAdminPageForm):
    """
    A story's form, careful with its embargo.

    Its fields write moments to the minute: one that was not touched keeps its seconds,
    and an embargo that is lifted takes the schedule it had made with it.
    """

    def clean(self) -> dict[str, Any]:
        """Settle the embargo and the moment to go live."""
        cleaned = super().clean()
        was = self.initial.get("embargoed_until")
        if "embargoed_until" not in cleaned:
            return cleaned
        if is_same_minute(cleaned["embargoed_until"], was):
            cleaned["embargoed_until"] = was
        elif is_same_minute(cleaned.get("go_live_at"), was):
            cleaned["go_live_at"] = None
        # Wagtail tells the editor what it finds here: scheduled, or published.
        until, goes_live = cleaned["embargoed_until"], cleaned.get("go_live_at")
        if (
            until
            and until > timezone.now()
            and (goes_live is None or goes_live < until)
        ):
            cleaned["go_live_at"] = until
        return cleaned


def is_same_minute(one: datetime | None, other: datetime | None) -> bool:
    """Whether two moments look the same in a form."""
    if one is None or other is None:
        return False
    return one.replace(second=0, microsecond=0) == other.replace(
        second=0, microsecond=0
    )
