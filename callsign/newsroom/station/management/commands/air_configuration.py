"""Write air's configuration as the database says, as `callsign serve` does at its start."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from callsign.engines.stream.configuration import Misconfigured
from callsign.newsroom.station.air_configuration import (
    air_folder,
    write_air_configuration,
)


class Command(BaseCommand):
    """For a start, and after a change that did not go through the newsroom."""

    help = __doc__
    # Air must not wait for the checks of everything else.
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        try:
            changed = write_air_configuration()
        except (Misconfigured, DatabaseError, OSError) as error:
            raise CommandError(
                f"air's configuration stays as it is: {error}"
            ) from error
        state = "written" if changed else "up to date"
        self.stdout.write(f"{air_folder() / 'air.json'} is {state}")
