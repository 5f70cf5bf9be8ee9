"""Sources at the desk: who may add them, and how often a password is seen."""

import pytest

from callsign.newsroom.station.models import Service, Source

pytestmark = pytest.mark.django_db

ADD = "/desk/snippets/station/source/add/"


@pytest.fixture
def service(station):
    return Service.objects.create(station=station, name="KDEMO 1", slug="kdemo")


@pytest.fixture
def studio(service):
    return Source.objects.create(service=service, name="studio", kind="push")


@pytest.fixture
def engineer(client, member_of):
    client.force_login(member_of("Engineers"))
    return client


def form(service, **said):
    return {
        "service": service.pk,
        "name": "studio",
        "position": 0,
        "kind": "push",
        "url": "",
        "path": "",
        "silence_s": 20,
        **said,
    }


class TestAddingASource:
    def test_leads_to_how_an_encoder_connects(self, engineer, service):
        page = engineer.post(ADD, form(service), follow=True).text

        password = Source.objects.get().password
        assert f"icecast://source:{password}@127.0.0.1:8100/kdemo" in page
        assert f"password=&quot;{password}&quot;" in page

    def test_shows_the_password_once(self, engineer, service):
        engineer.post(ADD, form(service), follow=True)

        page = engineer.get(f"/desk/sources/{Source.objects.get().pk}/connect/").text

        assert Source.objects.get().password not in page
        assert "source:PASSWORD@" in page

    def test_of_another_kind_leads_to_the_list(self, engineer, service):
        answer = engineer.post(
            ADD, form(service, kind="files", path="/srv/sound"), follow=True
        )

        assert answer.redirect_chain[-1][0] == "/desk/snippets/station/source/"

    def test_is_refused_in_words(self, engineer, service):
        page = engineer.post(ADD, form(service, kind="pull")).text

        assert "Say which stream to fetch." in page
        assert not Source.objects.exists()

    def test_is_begun_for_the_service_that_was_asked_for(self, engineer, service):
        page = engineer.get(f"{ADD}?service={service.pk}").text

        assert f'<option value="{service.pk}" selected>' in page


class TestANewPassword:
    def test_is_shown_once_and_kept_out_of_caches(self, engineer, studio):
        before = studio.password

        answer = engineer.post(f"/desk/sources/{studio.pk}/password/", follow=True)

        studio.refresh_from_db()
        assert studio.password != before
        assert studio.password in answer.text
        assert "no-store" in answer["Cache-Control"]

    def test_is_not_made_by_looking(self, engineer, studio):
        assert engineer.get(f"/desk/sources/{studio.pk}/password/").status_code == 405


@pytest.mark.parametrize("role", ["Producers", "Editors", "Membership"])
def test_nobody_else_connects_encoders(client, member_of, studio, role):
    client.force_login(member_of(role))

    for answer in (
        client.get(ADD),
        client.get(f"/desk/sources/{studio.pk}/connect/"),
        client.post(f"/desk/sources/{studio.pk}/password/"),
    ):
        assert answer.status_code == 302
    before = studio.password
    studio.refresh_from_db()
    assert studio.password == before
