"""Drift: an encoder whose clock is not ours is followed, and nothing is lost or doubled."""

import pytest

from tests.air.drifting import drifted

HOURS = 3
BAR_MS = 50


class TestAClockThatIsNotOurs:
    """Hours of it; the week is in bench/drift_week.py."""

    @pytest.mark.parametrize("ppm", [200, -200])
    def test_is_followed_without_a_break(self, ppm):
        seen = drifted(ppm, HOURS * 3_600)

        assert (seen.dry, seen.breaks) == (0, 0)
        assert seen.worst_ms < BAR_MS
        # What the agreed delay leaves, and a second that a piece was held up.
        assert seen.least_ms > 100
        assert seen.most_ms < 2_050
