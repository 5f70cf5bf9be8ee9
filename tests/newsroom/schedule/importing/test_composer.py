"""What Composer 2's widgets are told: days that make a week."""

import json

from callsign.newsroom.schedule.models import Slot


def airing(name, day, start, end, **more):
    return {
        "_id": "5b9c",
        "program_id": "1",
        "program": {"name": name, "hosts": []},
        "start_time": start,
        "end_time": end,
        "start_utc": f"{day} {start}:00 GMT-0600 (CST)",
        "conflicts": [],
        **more,
    }


MON, TUE = "Mon Nov 23 2026", "Tue Nov 24 2026"


def day(*airings):
    return json.dumps({"onToday": list(airings)})


class TestAWidget:
    def test_of_two_days_becomes_slots_of_two_weekdays(self, bring):
        bring(
            day(airing("Local Desk", MON, "09:00", "10:00")),
            day(airing("Local Desk", TUE, "09:00", "10:00")),
        )

        slot = Slot.objects.get()
        assert slot.rule == "FREQ=WEEKLY;BYDAY=MO,TU"
        assert slot.valid_from.isoformat() == "2026-11-23"

    def test_of_a_whole_week_becomes_a_daily_slot(self, bring):
        bring(
            json.dumps(
                {
                    "onToday": [
                        airing(
                            "Night Owl", "", "22:00", "02:00", date=f"2026-11-{number}"
                        )
                        for number in range(23, 30)
                    ]
                }
            )
        )

        assert Slot.objects.get().rule == "FREQ=DAILY"

    def test_may_say_its_times_only_as_dates_of_a_browser(self, bring):
        item = {
            "program": {"name": "talk"},
            "start_utc": "Mon Nov 23 2026 17:30:00 GMT-0600 (Central Standard Time)",
            "end_utc": "Mon Nov 23 2026 19:00:00 GMT-0600 (Central Standard Time)",
        }

        bring(json.dumps({"onNow": {}, "onToday": [item]}))

        slot = Slot.objects.get()
        assert (slot.local_start.isoformat(), slot.local_end.isoformat()) == (
            "17:30:00",
            "19:00:00",
        )

    def test_of_now_tells_its_times_in_utc(self, bring):
        item = {
            "program": {"name": "talk", "hosts": [{"name": "Luis Prieto"}]},
            "start_utc": "2026-11-23T23:30:00.000Z",
            "end_utc": "2026-11-24T01:00:00.000Z",
        }

        bring(json.dumps({"showNow": True, "onNow": item, "tracklist": {}}))

        slot = Slot.objects.get()
        assert slot.rule == "FREQ=WEEKLY;BYDAY=MO"
        assert (slot.local_start.isoformat(), slot.local_end.isoformat()) == (
            "17:30:00",
            "19:00:00",
        )

    def test_tells_what_was_left_out(self, bring):
        wanted, _ = bring(
            day(
                airing("Opera", MON, "09:00", "10:00"),
                airing("talk", MON, "9 o’clock", "10:00"),
                airing("talk", "Smarch 13", "09:00", "10:00"),
            )
        )

        assert [line.split(": ")[0] for line in wanted.left_out] == [
            "item 1",
            "item 2",
            "item 3",
        ]

    def test_changes_nothing_the_second_time(self, bring):
        widget = day(airing("Local Desk", MON, "09:00", "10:00"))
        bring(widget)

        assert bring(widget)[1] == []
