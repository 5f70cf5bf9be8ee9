"""
The rounds: what the worker does for the schedule every few seconds.

Broadcasts are planned every ten minutes, and soon after something they show was saved.
What has ended is told of once, whatever dies in between and however many workers there
are: the note that it was told is committed with what the listeners write.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.models import Broadcast, Ending, GridState
from callsign.newsroom.schedule.rights import withhold_what_rights_forbid
from callsign.newsroom.schedule.signals import broadcast_ended

logger = logging.getLogger(__name__)

EVERY = timedelta(minutes=10)
# A worker that was away longer finds no sound of it any more.
MISSED = timedelta(days=31)


def go_round(*, at: datetime) -> None:
    """Plan the grids that are due, and tell what has ended."""
    plan_what_is_due(at=at)
    tell_what_ended(at=at)


def plan_what_is_due(*, at: datetime) -> None:
    """Plan each grid that was not for ten minutes, or was marked; one by one."""
    is_due = Q(planned_at=None) | Q(planned_at__lte=at - EVERY)
    for state in GridState.objects.filter(is_due).select_related("service"):
        try:
            with transaction.atomic():
                # The database decides, so that of two workers one plans.
                if not GridState.objects.filter(is_due, pk=state.pk).update(
                    planned_at=at
                ):
                    continue
                plan_broadcasts(state.service, at=at)
                withhold_what_rights_forbid(state.service, at=at)
        except Exception:
            # One grid that cannot be planned does not keep the others from it.
            logger.exception("%s could not be planned", state)


def plan_soon() -> None:
    """Have every grid planned in the next round."""
    GridState.objects.exclude(planned_at=None).update(planned_at=None)


def tell_what_ended(*, at: datetime) -> None:
    """Announce each broadcast that is over and was not announced."""
    for broadcast in untold(at=at):
        with transaction.atomic():
            # Of two workers that found it, one makes the row.
            _, is_new = Ending.objects.get_or_create(
                broadcast=broadcast, defaults={"told_at": at}
            )
            if is_new:
                broadcast_ended.send_robust(sender=Broadcast, broadcast=broadcast)


def untold(*, at: datetime) -> Iterable[Broadcast]:
    ended = Broadcast.objects.filter(
        ends_at__lte=at, ends_at__gt=at - MISSED, ending__isnull=True
    )
    return ended.for_pages().select_related("service").order_by("ends_at")
