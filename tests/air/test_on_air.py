"""On air: the real program, a real encoder that is killed, and what a listener hears."""

import shutil
import time

import pytest

from callsign.air.store import Store
from callsign.engines.stream.journal import Kind
from tests.air.running import (
    air,
    configure,
    encoder,
    free_port,
    heard,
    longest_silence_ms,
    on_air,
    until,
)
from tests.air.studio import entries_in

needs_ffmpeg = pytest.mark.skipif(
    shutil.which("ffmpeg") is None, reason="ffmpeg is the encoder of this test"
)


@needs_ffmpeg
class TestAnEncoderThatIsKilled:
    def test_is_not_missed_by_listeners(self, tmp_path):
        port = free_port()
        configure(tmp_path, port)
        with air(tmp_path):
            with encoder(port) as studio:
                until(lambda: on_air(tmp_path) == "studio")
                time.sleep(2)
                studio.kill()
            until(lambda: on_air(tmp_path) == "programs")
            time.sleep(2)

        for rendition in ("aac128", "aac48"):
            assert longest_silence_ms(heard(tmp_path, rendition)) < 10
        entries = entries_in(tmp_path / "journal")
        switches = [one.details for one in entries if one.kind is Kind.SWITCHED]
        names = [one["source"] for one in switches]
        assert names == ["programs", "studio", "programs"]
        assert [one["gap_ms"] for one in switches[1:]] == [0, 0]
        assert entries[-1].kind is Kind.STOPPED


class TestAirThatIsKilled:
    def test_goes_on_where_it_was(self, tmp_path):
        configure(tmp_path, free_port())
        with pytest.raises(AssertionError), air(tmp_path) as process:
            time.sleep(5)
            process.kill()
        before = Store(tmp_path / "media" / "kdemo", ["aac128", "aac48"]).found()[0]

        with air(tmp_path):
            time.sleep(5)
        after = Store(tmp_path / "media" / "kdemo", ["aac128", "aac48"]).found()[0]

        assert after[: len(before)] == before
        first = after[len(before)]
        assert first.sequence == before[-1].sequence + 1
        assert first.is_discontinuity
