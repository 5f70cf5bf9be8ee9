"""How often: what the desk's fields say is the rule, and the rule fills the fields."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from callsign.engines.airtime.recurrence import NotARule
from callsign.newsroom.schedule.desk_recurrence import (
    ORDERS,
    Recurrence,
    Recurs,
    recurrence_of,
    rule_in_words,
    shifted,
)

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
            ("FREQ=MONTHLY;BYDAY=TU", Recurs.RULE, "by the rule FREQ=MONTHLY;BYDAY=TU"),
            ("FREQ=DAILY;COUNT=3", Recurs.RULE, "by the rule FREQ=DAILY;COUNT=3"),
            (
                "FREQ=DAILY;UNTIL=20261201",
                Recurs.RULE,
                "by the rule FREQ=DAILY;UNTIL=20261201",
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
