"""Who made a slot what it is: the changes that touched it."""

from itertools import islice

from callsign.newsroom.schedule.models import Change, Slot

MOST = 3


def changes_of(slot: Slot) -> list[Change]:
    """Return the latest changes that touched a slot, the latest first; few, for a page."""
    found = Change.objects.filter(service=slot.service).order_by("-number")
    rows = found.values_list("pk", "rows").iterator()
    touching = (pk for pk, each in rows if any(one["key"] == slot.key for one in each))
    chosen = list(islice(touching, MOST))
    return list(
        found.filter(pk__in=chosen).select_related("made_by", "undone_by").defer("rows")
    )
