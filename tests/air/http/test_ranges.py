import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.air.http.ranges import range_of
from callsign.air.http.refusals import Refused


class TestARange:
    @pytest.mark.parametrize(
        ("header", "asked"),
        [
            ("bytes=0-0", range(1)),
            ("bytes=0-", range(10)),
            ("bytes=4-99", range(4, 10)),  # to the end
            ("bytes=-3", range(7, 10)),
            ("bytes=-99", range(10)),
            ("bytes=5-2", None),  # not a range: ignored, says the standard
            ("bytes=0-1,3-4", None),
            ("seconds=1-2", None),
        ],
    )
    def test_is_a_part_or_all(self, header, asked):
        assert range_of(header, 10) == asked

    @pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-12", "bytes=-0"])
    def test_beyond_the_end_is_refused(self, header):
        with pytest.raises(Refused) as refused:
            range_of(header, 10)

        assert refused.value.status == 416

    @given(st.text(max_size=30), st.integers(1, 100))
    def test_never_leaves_the_body(self, header, size):
        try:
            asked = range_of("bytes=" + header, size)
        except Refused:
            return
        assert asked is None or 0 <= asked.start < asked.stop <= size
