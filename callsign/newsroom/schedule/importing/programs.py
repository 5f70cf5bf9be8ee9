"""Programs by the names that others give them."""

from django.utils.text import slugify

from callsign.newsroom.programs.models import Carriage, Program
from callsign.newsroom.schedule.importing.making import NOTHING_TOLD, Maker, Told
from callsign.newsroom.station.models import Service


class Programs:
    """
    The programs of a station, found by slug, title or local title.

    Titles are compared without case and punctuation. With a maker, one that is not
    found is made. Cost: two queries.
    """

    def __init__(self, service: Service, maker: Maker | None = None) -> None:
        self.maker = maker
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

    def named_or_made(self, name: str, told: Told = NOTHING_TOLD) -> Program | None:
        """
        Return the program that a name means, made if it may be and is not there.

        Raises: Unreadable, where it cannot be made
        """
        found = self.named(name)
        if found is not None or self.maker is None or not slugify(name):
            return found
        made = self.maker.make(name.strip(), told)
        for one in (name, made.slug, made.title):
            self.by_name.setdefault(slugify(one), made)
        return made


def unknown(name: str) -> str:
    """Say that there is none of a name, and what to do."""
    if not name.strip():
        return "it names no program"
    return (
        f"no program is called “{name.strip():.80}”: add its page first, or import with"
        " --make-programs"
    )
