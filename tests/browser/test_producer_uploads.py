"""Ada sends a recording in over a line that breaks."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.audio.tasks import prepare_audio
from callsign.newsroom.station.roles import grant_roles
from tests.browser.conftest import barriers
from tests.tape import tone, write_tape

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

PIECES = "**/desk/audio/uploads/*-*/"


@pytest.fixture
def page(sit, tmp_path, settings):
    """Ada at the page where recordings are uploaded."""
    settings.DATA_DIR = tmp_path / "station"
    grant_roles()
    ada = get_user_model().objects.create_user("ada", password="rain at last")
    ada.groups.add(Group.objects.get(name="Producers"))
    page = sit()
    page.goto("/desk/login/?next=/desk/audio/new/")
    page.fill("[name=username]", "ada")
    page.fill("[name=password]", "rain at last")
    page.click("[type=submit]")
    page.wait_for_url("**/audio/new/")
    return page


@pytest.fixture
def tape(tmp_path):
    """Half a minute in stereo: 5.3 MB, three pieces."""
    return write_tape(tmp_path / "rain.wav", tone(30, channels=2))


def test_an_upload_goes_on_after_the_line_broke_and_the_page_was_reloaded(page, tape):
    page.on("dialog", lambda dialog: dialog.accept())  # "leave while uploading?"
    sent = []

    def break_after_the_first(route):
        if route.request.method == "PATCH" and sent:
            route.abort("internetdisconnected")
            return
        if route.request.method == "PATCH":
            sent.append(route.request.headers["upload-offset"])
        route.continue_()

    page.route(PIECES, break_after_the_first)
    page.set_input_files("input[type=file]", tape)
    expect(page.locator("resumable-upload")).to_contain_text("Nothing is lost")
    page.unroute(PIECES)

    page.reload()
    page.route(PIECES, lambda route: (sent.append(offset_of(route)), route.continue_()))
    page.set_input_files("input[type=file]", tape)
    page.wait_for_url("**/audio/edit/*/")

    assert sent[0] == "0"
    assert "2097152" in sent
    assert sent.count("0") == 1
    assert Audio.objects.get().size_bytes == tape.stat().st_size


def test_a_recording_that_is_none_is_told_at_once(page, tmp_path):
    script = tmp_path / "script.wav"
    script.write_text("ADA OKAFOR, HOST: Rain at last.")

    page.set_input_files("input[type=file]", script)

    expect(page.locator("resumable-upload")).to_contain_text("This is a text file")
    assert barriers(page, "main") == []


def test_the_page_of_a_recording_shows_it_when_it_is_ready(page, tape):
    page.set_input_files("input[type=file]", tape)
    page.wait_for_url("**/audio/edit/*/")
    expect(page.get_by_text("Waiting for the worker")).to_be_visible()

    prepare_audio.call(Audio.objects.get().pk)

    expect(page.get_by_text("Ready to be heard.")).to_be_visible()
    expect(page.get_by_role("img", name="Waveform of 0:30")).to_be_visible()
    assert barriers(page, ".recording") == []


def offset_of(route):
    return route.request.headers.get("upload-offset", "")
