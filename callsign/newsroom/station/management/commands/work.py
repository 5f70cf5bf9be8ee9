"""Carry out what the queue holds, and first what a killed worker left behind."""

from typing import Any

from django_tasks_db.management.commands.db_worker import Command as Worker

from callsign.newsroom.station.signals import worker_ended, worker_started


class Command(Worker):
    """``callsign serve`` runs this: the worker of django-tasks-db, announced."""

    help = __doc__

    def handle(self, **options: Any) -> None:
        """Let the rooms look for work that was left, then begin; tell them at the end."""
        worker_started.send(sender=Command)
        try:
            super().handle(**options)
        finally:
            worker_ended.send(sender=Command)
