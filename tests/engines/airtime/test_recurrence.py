"""Recurrence: texts that are rules, and texts that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.airtime.recurrence import NotARule, read_rule


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
