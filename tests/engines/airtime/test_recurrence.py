"""Recurrence: the dates of a rule, whichever way they are reckoned."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.airtime.recurrence import NotARule, dates, read_rule
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

    def test_that_never_comes_is_not_looked_for_to_the_end_of_time(self):
        never = "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"

        assert not listed(never, date(2016, 1, 1), date(2026, 1, 1), date(2026, 12, 31))

    def test_of_a_million_dates_is_read_no_further_than_asked(self):
        found = listed(
            "FREQ=DAILY;COUNT=1000000",
            date(2026, 11, 1),
            date(2026, 11, 22),
            date(2026, 11, 23),
        )

        assert len(found) == 2


class TestATextThatIsNoRule:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("FREQ=HOURLY", "one airing a day"),
            ("BYDAY=MO", "one airing a day"),
            ("FREQ=WEEKLY;BYDAY=XX", "no day"),
            ("FREQ=WEEKLY;BYDAY=2MO", "FREQ=MONTHLY or YEARLY"),
            ("FREQ=DAILY;INTERVAL=0", "between 1 and"),
            ("FREQ=DAILY;COUNT=99999999999", "between 1 and"),
            ("FREQ=DAILY;COUNT=two", "whole number"),
            ("FREQ=DAILY;UNTIL=20261301", "no such moment"),
            ("FREQ=DAILY;UNTIL=soon", "no date"),
            ("FREQ=DAILY;COUNT=2;UNTIL=20261231", "together"),
            ("FREQ=DAILY;BYHOUR=3", "no part"),
            ("FREQ=DAILY;FREQ=DAILY", "twice"),
            ("FREQ=MONTHLY;BYMONTHDAY=0", "between 1 and 31"),
            ("FREQ=MONTHLY;BYMONTHDAY=+-3", "between 1 and 31"),
            ("FREQ=MONTHLY;BYSETPOS=1", "other days"),
            ("FREQ=MONTHLY;BYWEEKNO=1", "YEARLY"),
            ("every tuesday", "NAME=VALUE"),
        ],
    )
    def test_is_refused_with_the_reason(self, text, reason):
        with pytest.raises(NotARule, match=reason):
            read_rule(text)

    @given(
        st.text(max_size=80) | st.text("FREQ=DAILYBUNTWKSMO;,+-0123456789", max_size=80)
    )
    def test_costs_nothing_but_its_own_error(self, text):
        try:
            read_rule(text)
        except NotARule:
            return
