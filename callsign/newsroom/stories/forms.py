"""The forms of the desk."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class StoryForm(WagtailAdminPageForm):
    """A story's form: an embargo that is lifted takes the schedule it made with it."""

    def clean(self) -> dict[str, Any]:
        """Forget a go-live moment that only the embargo had set."""
        cleaned = super().clean()
        was = self.initial.get("embargoed_until")
        lifted = "embargoed_until" in cleaned and cleaned["embargoed_until"] != was
        if was and lifted and cleaned.get("go_live_at") == was:
            cleaned["go_live_at"] = None
            self.instance.go_live_at = None
        return cleaned
