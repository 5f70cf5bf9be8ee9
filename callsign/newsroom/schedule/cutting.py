"""Cutting: an airing as one recording, made by air's own program from what it kept."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db.models import Q

from callsign.engines.airtime.hour_clock import AiredItem, ItemKind, items, plan_on
from callsign.engines.airtime.tiling import Tile
from callsign.engines.stream.moments import EPOCH, MILLISECOND, write_moment
from callsign.newsroom.programs.feed import feed_day, feed_delay
from callsign.newsroom.programs.models import Carriage
from callsign.newsroom.schedule.models import Broadcast, Hold, HourClock
from callsign.newsroom.station.air_configuration import air_folder
from callsign.newsroom.station.models import Withheld

# An hour is copied in seconds; less its breaks it is encoded, in about a minute on a small
# machine, and a night of nine hours in less than this.
PATIENCE_S = 1_800
BEAT_S = 3

Stretch = tuple[datetime, datetime]


class NotCut(Exception):
    """
    There is no recording of an airing; the message is for an editor.

    NotCut
    ├── MayNotBeKept    rights forbid it, and will tomorrow
    └── NoSound         air could not give it; another try may do better
    """


class MayNotBeKept(NotCut):
    """Rights forbid that it is heard again."""


class NoSound(NotCut):
    """Air has nothing of it, or its program failed."""


@dataclass(frozen=True, slots=True)
class Cut:
    """
    How an airing is cut: from one moment to another, less what is left out.

    ``clock`` are the items of its program's hour clock, in order, if it has one.
    """

    service: str
    starts_at: datetime
    ends_at: datetime
    left_out: tuple[Stretch, ...]
    clock: tuple[AiredItem, ...]
    is_live_only: bool = False

    def place_ms(self, moment: datetime) -> int:
        """Return where in the recording a moment is."""
        gone = sum(
            (
                max(timedelta(), min(end, moment) - start)
                for start, end in self.left_out
                if start < moment
            ),
            timedelta(),
        )
        return (moment - self.starts_at - gone) // MILLISECOND


def cut_of(broadcast: Broadcast) -> Cut:
    """
    Return how the airing that ends with a broadcast is cut.

    Raises: MayNotBeKept
    """
    refuse_without_rights(broadcast)
    parts = parts_of(broadcast)
    starts_at, ends_at = parts[0].starts_at, parts[-1].ends_at
    between = [(one.ends_at, after.starts_at) for one, after in pairwise(parts)]
    clock = [item for part in parts for item in clock_of(part)]
    breaks = [
        (one.starts_at, one.ends_at)
        for one in clock
        if one.item.kind is ItemKind.LOCAL_BREAK
    ]
    return Cut(
        broadcast.service.slug,
        starts_at,
        ends_at,
        tuple(sorted([*between, *breaks])),
        tuple(clock),
        is_live_only=refuse_what_is_withheld(broadcast, starts_at, ends_at),
    )


def parts_of(broadcast: Broadcast) -> list[Broadcast]:
    """Return the parts of an airing up to this one; most have one."""
    if broadcast.slot_id is None or not broadcast.part:
        return [broadcast]
    parts = Broadcast.objects.filter(
        service=broadcast.service_id,
        slot=broadcast.slot_id,
        local_date=broadcast.local_date,
        program=broadcast.program_id,
        part__lte=broadcast.part,
    )
    return list(parts.order_by("starts_at"))


def clock_of(broadcast: Broadcast) -> list[AiredItem]:
    """
    Return the items of a broadcast by its program's hour clock, none without.

    The clock is that of the hour in which the program was fed.
    """
    clocks = HourClock.objects.filter(program=broadcast.program_id)
    plans = [one.plan for one in clocks.prefetch_related("items")]
    zone = ZoneInfo(broadcast.service.station.zone)
    plan = plan_on(plans, day_of(broadcast))
    if plan is None:
        return []
    delay = feed_delay(broadcast.service.station_id, broadcast.program_id)
    fed = Tile(broadcast.starts_at - delay, broadcast.ends_at - delay, "")
    return [
        replace(one, starts_at=one.starts_at + delay, ends_at=one.ends_at + delay)
        for one in items(plan, fed, zone=zone)
    ]


def day_of(broadcast: Broadcast) -> date:
    """Return the local date of an airing's edition: of when it was fed, if that was before."""
    zone = ZoneInfo(broadcast.service.station.zone)
    delay = feed_delay(broadcast.service.station_id, broadcast.program_id)
    start = broadcast.starts_at.astimezone(zone)
    day, slot = broadcast.local_date or start.date(), broadcast.slot
    return feed_day(day, slot.local_start if slot else start.time(), delay)


def refuse_without_rights(broadcast: Broadcast) -> None:
    """Raises: MayNotBeKept"""
    carriage = Carriage.objects.filter(
        station=broadcast.service.station_id, program=broadcast.program_id
    ).first()
    if carriage is None:
        return
    if not carriage.may_podcast:
        raise MayNotBeKept(
            f"{broadcast.program} may not be a podcast here (see its carriage), so this"
            " airing was not kept."
        )
    if not carriage.may_stream:
        raise MayNotBeKept(
            f"{broadcast.program} may not be streamed here (see its carriage), so other"
            " sound was sent, and there is none of this airing."
        )


def refuse_what_is_withheld(
    broadcast: Broadcast, starts_at: datetime, ends_at: datetime
) -> bool:
    """
    Return whether its program may not be rewound, which does not keep it from being cut.

    Raises: MayNotBeKept: a person withheld all of it
    """
    touching = Withheld.objects.filter(
        service=broadcast.service_id, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    by_rights = Q(pk__in=Hold.objects.values("span"))
    by_hand = touching.exclude(by_rights)
    if by_hand.filter(starts_at__lte=starts_at, ends_at__gte=ends_at).exists():
        raise MayNotBeKept("All of this airing is withheld, so it was not kept.")
    if not touching.filter(by_rights).exists():
        return False
    if by_hand.exists():
        raise MayNotBeKept("A part of this airing is withheld, so it was not kept.")
    return True


def run_export(cut: Cut, target: Path, *, on_wait: Callable[[], None]) -> str:
    """
    Have air's program write the recording; return what it says is missing.

    ``on_wait`` is called every few seconds. Raises: NoSound
    """
    command = [sys.executable, "-m", "callsign", "air", "--folder", str(air_folder())]
    command += ["export", cut.service, write(cut.starts_at), write(cut.ends_at)]
    command += [str(target), *leaving_out(cut.left_out)]
    command += ["--withheld"] if cut.is_live_only else []
    # Our own program, without a shell; the newsroom must not import air.
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    with process:
        said = waited_for(process, on_wait).strip().removeprefix("callsign air: ")
    if process.returncode:
        last = said.splitlines()[-1] if said else f"it ended with {process.returncode}"
        raise NoSound(f"This airing could not be cut: {last}")
    return said


def waited_for(process: "subprocess.Popen[str]", on_wait: Callable[[], None]) -> str:
    """Return what a program says once it has ended. Raises: NoSound"""
    for _ in range(PATIENCE_S // BEAT_S):
        try:
            return process.communicate(timeout=BEAT_S)[1]
        except subprocess.TimeoutExpired:
            on_wait()
    process.kill()
    raise NoSound("Cutting this airing took too long and was broken off.")


def leaving_out(stretches: Sequence[Stretch]) -> list[str]:
    return [
        word
        for start, end in stretches
        for word in ("--leave-out", write(start), write(end))
    ]


def write(moment: datetime) -> str:
    return write_moment((moment - EPOCH) // MILLISECOND)
