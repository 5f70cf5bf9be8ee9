"""A service takes up what is withheld while it is on air."""

from dataclasses import replace

from callsign.engines.stream.withheld import Span, Withheld
from tests.air.studio import FRIDAY_NOON_MS
from tests.air.test_service import Broadcast


class TestAServiceOnAir:
    def test_withholds_what_it_is_told_to_without_a_gap(self, tmp_path):
        broadcast = Broadcast(tmp_path).run(12.0)
        config = broadcast.service.config
        everything = Withheld.of([Span(0, FRIDAY_NOON_MS * 2)])

        is_taken = broadcast.service.reconfigure(replace(config, withheld=everything))
        segments = broadcast.run(12.0).end()

        assert is_taken
        assert not any(segment.is_discontinuity for segment in segments[1:])
        assert not broadcast.service.archive.between(0, FRIDAY_NOON_MS * 2).segments

    def test_withholds_after_a_restart(self, tmp_path):
        Broadcast(tmp_path).run(12.0).end()
        everything = Withheld.of([Span(0, FRIDAY_NOON_MS * 2)])

        again = Broadcast(tmp_path, withheld=everything)
        kept = again.service.archive
        again.end()

        assert len(kept) > 3
        assert not kept.between(0, FRIDAY_NOON_MS * 2).segments
