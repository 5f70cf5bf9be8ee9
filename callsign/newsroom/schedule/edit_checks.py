"""What no edit may make of a row, in words for whoever made it."""

from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from callsign.engines.airtime.expansion import CALENDAR_YEARS, has_a_date
from callsign.engines.airtime.recurrence import read_rule
from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.grids import seconds_of_day
from callsign.newsroom.schedule.models import Override, Slot


def refuse_unknown_program(row: Slot | Override, known: set[int]) -> None:
    """
    Refuse a program that is none; ``known`` are those that need not be looked up again.

    Raises: ValidationError
    """
    number = row.program_id
    if number is None and isinstance(row, Override):
        return
    if number not in known and not Program.objects.filter(pk=number).exists():
        raise ValidationError({"program": "There is no such program."})
    known.add(number)


def refuse_end_before_beginning(slot: Slot) -> None:
    """
    Raises: ValidationError
    """
    if slot.valid_until is not None and slot.valid_until < slot.valid_from:
        raise ValidationError({"valid_until": "The last date is before the first."})


def refuse_no_date(slot: Slot, zone: ZoneInfo) -> None:
    """
    Raises: ValidationError for a slot that would never air
    """
    start_s = seconds_of_day(slot.local_start)
    rule, first = read_rule(slot.rule), slot.valid_from
    if not has_a_date(rule, first, start_s=start_s, zone=zone):
        problem = f"This rule has no date in the {CALENDAR_YEARS} years from {first}."
        raise ValidationError({"rule": problem})


def refuse_half_an_override(override: Override) -> None:
    if override.do == "move" and not (override.local_start or override.local_end):
        raise ValidationError({"local_start": "A move needs a time to move to."})
    if override.do == "replace" and override.program_id is None:
        raise ValidationError({"program": "Which program airs instead?"})
    if override.do == "retitle" and not override.title:
        raise ValidationError({"title": "Which title?"})


def in_words(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        f"{name.replace('_', ' ').capitalize()}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]
