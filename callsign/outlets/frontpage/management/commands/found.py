"""Found a station: its database, its pages, its first editor."""

import logging
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from callsign.newsroom.station.address import address_of
from callsign.outlets.frontpage.founding import (
    CannotFound,
    Charter,
    found,
    require_no_station,
    require_sound,
)


class Command(BaseCommand):
    """``callsign found`` runs this."""

    help = __doc__
    # There may be no tables to check yet.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--callsign", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--city", default="")
        parser.add_argument("--time-zone", required=True)
        parser.add_argument("--editor-email", required=True)
        parser.add_argument("--base-url", default=settings.BASE_URL)

    def handle(self, *args: Any, **options: Any) -> None:
        # Wagtail says each page it makes; this is not about those.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        charter = Charter(
            call_sign=options["callsign"].strip(),
            name=options["name"].strip(),
            city=options["city"].strip(),
            zone=options["time_zone"].strip(),
            editor_email=options["editor_email"].strip(),
            base_url=options["base_url"].strip().rstrip("/"),
        )
        try:
            require_sound(charter)
            require_no_station()
            self.stdout.write("Making the database, styles and fonts")
            call_command("migrate", verbosity=0, interactive=False)
            call_command("collectstatic", verbosity=0, interactive=False)
            made = found(charter)
        except (CannotFound, OSError, OperationalError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{made.station} is founded.\n"
            "Start it with `callsign serve`, then set a password at\n\n"
            f"    {made.password_link}\n\n"
            "That link works once, for three days. The user name to sign in with is"
            f" {made.editor.get_username()}."
        )
        for setting in settings_to_change(charter.base_url):
            self.stdout.write(f"Before you start it, set {setting}")


def settings_to_change(base_url: str) -> list[str]:
    """Return what the environment must say for a station to answer at its address."""
    missing = []
    if base_url != settings.BASE_URL:
        missing.append(f"CALLSIGN_BASE_URL={base_url}")
    host = address_of(base_url).hostname
    if host not in settings.ALLOWED_HOSTS:
        missing.append(f"CALLSIGN_ALLOWED_HOSTS={host}")
    return missing
