"""The rounds: what the worker does every few seconds, beside its tasks."""

import logging
import threading
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import close_old_connections, connection

from callsign.newsroom.logbook.alarms import watch
from callsign.newsroom.logbook.letters import send_letters
from callsign.newsroom.logbook.signals import went_round
from callsign.newsroom.logbook.taking_in import take_in
from callsign.newsroom.station.air_configuration import tell_air

logger = logging.getLogger(__name__)

EVERY_S = 5.0
# What air is told depends on the time as well: spans that are withheld next week.
AIR_TOLD_EVERY = timedelta(hours=1)


def go_round(*, at: datetime, watching_since: datetime) -> None:
    """Take in the journal, look what is wrong, tell the engineers; then the other rooms."""
    try:
        take_in(settings.DATA_DIR / "air" / "journal")
        watch(at=at, watching_since=watching_since)
        send_letters(at=at)
    finally:
        # A journal that cannot be read is no reason to leave the schedule unplanned.
        went_round.send_robust(sender=Rounds, at=at)


class Rounds(threading.Thread):
    """
    Goes round until the worker ends.

    A thread and no task: a queue that is busy with an hour's alignment would hold back
    the letter that the transmitter is silent. It is a daemon, because what it does is
    committed whole or not at all.
    """

    def __init__(self, *, every_s: float = EVERY_S) -> None:
        super().__init__(name="rounds", daemon=True)
        self.every_s = every_s
        self.ended = threading.Event()

    def end(self) -> None:
        """Finish the round that is under way, and go no more."""
        self.ended.set()
        self.join()

    def run(self) -> None:
        watching_since = told_at = datetime.now(UTC)
        while not self.ended.wait(self.every_s):
            close_old_connections()
            now = datetime.now(UTC)
            try:
                go_round(at=now, watching_since=watching_since)
                if now - told_at >= AIR_TOLD_EVERY:
                    tell_air()
                    told_at = now
            except Exception:
                # Whatever it is (a database that restarts, a full disk), the next
                # round may do better, and the log has it.
                logger.exception("a round of the logbook was broken off")
                connection.close()
        connection.close()
