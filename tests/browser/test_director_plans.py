"""A program director plans a special by keyboard, takes it back, and drags a show."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Page, Site

from callsign.engines.airtime.layers import Layer
from callsign.newsroom.programs.models import Program, ProgramShelf
from callsign.newsroom.schedule.edits import OverrideEdit
from callsign.newsroom.schedule.models import GridState, Override, Slot
from callsign.newsroom.schedule.planning import save_edit
from callsign.newsroom.station.models import Service, Station
from callsign.outlets.frontpage.models import FrontPage
from tests.browser.conftest import DESKTOP, barriers
from tests.browser.test_desk_policy import TELL

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PASSWORD = "the river rose at noon"
ZONE = ZoneInfo("America/Chicago")
WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
OURS = "#main .schedule-desk"
GRID = (
    ("local-desk", "Local Desk", WEEKDAYS, 9, 10),
    ("talk", "Talk of the Flats", WEEKDAYS, 10, 12),
    ("harvest", "Harvest Hour", "FREQ=WEEKLY;BYDAY=SA", 8, 9),
    ("ferry", "First Ferry", "FREQ=WEEKLY;BYDAY=SU", 4, 5),
    ("night", "Night Owl", "FREQ=DAILY", 22, 2),
)


@pytest.fixture
def service(live_server):
    """A station whose grid has shows on weekdays, one on Saturdays, and the owl at night."""
    root = Page.get_first_root_node()
    front_page = root.add_child(instance=FrontPage(title="KDEMO", slug="kdemo"))
    Site.objects.update(root_page=front_page)
    station = Station.objects.create(
        site=Site.objects.get(), call_sign="KDEMO", name="KDEMO Public Radio"
    )
    service = Service.objects.create(station=station, name="KDEMO 89.7", slug="kdemo")
    shelf = front_page.add_child(instance=ProgramShelf(title="Programs", slug="shows"))
    music = shelf.add_child(instance=Program(title="KDEMO Music", slug="music"))
    GridState.objects.create(service=service, default_program=music)
    for key, title, rule, start, end in GRID:
        Slot.objects.create(
            service=service,
            key=key,
            program=shelf.add_child(instance=Program(title=title, slug=key)),
            layer=Layer.BASE,
            rule=rule,
            local_start=time(start),
            local_end=time(end),
            valid_from=date(2026, 1, 5),
        )
    return service


@pytest.fixture
def mina(service):
    user = get_user_model().objects.create_user(
        "mina", password=PASSWORD, first_name="Mina", last_name="Sato"
    )
    for codename in ("access_admin", "change_slot"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    return user


@pytest.fixture
def monday():
    """The Monday after this week's: none of its days has begun."""
    today = datetime.now(ZONE).date()
    return today + timedelta(days=7 - today.weekday())


@pytest.fixture
def page(mina, sit):
    """Her browser, at the desk; what the policy stops in it ends the test."""
    page, violations = sit(), []
    page.context.expose_binding(
        "tellOfViolation", lambda _, what: violations.append(what)
    )
    page.context.add_init_script(TELL)
    page.on("pageerror", lambda error: violations.append(f"error: {error}"))
    come_in(page)
    yield page
    assert violations == []


def come_in(page):
    page.goto("/desk/login/")
    page.fill("[name=username]", "mina")
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    expect(page).to_have_url("/desk/")


@pytest.fixture
def week(page, monday):
    page.goto(f"/desk/schedule/kdemo/?week={monday}")
    expect(page.locator(".tile__button[tabindex='0']")).to_have_count(1)
    return page


def tile(page, value):
    return page.locator(f".tile__button[value='{value}']").last


def dialog(page):
    return page.get_by_role("dialog")


class TestAProgramDirector:
    def test_makes_a_special_by_keyboard_and_takes_it_back(self, week, monday):
        thursday = monday + timedelta(days=3)
        tile(week, f"talk/{monday}").focus()
        for _ in range(3):
            week.keyboard.press("ArrowRight")
        expect(tile(week, f"talk/{thursday}")).to_be_focused()

        week.keyboard.press("Enter")
        expect(dialog(week).get_by_role("heading", level=2)).to_contain_text(
            "Talk of the Flats"
        )
        assert barriers(week, "dialog") == []
        dialog(week).get_by_role("link", name="Special over it").press("Enter")
        expect(dialog(week).get_by_label("Program")).to_be_visible()
        assert barriers(week, "dialog") == []
        dialog(week).get_by_label("Program").focus()
        week.keyboard.type("Harvest")
        week.keyboard.press("Tab")
        dialog(week).get_by_label("Title").press_sequentially(
            "Thanksgiving on the Flats"
        )
        week.keyboard.press("Enter")

        expect(dialog(week)).to_contain_text("“Thanksgiving on the Flats” airs")
        expect(dialog(week)).to_contain_text("Talk of the Flats no longer airs")
        expect(dialog(week).get_by_role("status")).to_have_text("Preview: 2 changes.")
        assert barriers(week, "dialog") == []
        dialog(week).get_by_label("Why").press_sequentially("The fair opens")
        week.keyboard.press("Enter")

        expect(dialog(week)).to_have_count(0)
        expect(week.get_by_text("Saved as change 1.", exact=True)).to_be_visible()
        special = week.get_by_role("button", name="Thanksgiving on the Flats")
        expect(special).to_contain_text("special")
        expect(week).to_have_url(f"/desk/schedule/kdemo/?week={monday}&saved=1")

        week.get_by_role("button", name="Undo").press("Enter")

        expect(week.get_by_text("Change 1 is undone, as change 2.")).to_be_visible()
        expect(week).to_have_url(f"/desk/schedule/kdemo/?week={monday}")
        expect(tile(week, f"talk/{thursday}")).to_be_visible()
        expect(week.get_by_text("Thanksgiving on the Flats")).to_have_count(0)

    def test_moves_one_by_keys(self, week, monday):
        tile(week, f"talk/{monday}").focus()

        week.keyboard.press("Shift+ArrowDown")
        week.keyboard.press("Shift+ArrowDown")
        week.keyboard.press("Control+Shift+ArrowDown")

        expect(week.locator("week-grid + [role=status]")).to_have_text(
            "Talk of the Flats, Monday 10:30 to 12:45."
            " Enter to preview, Escape to put back."
        )
        week.keyboard.press("Enter")
        expect(dialog(week).get_by_label("Starts")).to_have_value("10:30")
        expect(dialog(week).get_by_label("Ends")).to_have_value("12:45")
        week.keyboard.press("Escape")
        expect(dialog(week)).to_have_count(0)
        expect(tile(week, f"talk/{monday}")).to_be_focused()
        assert (
            tile(week, f"talk/{monday}").locator("..").get_attribute("data-from-hour")
            == "10"
        )

    def test_drags_one_to_another_hour(self, week, monday):
        tuesday = monday + timedelta(days=1)
        talk = tile(week, f"talk/{tuesday}")
        talk.scroll_into_view_if_needed()
        box = talk.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + 20

        week.mouse.move(x, y)
        week.mouse.down()
        for step in range(1, 7):
            week.mouse.move(x, y + step * box["height"] / 2 / 6)
        week.mouse.up()

        expect(dialog(week).get_by_label("Starts")).to_have_value("11:00")
        expect(dialog(week).get_by_label("Ends")).to_have_value("13:00")
        dialog(week).get_by_label("This date only").check()
        dialog(week).get_by_role("button", name="Preview").click()
        expect(dialog(week)).to_contain_text("Talk of the Flats airs")
        dialog(week).get_by_role("button", name="Save").click()
        expect(week.get_by_text("Saved as change 1.", exact=True)).to_be_visible()
        override = Override.objects.get()
        assert (override.date, override.local_start) == (tuesday, time(11))

    def test_drags_one_by_a_finger_held_still(self, mina, sit, monday):
        page = sit(has_touch=True, viewport={"width": 768, "height": 1024})
        come_in(page)
        page.goto(f"/desk/schedule/kdemo/?week={monday}")
        talk = tile(page, f"talk/{monday}")
        talk.scroll_into_view_if_needed()
        box = talk.bounding_box()
        x, y = box["x"] + 20, box["y"] + 20
        finger = page.context.new_cdp_session(page)

        def touch(kind, *points):
            at = [{"x": x, "y": y} for y in points]
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

        touch("touchStart", y)
        expect(page.locator(".tile--held")).to_be_visible()
        touch("touchMove", y + 10)
        touch("touchMove", y + box["height"] / 2)
        touch("touchEnd")

        expect(dialog(page).get_by_label("Starts")).to_have_value("11:00")
        dialog(page).get_by_role("link", name="Leave it").click()
        expect(page.locator(".tile--held")).to_have_count(0)

    def test_drags_beyond_the_window(self, week, monday):
        talk = tile(week, f"talk/{monday}")
        talk.scroll_into_view_if_needed()
        box = talk.bounding_box()

        week.mouse.move(box["x"] + 20, box["y"] + 10)
        week.mouse.down()
        week.mouse.move(box["x"] + 20, DESKTOP["height"] - 10, steps=3)

        week.wait_for_function("document.querySelector('main').scrollTop > 300")
        week.keyboard.press("Escape")
        week.mouse.up()

    def test_drags_an_edge(self, week, monday):
        talk = tile(week, f"talk/{monday}")
        talk.scroll_into_view_if_needed()
        box = talk.bounding_box()
        x, y = box["x"] + 20, box["y"] + box["height"] - 3

        week.mouse.move(x, y)
        week.mouse.down()
        week.mouse.move(x, y + 20)
        week.mouse.move(x, y + box["height"] / 4)
        week.mouse.up()

        expect(dialog(week).get_by_label("Starts")).to_have_value("10:00")
        expect(dialog(week).get_by_label("Ends")).to_have_value("12:30")

    def test_is_shown_what_somebody_else_changed(self, week, monday, service, mina):
        week.goto(
            f"/desk/schedule/kdemo/edit/cancel/?slot=talk&date={monday}",
        )
        week.get_by_role("button", name="Preview").click()
        snow = OverrideEdit("night", {"date": str(monday), "do": "cancel"})
        save_edit(service, [snow], number=0, by=None, reason="Snow", at=timezone.now())

        week.get_by_role("button", name="Save").click()

        expect(week.get_by_role("alert")).to_contain_text("“Snow”")
        assert barriers(week, OURS) == []
        week.get_by_role("button", name="Save").click()
        expect(week.get_by_text("Saved as change 2.", exact=True)).to_be_visible()

    def test_meets_no_barrier_on_any_page(self, week, monday):
        asked = f"?slot=talk&date={monday}"
        for address in (
            f"?week={monday}",
            "slots/",
            "changes/",
            f"airing/?airing=talk/{monday}",
            f"airing/?gap={monday}/12:00/22:00",
            "edit/new/",
            "edit/special/",
            "edit/filler/",
            "edit/copy/",
            *(f"edit/{kind}/{asked}" for kind in ("slot", "end", "move", "cancel")),
            *(f"edit/{kind}/{asked}" for kind in ("replace", "retitle", "restore")),
        ):
            week.goto(f"/desk/schedule/kdemo/{address}")
            assert barriers(week, OURS) == [], address


def night_of(month, nth):
    """Return the next date that is the nth Sunday of a month, far enough ahead."""
    today = datetime.now(ZONE).date() + timedelta(days=7)
    for year in (today.year, today.year + 1):
        first = date(year, month, 1)
        sunday = first + timedelta(days=6 - first.weekday(), weeks=nth - 1)
        if sunday > today:
            return sunday
    raise AssertionError("a year has every month")


def drag(page, value, *, to_minute, edge=False):
    """Drag a tile, or its lower edge, to a minute of its day as they pass; keep hold of it."""
    button = tile(page, value)
    button.scroll_into_view_if_needed()
    column = button.locator("xpath=ancestor::ol").bounding_box()
    box, length = button.bounding_box(), button.locator("xpath=ancestor::ol")
    hours = int(length.get_attribute("data-to-hour"))
    x, grip = box["x"] + 20, box["height"] - 3 if edge else 10
    y = column["y"] + to_minute * column["height"] / (hours * 60)
    page.mouse.move(x, box["y"] + grip)
    page.mouse.down()
    page.mouse.move(x, box["y"] + grip + 8)
    page.mouse.move(x, y if edge else y + grip, steps=4)


class TestOnNightsWhenTheClocksAreChanged:
    @pytest.mark.parametrize("minute", [90, 150])
    def test_either_half_past_one_is_told_to_be_the_first(self, page, minute):
        night = night_of(11, 1)
        page.goto(f"/desk/schedule/kdemo/?week={night}")
        expect(page.get_by_text("25 hours: the clocks go back")).to_be_visible()

        drag(page, f"ferry/{night}", to_minute=minute)
        expect(page.locator(".tile--held .tile__time")).to_have_text("01:30–02:30")
        page.mouse.up()
        dialog(page).get_by_role("button", name="Preview").click()

        expect(dialog(page)).to_contain_text(
            "starts at 01:30, which happens twice: the first is meant"
        )

    def test_half_past_two_is_no_place_to_drop_and_is_explained(self, page):
        night = night_of(3, 2)
        page.goto(f"/desk/schedule/kdemo/?week={night}")
        expect(page.get_by_text("23 hours: the clocks go ahead")).to_be_visible()

        drag(page, f"ferry/{night}", to_minute=150)
        expect(page.locator(".tile--held .tile__time")).to_have_text("03:30–04:30")
        page.mouse.up()
        expect(dialog(page).get_by_label("Starts")).to_have_value("03:30")
        dialog(page).get_by_label("Starts").fill("02:30")
        dialog(page).get_by_role("button", name="Preview").click()

        expect(dialog(page)).to_contain_text(
            "starts at 02:30, which does not exist that night: the clocks jump,"
            " and it starts at 03:00"
        )

    @pytest.mark.parametrize(("month", "nth", "minute"), [(11, 1, 450), (3, 2, 330)])
    def test_an_edge_is_where_the_clock_shows_it(self, page, month, nth, minute):
        night = night_of(month, nth)
        page.goto(f"/desk/schedule/kdemo/?week={night}")

        drag(page, f"ferry/{night}", to_minute=minute, edge=True)
        page.mouse.up()

        expect(dialog(page).get_by_label("Starts")).to_have_value("04:00")
        expect(dialog(page).get_by_label("Ends")).to_have_value("06:30")


class TestOnAPhone:
    def test_a_day_at_a_time_is_planned_by_taps(self, mina, sit, monday):
        page = sit(has_touch=True, viewport={"width": 390, "height": 844})
        come_in(page)
        page.goto(f"/desk/schedule/kdemo/?week={monday}")
        expect(page.locator(".day:visible")).to_have_count(1)

        tuesday = monday + timedelta(days=1)
        page.get_by_role("link", name=f"Tue {tuesday.day}").tap()
        expect(tile(page, f"talk/{monday}")).to_be_hidden()
        tile(page, f"talk/{tuesday}").tap()
        dialog(page).get_by_role("link", name="Cancel this date").tap()
        dialog(page).get_by_role("button", name="Preview").tap()
        assert barriers(page, "dialog") == []
        dialog(page).get_by_role("button", name="Save").tap()

        expect(page.get_by_text("Saved as change 1.", exact=True)).to_be_visible()
        expect(page.locator(".day:visible")).to_have_count(1)
        expect(tile(page, f"talk/{tuesday}")).to_have_count(0)
        assert barriers(page, OURS) == []
        assert Override.objects.get().date == tuesday


class TestWithoutScript:
    def test_a_date_is_cancelled_by_plain_forms(self, mina, sit, monday):
        page = sit(java_script_enabled=False)
        come_in(page)
        page.goto(f"/desk/schedule/kdemo/?week={monday}")

        tile(page, f"talk/{monday}").click()
        page.get_by_role("link", name="Cancel this date").click()
        page.get_by_role("button", name="Preview").click()
        page.get_by_label("Why").fill("Snow day")
        page.get_by_role("button", name="Save").click()

        expect(page.get_by_text("Saved as change 1.", exact=True)).to_be_visible()
        assert Override.objects.get().reason == "Snow day"
