"""The schedule's models."""

from callsign.newsroom.schedule.models.broadcast import Broadcast
from callsign.newsroom.schedule.models.change import Change
from callsign.newsroom.schedule.models.grid_state import GridState
from callsign.newsroom.schedule.models.override import Override
from callsign.newsroom.schedule.models.slot import Slot

__all__ = ["Broadcast", "Change", "GridState", "Override", "Slot"]
