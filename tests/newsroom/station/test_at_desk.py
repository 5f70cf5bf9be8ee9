"""The station's name and icon: at its desk, at its doors, and for browsers."""

from io import BytesIO

import pytest
from PIL import Image

from callsign.newsroom.station.models import Station

pytestmark = pytest.mark.django_db


class TestTheDoorOfTheDesk:
    def test_names_the_station(self, client, station):
        page = client.get("/desk/login/").content.decode()

        assert "KDEMO Public Radio" in page
        assert "Sign in to Wagtail" not in page
        assert "wagtailadmin/images/favicon.ico" not in page

    def test_opens_before_a_station_is_founded(self, client):
        assert not Station.objects.exists()
        assert client.get("/desk/login/").status_code == 200


class TestTheDesk:
    def test_shows_the_stations_mark(self, client, station, member_of):
        client.force_login(member_of("Editors"))

        page = client.get("/desk/").content.decode()

        assert '<span class="desk-mark__name">KDEMO</span>' in page
        assert "- KDEMO Public Radio</title>" in page


class TestTheDoorOfAPageForStaff:
    def test_is_a_page_of_the_station(self, client, station):
        page = client.get("/_util/login/").content.decode()

        assert "This page is for the staff of KDEMO Public Radio." in page
        assert 'class="masthead"' in page

    def test_says_what_was_wrong(self, client, station):
        response = client.post("/_util/login/", {"username": "ada", "password": "no"})

        assert "do not belong together" in response.content.decode()


class TestTheDoorOfAPageWithAPassword:
    def test_is_a_page_of_the_station(self, client, station, shelf):
        restriction = shelf.view_restrictions.create(
            restriction_type="password", password="levee"
        )

        page = client.get(shelf.url).content.decode()

        assert restriction.pk
        assert "This page has a password" in page
        assert 'class="masthead"' in page


class TestTheIcon:
    def test_is_where_browsers_look_for_it(self, client):
        response = client.get("/favicon.ico")

        icon = Image.open(BytesIO(response.content))
        assert response.headers["Content-Type"] == "image/x-icon"
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
        assert icon.convert("RGBA").getpixel((24, 24)) == (255, 253, 249, 255)

    def test_is_named_by_every_page(self, client, station):
        assert 'rel="icon" href="/favicon.ico"' in client.get("/").content.decode()
