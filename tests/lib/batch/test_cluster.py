"""A crew of Dask workers: jobs that kill whoever does them, and a scheduler that goes away."""

import os
import signal
import time
from contextlib import closing

import pytest

from callsign.lib.batch.spreading import spread
from tests.lib.batch.clusters import cluster

module = pytest.importorskip(
    "callsign.lib.batch.cluster", reason="the extra “archive” is not installed"
)
KILLER = 3


def work(number):
    if number == KILLER:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 10


def stuck(_):
    time.sleep(3_600)


def lost(number):
    return f"{number} was lost"


def silent(_):
    """Tell nobody."""


class TestAJobThatKillsWhoeverDoesIt:
    def test_is_given_up_and_the_others_are_done(self, tmp_path):
        with (
            cluster(tmp_path, workers=3, allowed_failures=1) as machines,
            closing(module.Cluster(machines.address, work, lost, tell=silent)) as crew,
        ):
            done = dict(spread([KILLER, *range(10, 20)], crew, alike=lambda _: None))

        assert done[KILLER] == "3 was lost"
        assert len(done) == 11
        # One that waited beside the killer twice may be taken for it; no more than that.
        assert sum(done[number] == number * 10 for number in range(10, 20)) >= 8


class TestASchedulerThatGoesAway:
    def test_is_told_in_a_sentence(self, tmp_path):
        with (
            cluster(tmp_path, workers=1) as machines,
            closing(module.Cluster(machines.address, stuck, lost, tell=silent)) as crew,
        ):
            crew.start(1)
            machines.scheduler.kill()

            with pytest.raises(module.NoCluster, match="went away"):
                crew.finished()
