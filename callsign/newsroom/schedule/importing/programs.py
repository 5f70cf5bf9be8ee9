"""Programs by the names that others give them."""

from django.utils.text import slugify

from callsign.newsroom.programs.models import Carriage, Program
from callsign.newsroom.station.models import Service


class Programs:
    """
    The programs of a station, found by slug, title or local title.

    Titles are compared without case and punctuation. Cost: two queries.
    """

    def __init__(self, service: Service) -> None:
        self.by_name: dict[str, Program] = {}
        programs = {one.pk: one for one in Program.objects.order_by("pk")}
        carried = Carriage.objects.filter(station=service.station_id).exclude(title="")
        names = [
            *((one.slug, one) for one in programs.values()),
            *((one.title, one) for one in programs.values()),
            *((one.title, programs[one.program_id]) for one in carried),
        ]
        for name, program in names:
            self.by_name.setdefault(slugify(name), program)

    def named(self, name: str) -> Program | None:
        """Return the program that a name means."""
        return self.by_name.get(slugify(name)) if name.strip() else None


def unknown(name: str) -> str:
    """Say that there is none of a name, and what to do."""
    if not name.strip():
        return "it names no program"
    return f"no program is called “{name.strip():.80}”: add its page first"
