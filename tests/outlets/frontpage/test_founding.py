"""Founding a station: from an empty database to an editor at the desk."""

from dataclasses import replace
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from callsign.newsroom.station.models import Station
from callsign.newsroom.stories.models import StoryShelf
from callsign.outlets.frontpage.founding import (
    AlreadyFounded,
    CannotFound,
    Charter,
    found,
    require_no_station,
)
from callsign.outlets.frontpage.models import FrontPage

pytestmark = pytest.mark.django_db

KDEMO = Charter(
    call_sign="KDEMO",
    name="KDEMO Public Radio",
    city="Linden Ferry",
    zone="America/Chicago",
    editor_email="mina@kdemo.example",
    base_url="http://testserver",
)


class TestFoundingAStation:
    def test_puts_an_empty_front_page_where_wagtails_welcome_was(self, client):
        found(KDEMO)

        page = client.get("/").content.decode()
        assert "The first stories of KDEMO Public Radio will stand here." in page
        assert not Page.objects.filter(title__startswith="Welcome").exists()
        assert type(Site.objects.get().root_page.specific) is FrontPage
        assert StoryShelf.objects.count() == 1

    def test_lets_the_first_editor_set_a_password_and_come_in(self, client):
        made = found(KDEMO)

        form = client.get(urlsplit(made.password_link).path, follow=True)
        client.post(
            form.request["PATH_INFO"],
            {
                "new_password1": "the river rose at noon",
                "new_password2": "the river rose at noon",
            },
        )
        client.post(
            "/desk/login/", {"username": "mina", "password": "the river rose at noon"}
        )
        assert client.get("/desk/").status_code == 200
        assert made.editor.groups.get().name == "Editors"
        assert made.editor.is_superuser  # somebody must make the other accounts

    def test_lets_her_ask_for_a_letter_when_the_link_has_run_out(
        self, client, mailoutbox
    ):
        found(KDEMO)

        client.post("/desk/password_reset/", {"email": "mina@kdemo.example"})

        assert [letter.to for letter in mailoutbox] == [["mina@kdemo.example"]]

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"call_sign": "KDEMOKDEMOKDEMO"}, "--callsign: .* at most 12"),
            ({"name": ""}, "--name: .* cannot be blank"),
            ({"zone": "America/Ferry"}, "--time-zone: .*America/Ferry"),
            ({"editor_email": "mina"}, "--editor-email: .* valid email"),
            ({"base_url": "kdemo.example"}, "--base-url: .*kdemo.example"),
            ({"base_url": "https://kdemo.example:http"}, "--base-url"),
            ({"base_url": "https://kdemo.example/radio"}, "--base-url"),
        ],
    )
    def test_says_what_is_wrong_and_changes_nothing(self, wrong, said):
        with pytest.raises(CannotFound, match=said):
            found(replace(KDEMO, **wrong))

        assert not Station.objects.exists()
        assert not get_user_model().objects.exists()
        assert Page.objects.filter(title__startswith="Welcome").exists()

    def test_leaves_a_station_that_is_there_as_it_is(self):
        found(KDEMO)

        with pytest.raises(AlreadyFounded, match="KDEMO is here already"):
            found(replace(KDEMO, call_sign="KEXMP", editor_email="luis@kexmp.example"))

        assert Station.objects.get().call_sign == "KDEMO"
        assert get_user_model().objects.count() == 1

    def test_leaves_an_account_that_is_there_alone(self):
        get_user_model().objects.create_user("mina")

        with pytest.raises(CannotFound, match="an account named mina"):
            found(KDEMO)

        assert not Station.objects.exists()

    def test_looks_for_a_station_only_where_there_are_tables(self, monkeypatch):
        monkeypatch.setattr(Station._meta, "db_table", "not_made_yet")

        require_no_station()

    def test_names_the_account_as_the_desk_allows(self):
        """An address may hold signs that the form of an account would refuse."""
        made = found(replace(KDEMO, editor_email="o'brien!@kdemo.example"))

        made.editor.full_clean()
        assert made.editor.get_username() == "obrien"
        assert made.editor.email == "o'brien!@kdemo.example"


class TestTheCommand:
    def test_prints_the_link_and_what_the_environment_must_say(
        self, settings, tmp_path, monkeypatch
    ):
        ran = []
        monkeypatch.setattr(
            "callsign.outlets.frontpage.management.commands.found.call_command",
            lambda name, **options: ran.append(name),
        )
        said = StringIO()

        call_command(
            "found",
            "--callsign=KDEMO",
            "--name=KDEMO Public Radio",
            "--time-zone=America/Chicago",
            "--editor-email=mina@kdemo.example",
            "--base-url=https://kdemo.example/",
            stdout=said,
        )

        assert ran == ["migrate", "collectstatic"]
        assert "https://kdemo.example/desk/password_reset/confirm/" in said.getvalue()
        assert "The user name to sign in with is mina.\n" in said.getvalue()
        assert "set CALLSIGN_BASE_URL=https://kdemo.example\n" in said.getvalue()
        assert "set CALLSIGN_ALLOWED_HOSTS=kdemo.example\n" in said.getvalue()

    def test_touches_nothing_where_a_station_is(self, monkeypatch):
        found(KDEMO)
        ran = []
        monkeypatch.setattr(
            "callsign.outlets.frontpage.management.commands.found.call_command",
            lambda name, **options: ran.append(name),
        )

        with pytest.raises(CommandError, match="KDEMO is here already"):
            call_command(
                "found",
                "--callsign=KEXMP",
                "--name=Example",
                "--time-zone=America/Chicago",
                "--editor-email=mina@kdemo.example",
            )

        assert ran == []
