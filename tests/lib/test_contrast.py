"""Contrast, for every color a station could choose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.lib.contrast import ENOUGH, color, contrast, hexadecimal, readable

PARTS = st.integers(0, 255)
COLORS = st.tuples(PARTS, PARTS, PARTS)


class TestContrast:
    @pytest.mark.parametrize(
        ("one", "other", "ratio"),
        [
            ("#777777", "#ffffff", 4.48),  # the gray that is just not enough
            ("#767676", "#ffffff", 4.54),  # and the one that is
            ("#ff0000", "#ffffff", 4.0),
            ("#0000ff", "#000000", 2.44),
        ],
    )
    def test_is_what_the_standard_says(self, one, other, ratio):
        assert contrast(color(one), color(other)) == pytest.approx(ratio, abs=0.005)

    @given(COLORS, COLORS)
    def test_is_the_same_both_ways(self, one, other):
        assert 1 <= contrast(one, other) == contrast(other, one) <= 21

    @given(COLORS)
    def test_a_color_is_read_as_it_is_written(self, value):
        assert color(hexadecimal(value)) == value


class TestAReadableShade:
    @given(COLORS, COLORS)
    def test_is_found_for_every_color_on_every_ground(self, value, ground):
        assert contrast(readable(value, on=ground), ground) >= ENOUGH

    @given(COLORS)
    def test_leaves_alone_what_is_readable(self, value):
        white = (255, 255, 255)
        if contrast(value, white) >= ENOUGH:
            assert readable(value, on=white) == value
