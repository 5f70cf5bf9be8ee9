"""A table of slots: CSV as stations write it."""

from datetime import time, timedelta

import pytest

from callsign.newsroom.schedule.importing.wanted import Unreadable
from callsign.newsroom.schedule.models import Slot
from tests.newsroom.schedule.importing.conftest import MONDAY

TABLE = """\
program,days,start,end,from,until,layer,title
Local Desk,weekdays,9:00,10:00,2026-01-05,,,
talk,"Mo, We",5:30 pm,7pm,2026-01-05,2026-12-31,season,Talk Late
Night Owl,daily,22:00,2:00,2026-01-05,,,
Harvest Hour,,10:00,11:00,2026-11-26,,holiday,Thanksgiving
"""


class TestATable:
    def test_becomes_slots(self, bring):
        wanted, _ = bring(TABLE)

        assert not list(wanted.left_out)
        rules = {one.key: one.rule for one in Slot.objects.all()}
        assert rules == {
            "local-desk": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "talk": "FREQ=WEEKLY;BYDAY=MO,WE",
            "night": "FREQ=DAILY",
            "harvest": "",
        }
        talk = Slot.objects.get(key="talk")
        assert (talk.local_start, talk.local_end) == (time(17, 30), time(19))
        assert (talk.title, talk.layer) == ("Talk Late", 2)

    def test_changes_nothing_the_second_time(self, bring):
        bring(TABLE)

        assert bring(TABLE)[1] == []

    def test_that_says_no_date_changes_nothing_on_a_later_day_either(self, bring):
        table = "program,days,start,end\nLocal Desk,weekdays,9:00,10:00\n"
        bring(table)

        assert bring(table, at=MONDAY + timedelta(days=3))[1] == []

    @pytest.mark.parametrize("separator", [";", "\t"])
    def test_may_be_separated_otherwise(self, bring, separator):
        bring("program,days,start,end\ntalk,Sat-Sun,9,10\n".replace(",", separator))

        assert Slot.objects.get().rule == "FREQ=WEEKLY;BYDAY=SA,SU"

    def test_tells_each_row_that_cannot_be_used_with_its_line(self, bring):
        wanted, _ = bring(
            "program,days,start,end,color,layer,until\n"
            "talk,Mo,25:00,26:00,,,\n"
            "\n"
            "opera,Mo,9:00,10:00,,,\n"
            "talk,Monsoon Xday,9:00,10:00,,,\n"
            "talk,,9:00,10:00,,,\n"
            "talk,Mo,9:00,10:00,,loud,\n"
            "talk,Mo,9:00,10:00,,,2020-01-01\n"
        )

        assert [line.split(": ")[0] for line in wanted.left_out] == [
            "line 1", "line 2", "line 4", "line 5", "line 6", "line 7", "line 8",
        ]  # fmt: skip
        assert not Slot.objects.exists()

    def test_without_a_needed_column_is_refused(self, read):
        with pytest.raises(Unreadable, match="no column start"):
            read("program,days,end\ntalk,Mo,9:00\n")

    def test_from_a_windows_machine_is_read(self, service, programs, bring, read):
        programs["talk"].title = "Café"
        programs["talk"].save()

        assert not list(read("﻿program,days,start,end\r\nCafé,Mo,9,10\r\n").left_out)


class TestATitleInATable:
    def test_loses_what_is_no_letter_and_that_is_told(self, read):
        wanted = read("program,days,start,end,title\ntalk,Mo,9,10,Jazz\x07 at nine\n")

        assert wanted.slots[0].title == "Jazz at nine"
        assert list(wanted.left_out) == ["slot talk: of its title, what is no letter"]


class TestAQuotationMarkThatIsNotClosed:
    @pytest.mark.parametrize(
        "title",
        [
            '"Talk Late',
            '"Talk Late"s',
        ],
    )
    def test_costs_its_own_row_and_no_other(self, read, title):
        wanted = read(
            "program,days,start,end,title\n"
            f"talk,Mo,9:00,10:00,{title}\n"
            "Local Desk,Tu,9:00,10:00,The levee\n"
        )

        assert [one.key for one in wanted.slots] == ["local-desk"]
        [told] = wanted.left_out
        assert told.startswith("line 2: a quotation mark is not closed")

    def test_is_not_closed_by_that_of_the_next_row(self, read):
        wanted = read(
            "program,days,start,end,title\n"
            'talk,Mo,9:00,10:00,"Talk Late\n'
            'Local Desk,Tu,9:00,10:00,Late"\n'
        )

        assert [one.key for one in wanted.slots] == ["local-desk"]
        assert list(wanted.left_out) == [
            "line 2: a quotation mark is not closed on this line"
        ]

    def test_may_be_closed_on_a_later_line_of_a_teaser(self, read):
        wanted = read(
            "program,days,start,end,teaser\n"
            'talk,Mo,9:00,10:00,"Calls\nand answers"\n'
            "opera,Tu,9:00,10:00,\n"
        )

        assert [one.key for one in wanted.slots] == ["talk"]
        assert [told[:7] for told in wanted.left_out] == ["line 4:"]
