"""A pulse: a long piece of work says how far it is, and hears when it is called off."""

from collections.abc import Callable
from datetime import datetime, timedelta

from callsign.engines.alignment.progress import Progress, Stage
from callsign.newsroom.station.work import Work

# An editor watching wants to see it move; the database wants to be left alone.
BEAT_EVERY = timedelta(seconds=1)

# Where each stage begins and ends in the whole, in percent: hearing takes most of it.
STAGES = {Stage.DECODING: (0, 10), Stage.LISTENING: (10, 75), Stage.FITTING: (75, 99)}


class Pulse:
    """Writes a heartbeat and progress at most once a second."""

    def __init__(self, work: Work, clock: Callable[[], datetime]) -> None:
        self.work = work
        self.clock = clock
        self.percent = 0
        self.latest_beat_at = clock()
        self.latest_look_at = clock()
        self.was_called_off = False

    def tell(self, progress: Progress) -> None:
        """Take down how far the work is."""
        start, end = STAGES[progress.stage]
        done = start + (end - start) * min(progress.percent, 100) // 100
        self.percent = max(self.percent, done)
        now = self.clock()
        if now - self.latest_beat_at >= BEAT_EVERY:
            self.latest_beat_at = now
            self.work.beat(at=now, percent=self.percent)

    def is_called_off(self) -> bool:
        """Return whether somebody called the work off, as of a second ago."""
        now = self.clock()
        if now - self.latest_look_at >= BEAT_EVERY:
            self.latest_look_at = now
            self.was_called_off = (
                not type(self.work)
                .objects.filter(pk=self.work.pk, state=self.work.State.RUNNING)
                .exists()
            )
        return self.was_called_off
