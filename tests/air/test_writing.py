"""Writing: who makes the sound never waits for the disk."""

import threading

from callsign.air.cutting import Cut
from callsign.air.keeping import Keeper
from callsign.air.store import Store
from callsign.air.writing import MOST_UNWRITTEN, Writing
from callsign.engines.stream.journal import Kind
from tests.air.studio import FRIDAY_NOON_MS, ScriptedClock, Told


class StandingStore(Store):
    """A store on a disk that stands still until it is let go."""

    def __init__(self, *arguments) -> None:
        super().__init__(*arguments)
        self.goes_on = threading.Event()

    def write(self, segment, pieces) -> None:
        self.goes_on.wait()
        super().write(segment, pieces)


def cut(number: int) -> Cut:
    start_ms = FRIDAY_NOON_MS + number * 1_984
    return Cut(start_ms, 1_984, number == 0, {"aac48": [b"frame"] * 93})


class TestADiskThatStandsStill:
    def test_loses_what_there_is_no_room_for_and_marks_the_place(self, tmp_path):
        told, store = Told(), StandingStore(tmp_path, ["aac48"])
        keeper = Keeper(store, rewind_hours=24, say=told, kbps=48)
        writing = Writing(keeper, clock=ScriptedClock(), say=told)
        lost = 3

        for number in range(MOST_UNWRITTEN + lost):
            writing.write(cut(number))
        store.goes_on.set()
        writing.finish()
        after = keeper.keep(cut(MOST_UNWRITTEN + lost))

        kept = keeper.archive.segments
        assert len(kept) == MOST_UNWRITTEN + 1
        assert [one for one in kept if one.is_discontinuity] == [kept[0], after]
        assert [one["reason"] for one in told.of(Kind.DISK)] == ["the disk is too slow"]
