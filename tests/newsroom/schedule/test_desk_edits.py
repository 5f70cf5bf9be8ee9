"""The forms of the grid: filled in, previewed, saved with a reason, or refused in words."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from callsign.newsroom.schedule.edits import OverrideEdit
from callsign.newsroom.schedule.models import Change, GridState, Override, Slot
from callsign.newsroom.schedule.planning import save_edit
from tests.newsroom.schedule.desk import SERVICE, text_of

WEEK = timedelta(days=7)
# The desk asks the clock; these are weekdays that are soon, whenever that is.
NOW = timezone.now().date()
MONDAY = NOW - timedelta(days=NOW.weekday()) + WEEK
THURSDAY = MONDAY + timedelta(days=3)
ON_THURSDAY = f"slot=talk&date={THURSDAY}"


@pytest.fixture
def special(programs):
    return {
        "program": programs["harvest"].pk,
        "date": THURSDAY.isoformat(),
        "local_start": "10:30",
        "local_end": "11:00",
        "layer": "5",
    }


@pytest.fixture
def slot(programs):
    return {
        "program": programs["harvest"].pk,
        "local_start": "12:00",
        "local_end": "13:00",
        "recurs": "weekly",
        "days": ["0", "2"],
        "order": "1",
        "weekday": "0",
        "valid_from": MONDAY.isoformat(),
        "layer": "1",
    }


@pytest.mark.usefixtures("grid")
class TestARepeatOfTheSameDay:
    def test_is_saved_when_it_comes_after_what_it_repeats(self, desk, slot, grid):
        desk.save("new", **slot, rerun_of=grid["talk"].pk, rerun_after_days="0")

        harvest = Slot.objects.get(key="harvest")
        assert (harvest.rerun_of, harvest.rerun_after_days) == (grid["talk"], 0)

    def test_is_refused_in_words_when_it_comes_before(self, desk, slot, grid):
        slot |= {"local_start": "08:00", "local_end": "09:00"}

        found = text_of(desk.preview("new", **slot, rerun_of=grid["talk"].pk))

        assert "it would air before what it repeats, which begins at 10:00" in found


@pytest.mark.usefixtures("grid")
class TestASpecial:
    def test_is_previewed_in_words_and_not_saved(self, desk, special):
        found = text_of(desk.preview("special", **special))

        assert "Harvest Hour airs 10:30–11:00" in found
        assert "What else that changes Thu" in found
        assert (
            "Talk of the Flats airs 10:00–10:30 and 11:00–12:00 instead of 10:00–12:00"
            " (30 min less)"
        ) in found
        assert not Slot.objects.filter(key="harvest").exists()

    def test_is_saved_with_its_reason(self, desk, special, mina):
        answer = desk.save("special", reason="The fair opens", **special)

        assert answer.url == f"{SERVICE}?week={MONDAY}&saved=1"
        (change,) = Change.objects.all()
        assert (change.reason, change.made_by) == ("The fair opens", mina)
        assert Slot.objects.get(key="harvest").valid_from == THURSDAY

    def test_is_told_of_above_the_week(self, desk, special):
        answer = desk.save("special", **special)

        assert "Saved as change 1." in text_of(desk.client.get(answer.url))

    def test_far_ahead_is_previewed_as_well(self, desk, special):
        special["date"] = (THURSDAY + 20 * WEEK).isoformat()

        assert "Harvest Hour airs" in text_of(desk.preview("special", **special))

    def test_at_a_time_that_does_not_exist_is_explained(self, desk, special):
        spring = next(
            day
            for year in (NOW.year, NOW.year + 1)
            if (day := second_sunday_of_march(year)) > NOW
        )
        special |= {"date": str(spring), "local_start": "02:30", "local_end": "04:00"}

        found = text_of(desk.preview("special", **special))

        assert "02:30, which does not exist that night" in found
        assert "it starts at 03:00" in found

    def test_for_a_date_that_has_passed_is_refused(self, desk, special):
        special["date"] = str(NOW - WEEK)

        answer = desk.preview("special", **special)

        assert "what was aired on it stays as it was" in text_of(answer)

    def test_can_go_back_to_the_form(self, desk, special):
        answer = desk.post("special", "", step="back", title="The fair", **special)

        assert b'value="The fair"' in answer.content

    @pytest.mark.parametrize(
        ("name", "value", "problem"),
        [
            ("program", "", "This field is required."),
            ("program", "0", "Select a valid choice."),
            ("local_start", "25:00", "Enter a valid time."),
            ("date", "9999-01-01", "less than or equal to"),
            ("layer", "1", "Select a valid choice."),
        ],
    )
    def test_that_cannot_be_keeps_what_was_entered(
        self, desk, special, name, value, problem
    ):
        answer = desk.preview("special", **{**special, "title": "Fair", name: value})

        assert answer.status_code == 422
        assert problem in text_of(answer)
        assert "Nothing was saved" in text_of(answer)
        assert b'value="Fair"' in answer.content


def second_sunday_of_march(year):
    first = date(year, 3, 1)
    return first + timedelta(days=6 - first.weekday()) + WEEK


@pytest.mark.usefixtures("grid")
class TestANewSlot:
    def test_recurs_on_the_days_that_are_ticked(self, desk, slot):
        desk.save("new", **slot)

        made = Slot.objects.get(key="harvest")
        assert made.rule == "FREQ=WEEKLY;BYDAY=MO,WE"
        assert (made.local_start, made.local_end) == (time(12), time(13))

    def test_is_said_once_for_all_its_dates(self, desk, slot):
        slot["days"] = ["0", "1", "2", "3", "4"]

        found = text_of(desk.preview("new", **slot))

        assert "Every weekday from" in found
        assert "Harvest Hour airs 12:00–13:00" in found

    @pytest.mark.parametrize(
        ("fields", "rule"),
        [
            (
                {"recurs": "monthly", "order": "-1", "weekday": "4"},
                "FREQ=MONTHLY;BYDAY=-1FR",
            ),
            ({"recurs": "once"}, ""),
            (
                {"recurs": "rule", "rrule": "rrule:freq=weekly;interval=2"},
                "FREQ=WEEKLY;INTERVAL=2",
            ),
        ],
    )
    def test_recurs_in_other_ways(self, desk, slot, fields, rule):
        desk.save("new", **{**slot, **fields})

        assert Slot.objects.get(key="harvest").rule == rule

    @pytest.mark.parametrize(
        ("fields", "problem"),
        [
            ({"days": []}, "Choose at least one day."),
            ({"recurs": "rule", "rrule": ""}, "Which rule?"),
            ({"recurs": "rule", "rrule": "FREQ=HOURLY"}, "one airing a day at most"),
            ({"valid_until": "2026-01-01"}, "The last date is before the first."),
            (
                {"recurs": "rule", "rrule": "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31"},
                "This rule has no date in the 28 years from",
            ),
            ({"title": "Jazz\x07"}, "character 5 is U+0007, which is no letter"),
            ({"title": "Jazz\ufffe"}, "character 5 is U+FFFE, which is no letter"),
            ({"title": "Jazz\nat nine"}, "character 5 is U+000A, which is no letter"),
        ],
    )
    def test_that_makes_no_sense_is_refused(self, desk, slot, fields, problem):
        answer = desk.preview("new", **{**slot, **fields})

        assert answer.status_code == 422
        assert problem in text_of(answer)

    def test_over_another_names_the_overlap(self, desk, slot):
        slot |= {"local_start": "10:00", "local_end": "11:00"}

        assert "Harvest Hour and Talk of the Flats overlap" in text_of(
            desk.preview("new", **slot)
        )


@pytest.mark.usefixtures("grid")
class TestOneDate:
    def test_is_cancelled_with_the_reason_of_the_change(self, desk):
        desk.save("cancel", ON_THURSDAY, reason="Thanksgiving")

        (override,) = Override.objects.all()
        assert (override.do, override.date) == ("cancel", THURSDAY)
        assert override.reason == "Thanksgiving"

    def test_that_is_cancelled_leaves_a_gap_that_is_named(self, desk):
        found = text_of(desk.preview("cancel", ON_THURSDAY))

        assert "Talk of the Flats no longer airs" in found
        assert "no slot airs for 12 h; KDEMO Music fills" in found

    def test_that_is_cancelled_is_not_moved_besides(self, desk):
        desk.save("cancel", ON_THURSDAY)

        answer = desk.preview("move", ON_THURSDAY, **move(THURSDAY, "11:00", "13:00"))

        assert answer.status_code == 422
        assert "take the cancellation back first" in text_of(answer)

    def test_is_moved_within_its_day(self, desk):
        desk.save("move", ON_THURSDAY, **move(THURSDAY, "11:00", "13:00"))

        (override,) = Override.objects.all()
        assert (override.do, override.local_start) == ("move", time(11))

    def test_is_moved_once_more_by_the_same_exception(self, desk):
        desk.save("move", ON_THURSDAY, **move(THURSDAY, "11:00", "13:00"))
        desk.save("move", ON_THURSDAY, number=1, **move(THURSDAY, "12:00", "14:00"))

        assert Override.objects.get().local_start == time(12)

    def test_is_moved_to_another_day(self, desk):
        saturday = THURSDAY + timedelta(days=2)

        found = text_of(
            desk.preview("move", ON_THURSDAY, **move(saturday, "14:00", "16:00"))
        )
        desk.save("move", ON_THURSDAY, **move(saturday, "14:00", "16:00"))

        assert "Talk of the Flats no longer airs" in found
        assert "Talk of the Flats airs 14:00–16:00" in found
        assert Override.objects.get().do == "cancel"
        assert Slot.objects.get(key="talk-2").valid_from == saturday

    def test_is_replaced(self, desk, programs):
        desk.save("replace", ON_THURSDAY, program=programs["harvest"].pk)

        assert Override.objects.get().program == programs["harvest"]

    def test_is_retitled(self, desk):
        desk.save("retitle", ON_THURSDAY, title="Talk of the Turkey")

        assert Override.objects.get().title == "Talk of the Turkey"

    def test_goes_back_to_what_its_slot_plans(self, desk):
        desk.save("cancel", ON_THURSDAY)
        override = Override.objects.get()

        desk.save("restore", ON_THURSDAY, number=1, exceptions=[override.pk])

        assert not Override.objects.exists()

    @pytest.mark.parametrize(
        "asked", ["", "slot=talk", "slot=nobody&date=2026-11-26", "slot=talk&date=soon"]
    )
    def test_of_nothing_is_not_there(self, desk, asked):
        assert desk.client.get(f"{SERVICE}edit/cancel/?{asked}").status_code == 404


def move(to_date, start, end, scope="one"):
    return {
        "scope": scope,
        "to_date": str(to_date),
        "local_start": start,
        "local_end": end,
    }


@pytest.mark.usefixtures("grid")
class TestASlot:
    def test_is_moved_every_time(self, desk):
        desk.save("move", ON_THURSDAY, **move(THURSDAY, "11:00", "13:00", "always"))

        assert Slot.objects.get(key="talk").local_start == time(11)

    def test_is_moved_from_a_date_on(self, desk):
        desk.save("move", ON_THURSDAY, **move(THURSDAY, "11:00", "13:00", "from"))

        old, new = Slot.objects.get(key="talk"), Slot.objects.get(key="talk-2")
        assert (old.local_start, old.valid_until) == (
            time(10),
            THURSDAY - timedelta(days=1),
        )
        assert (new.local_start, new.valid_from, new.rule) == (
            time(11),
            THURSDAY,
            old.rule,
        )

    def test_from_a_date_on_is_told_as_one_change(self, desk):
        found = text_of(
            desk.preview(
                "move",
                ON_THURSDAY,
                **{**move(THURSDAY, "10:30", "12:30"), "scope": "from"},
            )
        )

        assert "Every weekday from" in found
        assert "Talk of the Flats airs 10:30–12:30 instead of 10:00–12:00" in found
        assert "no longer airs" not in found

    def test_takes_exceptions_along_from_a_date_on(self, desk):
        desk.save("cancel", f"slot=talk&date={THURSDAY + WEEK}")

        desk.save(
            "move", ON_THURSDAY, number=1, **move(THURSDAY, "11:00", "13:00", "from")
        )

        assert Override.objects.get().slot.key == "talk-2"

    def test_of_several_days_cannot_go_to_another_day_as_a_whole(self, desk):
        friday = THURSDAY + timedelta(days=1)

        answer = desk.preview(
            "move", ON_THURSDAY, **move(friday, "10:00", "12:00", "always")
        )

        assert answer.status_code == 422
        assert "It airs every weekday: only one date" in text_of(answer)

    def test_of_one_day_goes_to_another(self, desk):
        Slot.objects.filter(key="talk").update(rule="FREQ=WEEKLY;BYDAY=TH")
        friday = THURSDAY + timedelta(days=1)

        desk.save("move", ON_THURSDAY, **move(friday, "10:00", "12:00", "always"))

        assert Slot.objects.get(key="talk").rule == "FREQ=WEEKLY;BYDAY=FR"

    def test_is_edited_from_a_date_on(self, desk, slot, programs):
        slot |= {"scope": "from", "from_date": str(THURSDAY), "days": ["5"]}

        desk.save("slot", "slot=talk", **slot)

        assert Slot.objects.get(key="talk").valid_until == THURSDAY - timedelta(days=1)
        made = Slot.objects.get(key="harvest")
        assert (made.rule, made.valid_from) == ("FREQ=WEEKLY;BYDAY=SA", THURSDAY)

    def test_of_a_counted_number_of_times_is_not_divided(self, desk, slot):
        Slot.objects.filter(key="talk").update(rule="FREQ=DAILY;COUNT=900")
        slot |= {"scope": "from", "from_date": str(THURSDAY)}

        answer = desk.preview("slot", "slot=talk", **slot)

        assert "cannot be divided" in text_of(answer)

    def test_shows_what_it_is(self, desk):
        page = desk.look("edit/slot/", slot="talk").content.decode()

        assert 'value="10:00"' in page
        assert page.count('name="days"') == 7

    def test_ends(self, desk):
        desk.save("end", "slot=talk", last_date=str(THURSDAY))

        assert Slot.objects.get(key="talk").valid_until == THURSDAY

    def test_that_ends_before_it_began_is_withdrawn(self, desk):
        desk.save("end", "slot=talk", last_date="2025-12-31")

        assert Slot.objects.get(key="talk").is_withdrawn

    def test_of_one_date_is_taken_off(self, desk, special):
        desk.save("special", **special)

        desk.save("end", "slot=harvest", number=1)

        assert Slot.objects.get(key="harvest").is_withdrawn

    def test_is_listed_with_how_often_it_airs(self, desk):
        found = text_of(desk.look("slots/"))

        assert "Talk of the Flats 10:00–12:00 every weekday base" in found


@pytest.mark.usefixtures("grid")
class TestWhatFills:
    def test_is_another_program(self, desk, programs):
        desk.save("filler", program=programs["harvest"].pk)

        assert GridState.objects.get().default_program == programs["harvest"]


@pytest.mark.usefixtures("grid")
class TestCopyingAWeek:
    def copied(self, desk, number):
        weeks = {"from_week": str(MONDAY), "to_week": str(MONDAY + WEEK)}
        return desk.save("copy", number=number, **weeks)

    def test_brings_specials_and_exceptions(self, desk, special):
        desk.save("special", **special)
        desk.save("cancel", f"slot=local-desk&date={THURSDAY}", number=1)

        self.copied(desk, 2)

        assert Slot.objects.get(key="harvest-2").valid_from == THURSDAY + WEEK
        assert Override.objects.filter(date=THURSDAY + WEEK, do="cancel").exists()

    def test_twice_brings_nothing_more(self, desk, special):
        desk.save("special", **special)
        self.copied(desk, 1)

        answer = self.copied(desk, 2)

        assert answer.status_code == 422
        assert "no specials or exceptions" in text_of(answer)

    def test_makes_a_special_where_the_slot_does_not_air(self, desk, programs):
        desk.save("replace", ON_THURSDAY, program=programs["harvest"].pk)
        desk.save("end", "slot=talk", number=1, last_date=str(THURSDAY))

        self.copied(desk, 2)

        made = Slot.objects.get(key="harvest")
        assert (made.valid_from, made.local_start) == (THURSDAY + WEEK, time(10))

    def test_of_no_calendar_is_asked_for_this_one(self, desk):
        assert desk.look("edit/copy/", week="9999-12-31").status_code == 200

    def test_to_itself_is_refused(self, desk):
        answer = desk.preview("copy", from_week=str(MONDAY), to_week=str(THURSDAY))

        assert "This is the same week." in text_of(answer)


@pytest.mark.usefixtures("grid")
class TestTwoEditors:
    def test_the_second_is_shown_what_the_first_changed(self, desk, service, special):
        cancel = OverrideEdit("talk", {"date": str(THURSDAY), "do": "cancel"})
        save_edit(
            service,
            [cancel],
            number=0,
            by=None,
            reason="Snow day",
            at=timezone.now(),
        )

        answer = desk.save("special", number=0, reason="The fair", **special)

        assert answer.status_code == 409
        found = text_of(answer)
        assert "Not saved: the grid was changed since you looked" in found
        assert "“Snow day”" in found
        assert "Talk of the Flats no longer airs" in found
        assert b'name="number" value="1"' in answer.content
        assert b'value="The fair"' in answer.content
        assert not Slot.objects.filter(key="harvest").exists()

    def test_a_number_that_is_none_saves_nothing(self, desk, special):
        assert desk.save("special", number="-1", **special).status_code == 409


@pytest.mark.usefixtures("grid")
class TestTheListOfChanges:
    def test_says_who_when_and_why(self, desk):
        desk.save("cancel", ON_THURSDAY, reason="Thanksgiving")

        found = text_of(desk.look("changes/"))

        assert "1 Thanksgiving Mina Sato" in found
        assert "Talk of the Flats no longer airs" in found

    def test_undoes_one(self, desk):
        desk.save("cancel", ON_THURSDAY)

        answer = desk.client.post(f"{SERVICE}changes/1/undo/", follow=True)

        assert "Change 1 is undone, as change 2." in text_of(answer)
        assert not Override.objects.exists()

    def test_undoes_one_from_the_week_it_was_seen_in(self, desk):
        desk.save("cancel", ON_THURSDAY)

        answer = desk.client.post(f"{SERVICE}changes/1/undo/", {"week": str(MONDAY)})

        assert answer.url == f"{SERVICE}?week={MONDAY}"

    def test_says_why_one_cannot_be_undone(self, desk):
        desk.save("cancel", ON_THURSDAY)
        desk.save("end", "slot=talk", number=1, last_date=str(THURSDAY))

        answer = desk.client.post(f"{SERVICE}changes/1/undo/", follow=True)

        assert "Change 1 was not undone." in text_of(answer)
        assert "touched the same: undo that first" in text_of(answer)

    def test_says_that_nothing_was_changed_yet(self, desk):
        assert "Nothing was changed yet" in text_of(desk.look("changes/"))

    def test_lets_only_those_undo_who_may_edit(self, desk, mina):
        desk.save("cancel", ON_THURSDAY)
        mina.user_permissions.remove(mina.user_permissions.get(codename="change_slot"))

        desk.client.post(f"{SERVICE}changes/1/undo/")

        assert Override.objects.exists()


class TestAnEditOfNoKind:
    def test_is_not_there(self, desk, service):
        assert desk.look("edit/everything/").status_code == 404
