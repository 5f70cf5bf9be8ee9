"""What the schedule adds to programs at the desk: refusals, what is beside them, clocks."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from callsign.newsroom.programs.beside import HOOK
from callsign.newsroom.schedule.beside_programs import beside
from callsign.newsroom.schedule.dependants import (
    refuse_for_many,
    refuse_to_delete,
    refuse_to_unpublish,
)
from callsign.newsroom.schedule.hour_clock_desk import HourClockViewSet

hooks.register("before_delete_page", refuse_to_delete)
hooks.register("before_bulk_action", refuse_for_many)
hooks.register("before_unpublish_page", refuse_to_unpublish)
hooks.register(HOOK, beside)
register_snippet(HourClockViewSet)
