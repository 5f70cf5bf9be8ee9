"""A service on air, with clocks that are set by hand."""

import math
import threading
import time
from dataclasses import replace
from itertools import pairwise

import av
import numpy as np
import pytest

from callsign.air.block import decibels
from callsign.air.service import NoSuchMount, Service
from callsign.engines.stream.journal import Kind
from tests.air.studio import (
    FRIDAY_NOON_MS,
    ScriptedClock,
    entries_in,
    files_config,
    push_config,
    service_of,
    tape_folder,
)

WAKE_S = 4 * 1_024 / 48_000


class Broadcast:
    """A service that plays a folder, and the clock it plays by."""

    def __init__(self, folder, **changes) -> None:
        self.folder = folder
        self.clock = changes.pop("clock", ScriptedClock())
        programs = files_config(tape_folder(folder / "programs"))
        self.service: Service = service_of(
            folder, self.clock, push_config(), programs, **changes
        )
        self.service.start_sources()

    def run(self, seconds: float) -> "Broadcast":
        for _ in range(round(seconds / WAKE_S)):
            self.wait_for_sound()
            self.service.work()
            self.clock.pass_by(WAKE_S)
        return self

    def wait_for_sound(self) -> None:
        """The files are read by a thread that does not know the scripted clock."""
        patience = time.monotonic() + 20
        while time.monotonic() < patience:
            if self.service.status()["sources"][-1]["buffered_ms"] > 400:
                return
            time.sleep(0.001)
        raise AssertionError("the files do not come")

    def end(self):
        """Stop it, and return the segments that are there."""
        self.service.stop()
        return self.service.archive.segments


def decoded(service: Service, segments, rendition: str = "aac128") -> np.ndarray:
    joined = service.init_segments[rendition] + b"".join(
        service.segment_path(rendition, one).read_bytes() for one in segments
    )
    path = service.keeper.store.folder.parent / "joined.mp4"
    path.write_bytes(joined)
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.concatenate(frames, axis=1)


class TestSegments:
    def test_follow_each_other_exactly(self, tmp_path):
        segments = Broadcast(tmp_path).run(10.0).end()

        steps = [later.start_ms - one.end_ms for one, later in pairwise(segments)]
        assert len(segments) == 5
        assert set(steps) == {0}
        assert [one.is_discontinuity for one in segments] == [True] + [False] * 4
        assert [one.sequence for one in segments] == [1, 2, 3, 4, 5]

    def test_hold_the_sound_without_a_gap_in_every_rendition(self, tmp_path):
        broadcast = Broadcast(tmp_path)
        segments = broadcast.run(10.0).end()

        for rendition in ("aac128", "aac48"):
            sound = decoded(broadcast.service, segments, rendition)
            loud = np.flatnonzero(np.abs(sound).max(axis=0) > 0.02)
            assert np.diff(loud).max() < 48_000 // 100

    def test_are_dated_by_when_they_were_captured(self, tmp_path):
        segments = Broadcast(tmp_path).run(3.0).end()

        # Less the delay of two seconds and the 1,024 samples an encoder begins with.
        assert segments[0].start_ms == FRIDAY_NOON_MS - 2_000 - 21

    def test_carry_their_date_as_their_decode_time(self, tmp_path):
        broadcast = Broadcast(tmp_path)
        segments = broadcast.run(3.0).end()

        path = tmp_path / "one.mp4"
        path.write_bytes(
            broadcast.service.init_segments["aac48"]
            + broadcast.service.segment_path("aac48", segments[0]).read_bytes()
        )
        with av.open(str(path)) as container:
            first = next(container.decode(audio=0))
        assert first.pts == segments[0].start_ms * 48


class TestBreaks:
    @pytest.mark.parametrize("step_s", [10, -10])
    def test_of_the_clock_are_one_discontinuity(self, tmp_path, step_s):
        broadcast = Broadcast(tmp_path).run(5.0)
        broadcast.clock.start_ms += step_s * 1_000

        segments = broadcast.run(5.0).end()

        marked = [one for one in segments if one.is_discontinuity]
        at_ms = FRIDAY_NOON_MS + 5_000 + step_s * 1_000 - 2_000
        assert len(marked) == 2
        assert abs(marked[1].start_ms - at_ms) < 150

    def test_of_air_are_dated_anew(self, tmp_path):
        broadcast = Broadcast(tmp_path).run(5.0)
        broadcast.clock.pass_by(5.0)

        segments = broadcast.run(5.0).end()

        marked = [one for one in segments if one.is_discontinuity]
        assert len(marked) == 2
        assert abs(marked[1].start_ms - (FRIDAY_NOON_MS + 10_000 - 2_000)) < 150

    def test_begin_with_nothing_from_before_them(self, tmp_path):
        """The encoders hold back two frames, which end the segment before the break."""
        broadcast = Broadcast(tmp_path).run(5.0)
        broadcast.clock.pass_by(5.0)

        segments = broadcast.run(5.0).end()

        marked = [one for one in segments if one.is_discontinuity]
        before = segments[segments.index(marked[1]) - 1]
        made = sum(one.duration_ms for one in segments[: segments.index(marked[1])])
        # All that was made before the break, and the frame of nothing at the beginning.
        made_ms = before.end_ms - (FRIDAY_NOON_MS - 2_000)
        assert made_ms % (1_024 / 48) < 1
        assert abs(made - made_ms - 21) < 2
        assert abs(made_ms - 5_000) < 100
        assert marked[1].start_ms - before.end_ms > 4_900

    def test_of_less_than_a_second_are_caught_up(self, tmp_path):
        broadcast = Broadcast(tmp_path).run(5.0)
        broadcast.clock.pass_by(0.4)

        segments = broadcast.run(5.0).end()

        assert sum(one.is_discontinuity for one in segments) == 1


class TestARestart:
    def test_goes_on_counting_with_a_discontinuity(self, tmp_path):
        before = Broadcast(tmp_path).run(5.0).end()
        clock = ScriptedClock(FRIDAY_NOON_MS + 60_000)

        after = Broadcast(tmp_path, clock=clock).run(5.0).end()

        assert after[: len(before)] == before
        assert after[len(before)].sequence == before[-1].sequence + 1
        assert after[len(before)].is_discontinuity

    def test_passes_over_what_a_kill_left_unfinished(self, tmp_path):
        broadcast = Broadcast(tmp_path).run(5.0)
        before = broadcast.end()
        broadcast.service.segment_path("aac48", before[-1]).unlink()
        torn = broadcast.service.segment_path("aac48", before[0])
        torn.with_name("99-1-1984.m4s.part").write_bytes(b"torn")

        after = Broadcast(tmp_path).run(3.0).end()

        assert [one.sequence for one in after[:4]] == [1, 2, 4, 5]
        assert not list(tmp_path.rglob("*.part"))


class TestAService:
    def test_ends_a_source_that_is_gone_and_waits_for_no_disk(self, tmp_path):
        broadcast = Broadcast(tmp_path).run(2.0)
        config = broadcast.service.config
        gone, ended = broadcast.service._mixer.sources[-1], threading.Event()
        held_up, stop = threading.Event(), gone.stop
        gone.stop = lambda: (ended.set(), held_up.wait(), stop())
        other = files_config(tape_folder(tmp_path / "night", hz=660), "night")

        broadcast.service.reconfigure(replace(config, sources=(other,)))
        broadcast.service.tidy()
        assert not ended.is_set()
        broadcast.run(1.0)
        broadcast.service.tidy()

        assert ended.wait(20)
        held_up.set()
        broadcast.end()

    def test_tells_what_it_does(self, tmp_path):
        broadcast = Broadcast(tmp_path).run(3.0)
        status = broadcast.service.status()

        broadcast.end()

        assert status["on_air"] == "programs"
        assert status["now_playing"] == "tone"
        assert -24 < status["sources"][1]["loudness_db"] < -22
        assert status["switches"][0]["reason"] == "first"

    def test_sends_mp3(self, tmp_path):
        broadcast = Broadcast(tmp_path).run(3.0)
        broadcast.end()

        stream = broadcast.service.ring.since(0)

        assert stream[:2] == b"\xff\xfb"
        assert abs(len(stream) - 3 * 16_000) < 4_000

    def test_writes_its_segments_into_the_journal(self, tmp_path):
        broadcast = Broadcast(tmp_path).run(5.0)
        segments = broadcast.end()
        broadcast.service._journal.close()

        told = [
            one for one in entries_in(tmp_path / "journal") if one.kind is Kind.SEGMENT
        ]
        assert [one.details["start_ms"] for one in told] == [
            one.start_ms for one in segments
        ]

    def test_has_mounts_for_push_sources_alone(self, tmp_path):
        broadcast = Broadcast(tmp_path)

        with pytest.raises(NoSuchMount):
            broadcast.service.open_push("programs", "audio/mpeg")
        broadcast.end()

    def test_takes_up_other_sources_without_a_gap(self, tmp_path):
        broadcast = Broadcast(tmp_path).run(4.0)
        config = broadcast.service.config
        other = files_config(tape_folder(tmp_path / "night", hz=660), "night")

        is_taken = broadcast.service.reconfigure(
            replace(config, sources=(push_config(), other))
        )
        broadcast.service.tidy()  # before the mixer has faded to the other
        segments = broadcast.run(4.0).end()

        sound = decoded(broadcast.service, segments)
        loud = np.flatnonzero(np.abs(sound).max(axis=0) > 0.02)
        assert is_taken
        assert np.diff(loud).max() < 48_000 // 100
        assert broadcast.service.status()["on_air"] == "night"

    def test_matches_loudness_once_when_that_is_asked_for_later(self, tmp_path):
        broadcast = Broadcast(tmp_path).run(2.0)
        soft = files_config(tape_folder(tmp_path / "soft", dbfs=-28), "soft")
        config = replace(broadcast.service.config, sources=(push_config(), soft))

        broadcast.service.reconfigure(replace(config, is_loudness_matched=True))
        segments = broadcast.run(40.0).end()

        last = decoded(broadcast.service, segments)[:, -48_000:]
        heard_db = decibels(math.sqrt(float(np.mean(last.astype("f8") ** 2))))
        told = broadcast.service.status()["sources"][-1]
        assert heard_db == pytest.approx(told["loudness_db"] + told["gain_db"], abs=0.5)
        assert heard_db == pytest.approx(-20, abs=1)

    def test_needs_another_for_other_bit_rates(self, tmp_path):
        broadcast = Broadcast(tmp_path)
        config = broadcast.service.config

        assert not broadcast.service.reconfigure(replace(config, mp3_kbps=64))
        broadcast.end()
