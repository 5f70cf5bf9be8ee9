"""iCalendar: what recurs becomes slots, what differs on a date exceptions."""

import tracemalloc

import pytest

from callsign.newsroom.schedule.importing.wanted import Unreadable
from callsign.newsroom.schedule.models import Override, Slot

CHICAGO = (
    "DTSTART;TZID=America/Chicago:20260105T{0}\nDTEND;TZID=America/Chicago:20260105T{1}"
)


def event(*lines, uid="desk@kdemo.example", summary="Local Desk"):
    return "\n".join(
        ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{summary}", *lines, "END:VEVENT"]
    )


def calendar(*parts):
    return (
        "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR"])
        .replace("\n", "\r\n")
        .replace("\r\r", "\r")
    )


DESK = event(
    CHICAGO.format("090000", "100000"),
    "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "EXDATE;TZID=America/Chicago:20261126T090000",
    "EXDATE;TZID=America/Chicago:20261120T090000",
)


def changed(*lines, date="20261127T090000", **names):
    return event(f"RECURRENCE-ID;TZID=America/Chicago:{date}", *lines, **names)


def at(day, start, end):
    return (
        f"DTSTART;TZID=America/Chicago:202611{day}T{start}00\n"
        f"DTEND;TZID=America/Chicago:202611{day}T{end}00"
    )


def overrides():
    return [
        (one.date.isoformat(), one.do, one.title or str(one.local_start or ""))
        for one in Override.objects.order_by("date", "pk")
    ]


class TestAnEventThatRecurs:
    def test_becomes_a_slot(self, bring):
        bring(calendar(DESK))

        slot = Slot.objects.get()
        assert slot.rule == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
        assert slot.key.startswith("local-desk-")
        assert slot.valid_from.isoformat() == "2026-01-05"

    def test_is_cancelled_on_the_dates_to_come_that_it_drops(self, bring):
        bring(calendar(DESK))

        assert overrides() == [("2026-11-26", "cancel", "")]

    def test_is_moved_retitled_and_replaced_on_single_dates(self, bring):
        bring(
            calendar(
                DESK,
                changed(at(27, "1100", "1200")),
                changed(
                    at(30, "0900", "1000"),
                    date="20261130T090000",
                    summary="Local Desk: The levee",
                ),
                changed(
                    "DTSTART;TZID=America/Chicago:20261201T090000\nDURATION:PT1H",
                    date="20261201T090000",
                    summary="Harvest Hour",
                ),
                changed(
                    "DTSTART;TZID=America/Chicago:20261202T090000\nDURATION:PT1H",
                    "STATUS:CANCELLED",
                    date="20261202T090000",
                ),
            )
        )

        assert overrides() == [
            ("2026-11-26", "cancel", ""),
            ("2026-11-27", "move", "11:00:00"),
            ("2026-11-30", "retitle", "Local Desk: The levee"),
            ("2026-12-01", "replace", ""),
            ("2026-12-02", "cancel", ""),
        ]

    def test_that_goes_to_another_date_is_a_slot_of_its_own_there(self, bring):
        bring(calendar(DESK, changed(at(28, "1100", "1200"))))

        assert ("2026-11-27", "cancel", "") in overrides()
        assert Slot.objects.get(rule="").valid_from.isoformat() == "2026-11-28"

    def test_changes_nothing_the_second_time(self, bring):
        text = calendar(DESK, changed(at(27, "1100", "1200")))
        bring(text)

        assert bring(text)[1] == []

    def test_by_another_clock_is_taken_airing_by_airing(self, bring):
        wanted, _ = bring(
            calendar(
                event(
                    "DTSTART:20260106T030000Z\nDTEND:20260106T040000Z",
                    "RRULE:FREQ=WEEKLY;BYDAY=TU",
                )
            )
        )

        slots = Slot.objects.order_by("valid_from")
        assert slots.count() == 8
        assert slots[0].valid_from.isoformat() == "2026-11-23"  # 21:00 on Monday
        assert slots[0].local_start.isoformat() == "21:00:00"
        assert "one by one" in next(iter(wanted.left_out))

    def test_by_a_clock_that_shows_the_same_is_a_slot(self, bring):
        bring(
            calendar(
                event(
                    "DTSTART;TZID=America/Winnipeg:20260105T090000\nDURATION:PT1H",
                    "RRULE:FREQ=DAILY",
                )
            )
        )

        assert Slot.objects.get().rule == "FREQ=DAILY"

    def test_with_dates_besides_its_rule_is_taken_airing_by_airing(self, bring):
        bring(
            calendar(
                event(
                    at(24, "0900", "1000"), "RDATE;TZID=America/Chicago:20261225T090000"
                )
            )
        )

        assert [str(one.valid_from) for one in Slot.objects.order_by("valid_from")] == [
            "2026-11-24",
            "2026-12-25",
        ]


class TestASingleEvent:
    def test_to_come_becomes_a_slot_of_one_date(self, bring):
        bring(calendar(event(at(28, "2200", "2330"))))

        assert (Slot.objects.get().rule, Slot.objects.get().local_end.minute) == (
            "",
            30,
        )

    def test_that_is_over_is_counted(self, bring):
        wanted, _ = bring(calendar(event(CHICAGO.format("090000", "100000")), DESK))

        assert list(wanted.left_out) == ["the past: 1 that is over"]
        assert Slot.objects.count() == 1


class TestWhatCannotBeUsed:
    @pytest.mark.parametrize(
        ("lines", "reason"),
        [
            (["DTSTART;VALUE=DATE:20261124"], "whole days"),
            (["DTSTART:20261124T090000"], "neither an end nor a duration"),
            (["DTSTART:20261124T090000", "DURATION:P2D"], "within a day"),
            (["DTSTART:20261124T090000", "DTEND:20261124T090000"], "within a day"),
            (["DTSTART:yesterday", "DURATION:PT1H"], "DTSTART"),
            (["DURATION:PT1H"], "no start"),
            (
                [CHICAGO.format("090000", "100000"), "RRULE:FREQ=SECONDLY"],
                "one airing a day at most",
            ),
            (
                [CHICAGO.format("090000", "100000"), "RRULE:FREQ=DAILY;COUNT=99999999"],
                "COUNT",
            ),
        ],
    )
    def test_is_told_with_its_line(self, bring, lines, reason):
        wanted, _ = bring(calendar(DESK, event(*lines, uid="bad")))

        [line] = [line for line in wanted.left_out if line.startswith("line 12")]
        assert reason in line
        assert Slot.objects.count() == 1

    def test_is_a_program_that_is_not_there(self, bring):
        wanted, _ = bring(calendar(event(at(28, "0900", "1000"), summary="Opera")))

        assert list(wanted.left_out) == [
            "line 3, UID desk@kdemo.example: no program is called “Opera”: add its page"
            " first, or import with --make-programs"
        ]

    def test_is_a_change_of_all_that_follow(self, bring):
        later = changed(at(27, "1100", "1200")).replace(
            "RECURRENCE-ID;", "RECURRENCE-ID;RANGE=THISANDFUTURE;"
        )
        wanted, _ = bring(calendar(DESK, later))

        assert "split the event" in next(iter(wanted.left_out))

    def test_is_a_file_without_an_event(self, read):
        with pytest.raises(Unreadable, match="no event"):
            read(calendar())


class TestFiftyThousandEvents:
    def test_are_read_and_what_is_over_is_one_line(self, read):
        past = "\n".join(
            event(
                f"DTSTART:2020{number % 12 + 1:02d}{number % 28 + 1:02d}T090000",
                "DURATION:PT1H",
                uid=f"{number}@kdemo.example",
            )
            for number in range(50_000)
        )

        wanted = read(calendar(past, DESK))

        assert len(wanted.slots) == 1
        assert list(wanted.left_out) == ["the past: 50,000 that are over"]

    def test_to_come_stop_at_a_bound_and_say_so(self, read):
        ahead = "\n".join(
            event(at(28, "0900", "1000"), uid=f"{number}@kdemo.example")
            for number in range(2_300)
        )

        wanted = read(calendar(ahead))

        assert len(wanted.slots) == 2_000
        assert len(wanted.left_out) == 300
        assert list(wanted.left_out)[-1] == "100 more: beyond 2,000 slots"

    def test_need_memory_for_their_text_and_little_more(self, read):
        """Each event is read and let go: what is kept of 3,000 is their text."""
        text = calendar(
            *(
                event(
                    "DTSTART:20200101T090000",
                    "DURATION:PT1H",
                    f"DESCRIPTION:{'a long description ' * 50}",
                    uid=f"{number}@kdemo.example",
                )
                for number in range(3_000)
            )
        )

        tracemalloc.start()
        try:
            read(text)
            _, most_bytes = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

        # The bytes, the text, its lines, and the library's own tables.
        assert most_bytes < 5 * len(text)


class TestARule:
    @pytest.mark.parametrize(
        "rule", ["FREQ=DAILY", "FREQ=DAILY;COUNT=1000000", "FREQ=DAILY;UNTIL=99991231"]
    )
    def test_without_an_end_or_with_a_far_one_is_a_slot(self, read, rule):
        wanted = read(
            calendar(event("DTSTART:20161124T090000", "DURATION:PT1H", f"RRULE:{rule}"))
        )

        [slot] = wanted.slots
        assert (slot.rule, slot.valid_from) == (rule, "2016-11-24")
        assert not list(wanted.left_out)

    def test_of_a_million_by_another_clock_is_eight_weeks_of_airings(self, read):
        wanted = read(
            calendar(
                event(
                    "DTSTART;TZID=Europe/Berlin:20161124T090000",
                    "DURATION:PT1H",
                    "RRULE:FREQ=DAILY;COUNT=1000000",
                )
            )
        )

        assert len(wanted.slots) == 56

    def test_by_the_second_is_refused(self, read):
        wanted = read(
            calendar(
                event(
                    "DTSTART:20161124T090000",
                    "DURATION:PT1H",
                    "RRULE:FREQ=SECONDLY;COUNT=1000000",
                )
            )
        )

        assert not wanted.slots
        assert "one airing a day at most" in next(iter(wanted.left_out))


class TestATime:
    def test_without_a_zone_is_the_stations(self, read):
        wanted = read(calendar(event("DTSTART:20261124T090000", "DURATION:PT1H")))

        assert wanted.slots[0].local_start == "09:00:00"

    @pytest.mark.parametrize(
        ("lines", "name"),
        [
            (["DTSTART;TZID=Nowhere/Land:20261124T090000", "DURATION:PT1H"], "DTSTART"),
            (
                [
                    "DTSTART:20261124T090000",
                    "DTEND;TZID=Nowhere/Land:20261124T100000",
                ],
                "DTEND",
            ),
        ],
    )
    def test_of_a_zone_that_nobody_knows_is_not_guessed(self, read, lines, name):
        wanted = read(calendar(event(*lines)))

        assert not wanted.slots
        assert list(wanted.left_out) == [
            f"line 3: {name}: the zone “Nowhere/Land” is not known, and the file does"
            " not define it"
        ]

    def test_of_a_zone_that_the_file_defines_is_by_that(self, read):
        zone = "\n".join(
            [
                *("BEGIN:VTIMEZONE", "TZID:Nowhere/Land", "BEGIN:STANDARD"),
                *("DTSTART:19700101T000000", "TZOFFSETFROM:-0500"),
                *("TZOFFSETTO:-0500", "TZNAME:NLT", "END:STANDARD", "END:VTIMEZONE"),
            ]
        )

        wanted = read(
            calendar(
                zone,
                event("DTSTART;TZID=Nowhere/Land:20261124T090000", "DURATION:PT1H"),
            )
        )

        assert wanted.slots[0].local_start == "08:00:00"
