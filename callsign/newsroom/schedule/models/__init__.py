"""The schedule's models."""

from callsign.newsroom.schedule.models.aircheck import Aircheck
from callsign.newsroom.schedule.models.broadcast import Broadcast, HasEnded
from callsign.newsroom.schedule.models.change import Change
from callsign.newsroom.schedule.models.ending import Ending
from callsign.newsroom.schedule.models.grid_state import GridState
from callsign.newsroom.schedule.models.hold import Hold
from callsign.newsroom.schedule.models.hour_clock import ClockItem, HourClock
from callsign.newsroom.schedule.models.identification import Identification
from callsign.newsroom.schedule.models.override import Override
from callsign.newsroom.schedule.models.slot import Slot

__all__ = [
    "Aircheck",
    "Broadcast",
    "Change",
    "ClockItem",
    "Ending",
    "GridState",
    "HasEnded",
    "Hold",
    "HourClock",
    "Identification",
    "Override",
    "Slot",
]
