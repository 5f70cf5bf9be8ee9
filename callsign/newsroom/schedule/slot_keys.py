"""Keys of new slots, made of their programs' slugs."""

from collections.abc import Collection

from django.utils.text import slugify

from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.models import Slot
from callsign.newsroom.station.models import Service


def new_key(service: Service, program: Program, *, taken: Collection[str] = ()) -> str:
    """
    Return a key for another slot of a program: *local-desk*, *local-desk-2*.

    ``taken`` are keys of slots that are not stored yet.
    """
    stem = slugify(program.slug)[:50] or "slot"
    stored = Slot.objects.filter(service=service).values_list("key", flat=True)
    taken = {*stored, *taken}
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)
