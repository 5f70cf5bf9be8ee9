"""Expansion: the dates of a rule, whichever way they are reckoned."""

from datetime import date, timedelta

import dateutil.rrule
import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.airtime.expansion import dates, has_a_date
from callsign.engines.airtime.recurrence import read_rule
from tests.engines.airtime.grids import CHICAGO, dates_the_long_way, rules


def listed(rule, start, first, last, *, start_s=0):
    found = dates(
        read_rule(rule),
        valid_from=start.toordinal(),
        first=first.toordinal(),
        last=last.toordinal(),
        start_s=start_s,
        zone=CHICAGO,
    )
    return [date.fromordinal(day) for day in found]


@pytest.fixture
def periods_walked(monkeypatch):
    """The months and years at which python-dateutil looks, one after the other."""
    walked = []
    rebuild = dateutil.rrule._iterinfo.rebuild

    def watched(info, year, month):
        walked.append((year, month))
        rebuild(info, year, month)

    monkeypatch.setattr(dateutil.rrule._iterinfo, "rebuild", watched)
    return walked


class TestARule:
    @given(
        rule=rules,
        start=st.dates(date(2016, 1, 1), date(2026, 6, 1)),
        ahead=st.integers(-400, 4_000),
        length=st.integers(0, 60),
    )
    def test_has_the_same_dates_near_its_beginning_and_ten_years_on(
        self, rule, start, ahead, length
    ):
        first = start + timedelta(ahead)
        last = first + timedelta(length)

        assert listed(rule, start, first, last) == dates_the_long_way(
            rule, start, max(first, start), last
        )

    def test_keeps_its_interval_when_it_is_asked_for_late(self):
        every_other_friday = "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"

        found = listed(
            every_other_friday, date(2016, 1, 1), date(2026, 11, 1), date(2026, 11, 30)
        )

        assert found == [date(2026, 11, 6), date(2026, 11, 20)]

    def test_counts_from_its_first_date(self):
        found = listed(
            "FREQ=WEEKLY;BYDAY=MO;COUNT=3",
            date(2026, 11, 3),
            date(2026, 11, 1),
            date(2027, 1, 1),
        )

        assert found == [date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23)]

    @pytest.mark.parametrize(
        ("until", "start_s", "last"),
        [
            ("20261125", 82_800, 25),  # a date alone is included, whole
            ("20261125T090000", 32_400, 25),
            ("20261125T085959", 32_400, 24),
            ("20261125T150000Z", 32_400, 25),  # 09:00 in Chicago
            ("20261125T145959Z", 32_400, 24),
        ],
    )
    def test_ends_at_its_moment(self, until, start_s, last):
        found = listed(
            f"FREQ=DAILY;UNTIL={until}",
            date(2026, 11, 23),
            date(2026, 11, 1),
            date(2026, 12, 31),
            start_s=start_s,
        )

        assert found[-1] == date(2026, 11, last)

    @pytest.mark.parametrize(
        "rule",
        [
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2",
            "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
            "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31;COUNT=5",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",  # 2017, 2021, 2025
            "FREQ=DAILY;INTERVAL=7;BYDAY=MO",  # from a Sunday
        ],
    )
    def test_that_never_comes_true_is_looked_for_no_further_than_asked(
        self, rule, periods_walked
    ):
        sunday = date(2017, 1, 1)

        assert not listed(rule, sunday, date(2026, 11, 23), date(2027, 1, 18))
        assert len(periods_walked) <= 12 * 100

    def test_is_walked_only_where_it_is_asked_for(self, periods_walked):
        first_mondays = "FREQ=MONTHLY;BYDAY=1MO"

        listed(first_mondays, date(1900, 1, 1), date(2026, 11, 23), date(2027, 1, 18))

        assert len(periods_walked) == 3

    def test_that_counts_is_counted_through_once(self, periods_walked):
        rule, began = "FREQ=MONTHLY;BYDAY=2MO;COUNT=700", date(1971, 1, 1)
        listed(rule, began, date(2026, 11, 23), date(2027, 1, 18))
        periods_walked.clear()

        found = listed(rule, began, date(2026, 11, 23), date(2030, 1, 1))

        assert found[-1] == date(2029, 4, 9)
        assert len(periods_walked) < 50

    @given(
        rule=st.sampled_from(
            [
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SA",
                "FREQ=DAILY;INTERVAL=3",
                "FREQ=DAILY;BYDAY=TU,SU",
                "FREQ=DAILY;INTERVAL=2;BYDAY=TU,SU",
                "FREQ=DAILY;BYMONTH=6,7",
                "FREQ=WEEKLY;BYMONTH=12;BYDAY=FR",
                "FREQ=WEEKLY;BYMONTH=12",
                "FREQ=DAILY;BYYEARDAY=-1,60",
                "FREQ=DAILY;BYMONTHDAY=-1,13",
                "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO",
                "FREQ=YEARLY",
            ]
        ),
        count=st.integers(1, 300),
        start=st.dates(date(2016, 1, 1), date(2026, 6, 1)),
        ahead=st.integers(-40, 2_000),
    )
    def test_that_counts_has_as_many_dates_as_it_says(self, rule, count, start, ahead):
        rule = f"{rule};COUNT={count}"
        first = start + timedelta(ahead)
        last = first + timedelta(60)

        assert listed(rule, start, first, last) == dates_the_long_way(
            rule, start, max(first, start), last
        )

    def test_of_a_million_dates_is_read_no_further_than_asked(self):
        found = listed(
            "FREQ=DAILY;COUNT=1000000",
            date(2026, 11, 1),
            date(2026, 11, 22),
            date(2026, 11, 23),
        )

        assert len(found) == 2


class TestARuleWithoutADate:
    @pytest.mark.parametrize(
        ("rule", "is_there_one"),
        [
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", False),
            ("FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31", False),
            ("FREQ=DAILY;UNTIL=20261122", False),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", True),  # in 2044
            ("FREQ=YEARLY;INTERVAL=10000", True),
            ("", True),
        ],
    )
    def test_is_known_by_the_calendar(self, rule, is_there_one):
        monday = date(2026, 11, 23)

        found = has_a_date(read_rule(rule), monday, start_s=0, zone=CHICAGO)

        assert found is is_there_one
