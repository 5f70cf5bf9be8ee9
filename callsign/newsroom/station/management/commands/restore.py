"""Put the station of a backup here."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from django.utils import timezone

from callsign.lib.archive import DamagedArchive
from callsign.newsroom.station.restore import CannotRestore, restore_backup


class Command(BaseCommand):
    """``callsign restore`` runs this."""

    help = __doc__
    # On an empty machine there is nothing to check yet.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            restore_backup(
                file, replace=replace, at=timezone.now(), say=self.stdout.write
            )
        except (CannotRestore, DamagedArchive, OSError, OperationalError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("The station is back. Start it with `callsign serve`.")
