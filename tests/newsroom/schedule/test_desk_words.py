"""Previews in fewer words: alike dates together, and nothing left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from callsign.newsroom.schedule.desk_words import dates_in_words

MONDAY = date(2026, 11, 30)
UNTIL = date(2027, 1, 25)


def after(*days):
    return [MONDAY + timedelta(days=number) for number in days]


class TestDatesInWords:
    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (after(0), "Mon Nov 30, 2026"),
            (after(0, 1), "Mon Nov 30, 2026 and Tue Dec 1, 2026"),
            (
                after(0, 1, 2, 3, 4),
                "every weekday from Mon Nov 30, 2026 to Fri Dec 4, 2026",
            ),
            (after(*range(56)), "every day from Mon Nov 30, 2026"),
            (
                after(*range(21)),
                "every day from Mon Nov 30, 2026 to Sun Dec 20, 2026",
            ),
            (
                after(0, 7, 14, 28),  # one is left out
                "on some days from Mon Nov 30, 2026 to Mon Dec 28, 2026",
            ),
        ],
    )
    def test_are_a_pattern_where_they_make_one(self, days, words):
        assert dates_in_words(days, until=UNTIL) == words

    @given(some.sets(some.integers(0, 55), min_size=1).map(sorted))
    def test_are_said_of_any(self, numbers):
        days = after(*numbers)

        assert f"{days[0].day}, {days[0].year}" in dates_in_words(days, until=UNTIL)
