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
from tests.browser.conftest import barriers
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
        expect(week.get_by_role("heading", name="The fair opens")).to_be_visible()
        assert barriers(week, OURS) == []
        week.goto(f"/desk/schedule/kdemo/?week={monday}")
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
        page = sit(has_touch=True)
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
