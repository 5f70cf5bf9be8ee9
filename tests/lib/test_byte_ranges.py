"""Which bytes a request means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.lib.byte_ranges import ByteRange, NotSatisfiable, asked_range


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", ByteRange(0, 1)),
        ("bytes=999-", ByteRange(999, 1_000)),
        ("bytes=-1", ByteRange(999, 1_000)),
        ("bytes=-5000", ByteRange(0, 1_000)),  # longer than the file: all of it
        ("Bytes = 1 - 2", ByteRange(1, 3)),  # units have no case
        ("bytes=0-1,5-6", None),
        ("bytes=5-2", None),
        ("", None),
    ],
)
def test_reads_a_range(header, expected):
    assert asked_range(header, 1_000) == expected


@given(st.text(max_size=40), st.integers(0, 10_000))
def test_of_anything_is_inside_the_file(header, size):
    try:
        part = asked_range(f"bytes={header}", size)
    except NotSatisfiable:
        return

    assert part is None or 0 <= part.start < part.end <= size
