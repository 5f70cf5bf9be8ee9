"""The forms of the desk."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm

from callsign.newsroom.programs.models import Episode, Segment

EPISODES = 30  # to choose a segment from; a story is rarely tied to an older one


class StoryForm(WagtailAdminPageForm):
    """
    A story's form, careful with its embargo.

    Its fields write moments to the minute: one that was not touched keeps its seconds,
    and an embargo that is lifted takes the schedule it had made with it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "aired_as" in self.fields:
            segments = lately_aired(self.instance)
            self.fields["aired_as"].queryset = segments
            # A list, for a choice that is drawn twice would be asked for twice.
            self.fields["aired_as"].choices = [
                ("", "Not in an episode"),
                *((one.pk, segment_words(one)) for one in segments),
            ]

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


def lately_aired(story: Any) -> QuerySet:
    """Return the segments of the latest episodes, and the one the story has."""
    latest = Episode.objects.order_by("-aired_on", "-pk").values("pk")[:EPISODES]
    chosen = Q(pk=story.aired_as_id) if story.aired_as_id else Q()
    return (
        Segment.objects.filter(Q(episode__in=latest) | chosen)
        .select_related("episode")
        .order_by("-episode__aired_on", "-episode", "sort_order")
    )


def segment_words(segment: Segment) -> str:
    """Name a segment among those of many episodes."""
    parts = (str(segment.episode.aired_on or ""), segment.episode.title, segment.title)
    return " · ".join(part for part in parts if part)


def is_same_minute(one: datetime | None, other: datetime | None) -> bool:
    """Whether two moments look the same in a form."""
    if one is None or other is None:
        return False
    return one.replace(second=0, microsecond=0) == other.replace(
        second=0, microsecond=0
    )
