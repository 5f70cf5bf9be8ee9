"""Previews in fewer words: alike dates together, and nothing left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from callsign.newsroom.schedule.desk_day_words import dates_in_words

MONDAY = date(2026, 11, 30)
UNTIL = date(2027, 1, 25)


def after(*days):
    return [MONDAY + timedelta(days=number) for number in days]


class TestDatesInWords:
    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (after(0), "Mon Nov 30"),
            (after(0, 1), "Mon Nov 30 and Tue Dec 1"),
            (
                after(0, 1, 2, 3, 4),
                "every weekday from Mon Nov 30 to Fri Dec 4",
            ),
            (after(*range(56)), "every day from Mon Nov 30"),
            (
                after(*range(21)),
                "every day from Mon Nov 30 to Sun Dec 20",
            ),
            (
                after(0, 7, 14, 28),  # one is left out
                "every Monday from Mon Nov 30 to Mon Dec 28, except Mon Dec 21",
            ),
            (after(0, 14, 28), "every second Monday from Mon Nov 30 to Mon Dec 28"),
            (after(0, 14, 28, 42), "every second Monday from Mon Nov 30"),
            (after(0, 35), "Mon Nov 30 and Mon Jan 4, 2027"),
            (after(0, 8, 16, 30), "on some days from Mon Nov 30 to Wed Dec 30"),
            (
                [day for day in after(*range(56)) if day.weekday() in (6, 0, 1, 2, 3)],
                "every Sunday to Thursday from Mon Nov 30",
            ),
        ],
    )
    def test_are_a_pattern_where_they_make_one(self, days, words):
        assert dates_in_words(days, today=MONDAY, until=UNTIL) == words

    @given(some.sets(some.integers(0, 55), min_size=1).map(sorted))
    def test_are_said_of_any(self, numbers):
        days = after(*numbers)

        assert f"{days[0]:%b} {days[0].day}" in dates_in_words(
            days, today=MONDAY, until=UNTIL
        )
