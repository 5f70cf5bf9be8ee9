"""Forget the uploads nobody went on with, for a station that wants it done at night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from callsign.newsroom.audio.receiving import remove_expired_uploads


class Command(BaseCommand):
    help = "Remove uploads that nobody has gone on with for a week."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them and say how many there were."""
        removed = remove_expired_uploads(at=timezone.now())
        self.stdout.write(f"{removed} removed")
