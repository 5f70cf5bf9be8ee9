"""A pool of real processes, one of which is killed by its own job."""

import multiprocessing
import os
import signal
import time
from contextlib import closing

from callsign.lib.batch.processes import Processes
from callsign.lib.batch.spreading import spread

KILLERS = {3}


def work(number):
    if number in KILLERS:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 10


def stuck(_):
    time.sleep(3_600)


def lost(number):
    return f"{number} was lost"


def all_of(numbers):
    with closing(Processes(work, lost, count=2)) as crew:
        return dict(spread(numbers, crew, alike=lambda _: None))


class TestAJobThatKillsItsProcess:
    def test_is_lost_and_takes_no_other_with_it(self):
        assert all_of(range(8)) == {
            number: "3 was lost" if number == 3 else number * 10 for number in range(8)
        }


class TestEndingWhileJobsAreUnderWay:
    def test_waits_for_none_of_them(self):
        crew = Processes(stuck, lost, count=1)
        crew.start("an hour's interview")

        crew.close()

        assert multiprocessing.active_children() == []
