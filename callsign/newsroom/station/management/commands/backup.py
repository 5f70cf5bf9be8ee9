"""Write the whole station to one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from django.utils import timezone

from callsign.newsroom.station.backup import NotUpToDate, make_backup


class Command(BaseCommand):
    """``callsign backup`` runs this."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            make_backup(file, at=timezone.now(), say=self.stdout.write)
        except (NotUpToDate, OSError, OperationalError) as error:
            raise CommandError(f"{error}. No backup was made.") from error
        size_mb = file.stat().st_size / 1e6
        self.stdout.write(
            f"{file}: {size_mb:.1f} MB. Keep it as safe as the station: the accounts"
            " and the secret key are in it."
        )
