"""Keeping: what is rewound, what goes, and what a full disk may take."""

from itertools import count

import pytest

from callsign.air.cutting import Cut
from callsign.air.keeping import FEWEST_SEGMENTS, LIVE_SEGMENTS, Keeper
from callsign.air.store import Store, init_path
from callsign.engines.stream.journal import Kind
from callsign.engines.stream.segments import MediaSegment
from tests.air.studio import FRIDAY_NOON_MS, Told

FULL, ROOMY = (100_000_000, 10**12), (10**11, 10**12)


def keeper(folder, *, hours=24, told=None, store=None) -> Keeper:
    return Keeper(
        store or Store(folder, ["aac48"]),
        rewind_hours=hours,
        say=told or Told(),
        kbps=48,
    )


def cut(number: int, *, is_discontinuity: bool = False) -> Cut:
    start_ms = FRIDAY_NOON_MS + number * 1_984
    return Cut(start_ms, 1_984, is_discontinuity, {"aac48": [b"frame"] * 93})


def filled(one: Keeper, segments: int) -> Keeper:
    for number in range(segments):
        one.keep(cut(number, is_discontinuity=number == 0))
    return one


class TestRetiring:
    def test_removes_what_is_older_than_the_hours(self, tmp_path):
        one = filled(keeper(tmp_path, hours=1), 600)

        # The hour, and the ten minutes that a window of its beginning lists.
        one.retire(FRIDAY_NOON_MS + 100 * 1_984 + 3_600_000 + 600_000)

        kept = one.archive.segments
        assert kept[0].sequence == 100
        assert len(list(tmp_path.rglob("*.m4s"))) == len(kept)

    def test_leaves_what_the_live_playlist_lists(self, tmp_path):
        one = filled(keeper(tmp_path, hours=0), 400)

        one.retire(FRIDAY_NOON_MS + 10**9)

        assert len(one.archive) == LIVE_SEGMENTS

    def test_goes_on_past_sound_that_a_wrong_clock_dated_far_ahead(self, tmp_path):
        one = keeper(tmp_path, hours=0)
        one.keep(cut(10**7))
        for number in range(1, 2 * LIVE_SEGMENTS + 20):
            one.keep(cut(number, is_discontinuity=number == 1))

        one.retire(FRIDAY_NOON_MS + 600_000)

        assert len(one.archive) <= 2 * LIVE_SEGMENTS

    def test_keeps_count_of_discontinuities_across_a_restart(self, tmp_path):
        one = filled(keeper(tmp_path, hours=0), 400)
        one.retire(FRIDAY_NOON_MS + 10**9)

        again = keeper(tmp_path, hours=0)

        assert again.archive.discontinuity_sequence == 1
        assert again.archive.segments == one.archive.segments


class TestADiskThatIsNearlyFull:
    def test_loses_the_oldest_first(self, tmp_path):
        one = filled(keeper(tmp_path), 600)
        answers = iter([FULL, FULL, ROOMY])

        removed = one.make_room(lambda folder: next(answers))

        assert removed == 120
        assert one.archive.segments[0].sequence == 121

    def test_never_loses_what_is_live(self, tmp_path):
        one = filled(keeper(tmp_path), 400)

        one.make_room(lambda folder: FULL)

        assert len(one.archive) == LIVE_SEGMENTS


class FullStore(Store):
    """A store on a disk with no room until something goes."""

    def __init__(self, *arguments) -> None:
        super().__init__(*arguments)
        self.room = 50

    def write(self, segment, pieces) -> None:
        if self.room <= 0:
            raise OSError(28, "No space left on device")
        self.room -= 1
        super().write(segment, pieces)

    def remove(self, segment) -> None:
        super().remove(segment)
        self.room += 1


class TestADiskThatIsFull:
    def test_gives_up_rewinding_for_live(self, tmp_path):
        told = Told()
        one = keeper(tmp_path, told=told, store=FullStore(tmp_path, ["aac48"]))

        filled(one, 200)

        assert one.archive.latest.sequence == 200
        assert not any(s.is_discontinuity for s in one.archive.segments[1:])
        assert told.of(Kind.DISK)

    def test_says_so_once_and_marks_what_is_missing(self, tmp_path):
        told = Told()
        store = FullStore(tmp_path, ["aac48"])
        one = keeper(tmp_path, told=told, store=store)
        filled(one, FEWEST_SEGMENTS)
        store.room = 0
        numbers = count(FEWEST_SEGMENTS)
        lost = [one.keep(cut(next(numbers))) for _ in range(3)]
        store.room = 5

        kept = one.keep(cut(next(numbers)))

        assert lost == [None, None, None]
        assert kept.is_discontinuity
        assert kept.sequence == FEWEST_SEGMENTS + 1
        assert len(told.of(Kind.DISK)) == 1


class TestADiskThatIsFullAtTheStart:
    def test_is_told_of_and_tried_again(self, tmp_path):
        told = Told()
        one = keeper(tmp_path, told=told)
        in_the_way = tmp_path / "aac48"
        in_the_way.write_text("no folder can be made")

        one.keep_inits({"aac48": b"ftyp"})
        in_the_way.unlink()
        one.retire(FRIDAY_NOON_MS)

        assert init_path(tmp_path, "aac48").read_bytes() == b"ftyp"
        assert len(told.of(Kind.DISK)) == 1


class TestADiskThatIsTooSlow:
    def test_marks_the_segment_after_the_lost_one(self, tmp_path):
        """What was cut before the loss may still be waiting to be kept."""
        told = Told()
        one = filled(keeper(tmp_path, told=told), 3)

        one.lose()
        before, after = one.keep(cut(3)), one.keep(cut(5))

        assert [before.is_discontinuity, after.is_discontinuity] == [False, True]
        assert [one["reason"] for one in told.of(Kind.DISK)] == ["the disk is too slow"]


class TestARestart:
    def test_names_the_file_after_a_lost_one_as_it_is_listed(self, tmp_path):
        one = filled(keeper(tmp_path), 4)
        one.store.path("aac48", one.archive.numbered(2)).unlink()

        again = keeper(tmp_path)

        after = again.archive.numbered(3)
        assert after.is_discontinuity
        assert again.store.path("aac48", after).is_file()
        assert len(list(tmp_path.rglob("*.m4s"))) == 3
        assert keeper(tmp_path).archive.segments == again.archive.segments

    def test_removes_what_a_kill_left_in_some_renditions_only(self, tmp_path):
        pieces = {"aac48": b"a", "aac128": b"b"}
        store = Store(tmp_path, list(pieces))
        first, last = (cut(number).segment(number) for number in (1, 2))
        for segment in (first, last):
            store.write(segment, pieces)
        store.path("aac128", last).unlink()

        again = keeper(tmp_path, store=store)

        assert again.archive.segments == (first,)
        assert len(list(tmp_path.rglob("*.m4s"))) == 2
        assert again.keep(
            Cut(last.start_ms, 1_984, False, {name: [b"frame"] for name in pieces})
        ) == MediaSegment(3, last.start_ms, is_discontinuity=False)


class TestAStore:
    def test_leaves_nothing_of_a_segment_that_could_not_be_written(self, tmp_path):
        (tmp_path / "aac128").write_text("in the way")
        store = Store(tmp_path, ["aac48", "aac128"])
        segment = cut(1).segment(1)

        with pytest.raises(OSError, match=r"aac128|exists|directory"):
            store.write(segment, {"aac48": b"a", "aac128": b"b"})

        assert not list(tmp_path.rglob("*.m4s*"))
