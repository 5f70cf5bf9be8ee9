"""What may not be streamed is not, to the millisecond; the service's own fill is heard."""

import time
from dataclasses import replace

import numpy as np
import pytest

from callsign.air.stand_in import filling_of
from callsign.engines.stream.configuration import ServiceConfig
from callsign.engines.stream.journal import Kind
from callsign.engines.stream.withheld import Span, Withheld
from tests.air.studio import (
    FRIDAY_NOON_MS,
    RATE_HZ,
    ScriptedClock,
    entries_in,
    files_config,
    push_config,
    service_of,
    tape_folder,
)
from tests.air.test_service import WAKE_S, decoded

GAME_HZ, FILL_HZ = 2_000.0, 440.0
GAME = Span(FRIDAY_NOON_MS + 2_000, FRIDAY_NOON_MS + 6_000)
OFF_STREAM = Withheld.of([GAME])
PATIENCE_S = 20


class Stadium:
    """A service that airs a game, has fill in a folder, and a clock that is set by hand."""

    def __init__(self, folder, **changes) -> None:
        self.folder, self.clock = folder, ScriptedClock()
        game = files_config(tape_folder(folder / "game", hz=GAME_HZ), "game")
        fill = files_config(tape_folder(folder / "fill", hz=FILL_HZ), "programs")
        self.service = service_of(folder, self.clock, game, fill, **changes)
        self.service.start_sources()

    def run(self, seconds: float) -> "Stadium":
        for _ in range(round(seconds / WAKE_S)):
            self.wait_for_sound()
            self.service.work()
            self.clock.pass_by(WAKE_S)
        return self

    def wait_for_sound(self) -> None:
        """The files are read by threads that do not know the scripted clock."""
        patience = time.monotonic() + PATIENCE_S
        while time.monotonic() < patience:
            sources = self.service._all_sources
            if all(one.health().buffered_ms > 400 for one in sources):
                return
            time.sleep(0.001)
        raise AssertionError("the files do not come")

    def end(self) -> "Stadium":
        self.service.stop()
        self.service._journal.close()
        return self

    def loudness(self, hz: float, start_ms: int, end_ms: int) -> float:
        """How loud a tone is between two moments: 1 for the recording's own."""
        segments = self.service.archive.segments
        sound = decoded(self.service, segments)[0]
        first = (start_ms - segments[0].start_ms) * RATE_HZ // 1_000
        piece = sound[first : first + (end_ms - start_ms) * RATE_HZ // 1_000]
        wave = np.exp(-2j * np.pi * hz / RATE_HZ * np.arange(piece.size))
        return float(2 * abs(np.mean(piece * wave)) / 0.1)

    def switches(self) -> list[tuple[object, object]]:
        told = entries_in(self.folder / "journal")
        return [
            (one.details["source"], one.details["reason"])
            for one in told
            if one.kind is Kind.SWITCHED
        ]


class TestWhatMayNotBeStreamed:
    @pytest.fixture
    def stadium(self, tmp_path):
        return Stadium(tmp_path, off_stream=OFF_STREAM).run(11.0).end()

    def test_is_not_heard_from_its_first_moment_up_to_its_last(self, stadium):
        # A codec smears what begins over the frame before it.
        assert stadium.loudness(GAME_HZ, GAME.start_ms, GAME.end_ms - 43) < 0.001

    def test_has_the_services_own_recordings_in_its_place(self, stadium):
        assert stadium.loudness(FILL_HZ, GAME.start_ms, GAME.end_ms) > 0.9

    def test_is_heard_up_to_it_and_after_it(self, stadium):
        before, after = GAME.start_ms - 300, GAME.end_ms + 100

        assert stadium.loudness(GAME_HZ, before - 1_000, before) > 0.9
        assert stadium.loudness(GAME_HZ, after, after + 1_000) > 0.9

    def test_is_told_in_the_journal(self, stadium):
        assert stadium.switches() == [
            ("game", "first"),
            ("fill", "not_streamed"),
            ("game", "streamed"),
        ]

    def test_goes_on_without_a_gap(self, stadium):
        segments = stadium.service.archive.segments

        assert not any(one.is_discontinuity for one in segments[1:])


class TestAProgramWhoseRightsEndWhileItIsOn:
    def test_goes_off_the_stream_at_once(self, tmp_path):
        stadium = Stadium(tmp_path).run(5.0)
        config = stadium.service.config

        is_taken = stadium.service.reconfigure(replace(config, off_stream=OFF_STREAM))
        stadium.run(2.0)
        back = stadium.service.reconfigure(config)
        stadium.service.tidy()
        stadium.run(2.0).end()

        assert is_taken and back
        assert [reason for _, reason in stadium.switches()] == [
            "first",
            "not_streamed",
            "streamed",
        ]

    def test_is_called_what_the_plan_says_and_not_what_stands_in(self, tmp_path):
        stadium = Stadium(tmp_path, off_stream=OFF_STREAM).run(5.0)

        status = stadium.service.status()
        stadium.end()

        assert (status["on_air"], status["now_playing"]) == ("fill", "KDEMO 89.7")


class TestAServiceWithoutRecordings:
    def test_is_silent_instead(self, tmp_path):
        config = ServiceConfig(
            "kdemo", "KDEMO 89.7", (push_config(),), off_stream=OFF_STREAM
        )

        assert filling_of(config) is None
