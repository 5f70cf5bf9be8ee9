"""
Let the demo station say that it is where it is started: at another port, for one.

    python -m demo.address

The address is read from CALLSIGN_BASE_URL.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "callsign.config.settings")
django.setup()  # the rooms below cannot be imported before

# ruff: noqa: E402
from django.conf import settings
from wagtail.models import Site

from callsign.newsroom.station.address import move_to


def main() -> None:
    """Move the station to the address that the environment names."""
    move_to(Site.objects.get(is_default_site=True), settings.BASE_URL)


if __name__ == "__main__":
    main()
