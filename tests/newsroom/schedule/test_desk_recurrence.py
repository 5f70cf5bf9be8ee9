"""How often: what the desk's fields say is the rule, and the rule fills the fields."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from callsign.engines.airtime.recurrence import NotARule
from callsign.newsroom.schedule.desk_recurrence import (
    Recurrence,
    Recurs,
    recurrence_of,
    rule_in_words,
    shifted,
)
from callsign.newsroom.schedule.desk_words_of_days import ORDERS

MONDAY = date(2026, 11, 23)
weekdays = some.integers(0, 6)
weekly = some.builds(
    Recurrence,
    some.just(Recurs.WEEKLY),
    days=some.sets(weekdays, min_size=1).map(sorted).map(tuple),
)
monthly = some.builds(
    Recurrence,
    some.just(Recurs.MONTHLY),
    order=some.sampled_from(list(ORDERS)),
    weekday=weekdays,
)


class TestFieldsOfARule:
    @given(weekly | monthly)
    def test_say_the_same_as_the_rule(self, recurrence):
        assert recurrence_of(recurrence.as_rule, MONDAY).as_rule == recurrence.as_rule

    @pytest.mark.parametrize(
        ("rule", "recurs", "words"),
        [
            ("", Recurs.ONCE, "once, on Mon Nov 23, 2026"),
            ("FREQ=WEEKLY", Recurs.WEEKLY, "every Monday"),  # that of its first date
            ("FREQ=DAILY;BYDAY=SA,SU", Recurs.WEEKLY, "every Saturday and Sunday"),
            (
                "FREQ=MONTHLY;BYDAY=2TU",
                Recurs.MONTHLY,
                "the second Tuesday of the month",
            ),
            ("FREQ=MONTHLY;BYDAY=TU", Recurs.RULE, "every Tuesday"),
            ("FREQ=DAILY;COUNT=3", Recurs.RULE, "every day, 3 times"),
            (
                "FREQ=DAILY;UNTIL=20261201",
                Recurs.RULE,
                "every day, until Tue Dec 1, 2026",
            ),
            ("FREQ=DAILY;INTERVAL=2", Recurs.RULE, "every second day"),
            (
                "FREQ=WEEKLY;INTERVAL=6;BYDAY=SU",
                Recurs.RULE,
                "every 6 weeks, on Sunday",
            ),
            (
                "FREQ=WEEKLY;BYDAY=SA;BYMONTH=6,7",
                Recurs.RULE,
                "every Saturday, in June and July",
            ),
            ("FREQ=MONTHLY", Recurs.RULE, "the 23rd of the month"),
            (
                "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1,-1",
                Recurs.RULE,
                "the 1st and the last day of every third month",
            ),
            ("FREQ=YEARLY", Recurs.RULE, "the 23rd of November"),
            (
                "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25",
                Recurs.RULE,
                "the 25th of December",
            ),
            (
                "FREQ=YEARLY;BYDAY=MO",  # words would have to explain it
                Recurs.RULE,
                "by the rule FREQ=YEARLY;BYDAY=MO",
            ),
            ("every day", Recurs.RULE, "by the rule every day"),  # stored by nobody
        ],
    )
    def test_are_those_of_the_plainest_way(self, rule, recurs, words):
        assert recurrence_of(rule, MONDAY).recurs is recurs
        assert rule_in_words(rule, MONDAY) == words


class TestAnotherWeekday:
    @pytest.mark.parametrize(
        ("rule", "moved"),
        [
            ("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=WE"),
            ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=WE"),
            ("FREQ=MONTHLY;BYDAY=-1MO", "FREQ=MONTHLY;BYDAY=-1WE"),
        ],
    )
    def test_takes_the_place_of_the_old(self, rule, moved):
        assert shifted(rule, MONDAY, old=0, new=2) == moved

    @pytest.mark.parametrize(
        "rule", ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU", "FREQ=YEARLY"]
    )
    def test_is_refused_where_others_would_have_to_move(self, rule):
        with pytest.raises(NotARule, match="only one date of it can be moved"):
            shifted(rule, MONDAY, old=0, new=2)
