"""Coming in: the right password, too many wrong ones, a forgotten one."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.utils import timezone

from callsign.newsroom.station.throttle import MOST_FOR_A_NAME, MOST_FROM_AN_ADDRESS

pytestmark = pytest.mark.django_db

LOGIN = "/desk/login/"
PASSWORD = "the river rose at noon"


def try_to_come_in(client, password, address="198.51.100.7", name="ada"):
    return client.post(
        LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address
    )


class TestComingIn:
    def test_opens_the_desk(self, client, member_of):
        member_of("Producers", "ada")

        assert try_to_come_in(client, PASSWORD).headers["Location"] == "/desk/"
        assert client.get("/desk/").status_code == 200

    def test_through_the_door_for_private_pages_opens_the_desk_too(
        self, client, member_of
    ):
        member_of("Producers", "ada")

        response = client.post(
            "/_util/login/", {"username": "ada", "password": PASSWORD}
        )

        assert response.headers["Location"] == "/desk/"

    def test_is_closed_after_five_wrong_passwords(self, client, member_of):
        member_of("Producers", "ada")
        for _ in range(5):
            response = try_to_come_in(client, "wrong")

        assert response.status_code == 429
        assert "Wait a quarter of an hour" in response.content.decode()
        assert try_to_come_in(client, PASSWORD).status_code == 429

    def test_stays_open_at_another_address_and_for_another_name(
        self, client, member_of
    ):
        """Nobody can lock a producer out from elsewhere, minutes before air."""
        member_of("Producers", "ada")
        member_of("Producers", "luis")
        for _ in range(5):
            try_to_come_in(client, "wrong")

        elsewhere = try_to_come_in(client, PASSWORD, address="203.0.113.9")
        somebody_else = try_to_come_in(client, PASSWORD, name="luis")
        assert elsewhere.status_code == somebody_else.status_code == 302

    def test_forgets_wrong_passwords_after_the_right_one(self, client, member_of):
        member_of("Producers", "ada")
        for _ in range(3):
            for _ in range(4):
                try_to_come_in(client, "wrong")
            assert try_to_come_in(client, PASSWORD).status_code == 302


class TestANetworkOfIPv6:
    def test_is_one_place_however_many_addresses_it_has(self, client, member_of):
        member_of("Producers", "ada")
        for number in range(5):
            try_to_come_in(client, "wrong", address=f"2001:db8:1:2::{number + 1}")

        neighbor = try_to_come_in(client, PASSWORD, address="2001:db8:1:2:ffff::9")
        elsewhere = try_to_come_in(client, PASSWORD, address="2001:db8:1:3::1")
        assert (neighbor.status_code, elsewhere.status_code) == (429, 302)


class TestAnAddressThatTriesManyNames:
    def try_many_names(self, client, address="198.51.100.7"):
        for number in range(MOST_FROM_AN_ADDRESS - 1):
            AccessAttempt.objects.create(
                username=f"name-{number}", ip_address=address, failures_since_start=1
            )
        try_to_come_in(client, "wrong", address, name="name-last")

    def test_is_closed(self, client, member_of):
        member_of("Producers", "ada")
        self.try_many_names(client)

        assert try_to_come_in(client, PASSWORD).status_code == 429

    def test_closes_no_other_address(self, client, member_of):
        member_of("Producers", "ada")
        self.try_many_names(client)

        elsewhere = try_to_come_in(client, PASSWORD, address="203.0.113.9")
        assert elsewhere.status_code == 302

    def test_closes_nobody_out_who_came_in_from_there(self, client, member_of):
        """A whole office may stand behind one address."""
        member_of("Producers", "ada")
        try_to_come_in(client, PASSWORD)
        self.try_many_names(client)

        assert try_to_come_in(client, PASSWORD).status_code == 302

    def test_is_open_again_after_a_quarter_of_an_hour(self, client, member_of):
        member_of("Producers", "ada")
        self.try_many_names(client)
        AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(hours=0.3))

        assert try_to_come_in(client, PASSWORD).status_code == 302


class TestANameTriedFromManyAddresses:
    @pytest.fixture(autouse=True)
    def ada_at_her_desk(self, client, member_of):
        member_of("Producers", "ada")
        try_to_come_in(client, PASSWORD, address="203.0.113.9")
        for number in range(MOST_FOR_A_NAME):
            AccessAttempt.objects.create(
                username="ada",
                ip_address=f"198.51.100.{number}",
                failures_since_start=1,
            )

    def test_is_closed_to_addresses_that_nobody_knows(self, client):
        assert try_to_come_in(client, PASSWORD).status_code == 429

    def test_stays_open_where_its_owner_came_in_before(self, client):
        at_her_desk = try_to_come_in(client, PASSWORD, address="203.0.113.9")

        assert at_her_desk.status_code == 302

    def test_leaves_every_other_name_open(self, client, member_of):
        member_of("Producers", "luis")

        assert try_to_come_in(client, PASSWORD, name="luis").status_code == 302


class TestAForgottenPassword:
    def test_is_set_anew_by_a_letter(self, client, member_of):
        member_of("Producers", "ada")

        client.post("/desk/password_reset/", {"email": "ada@kdemo.example"})
        link = re.search(r"http://127.0.0.1:8000(\S+)", mail.outbox[0].body)[1]
        form = client.get(link, follow=True)
        client.post(
            form.request["PATH_INFO"],
            {"new_password1": "a longer silence", "new_password2": "a longer silence"},
        )

        assert try_to_come_in(client, "a longer silence").status_code == 302

    def test_is_not_a_way_to_learn_who_works_here(self, client, member_of):
        member_of("Producers", "ada")
        known = client.post("/desk/password_reset/", {"email": "ada@kdemo.example"})
        unknown = client.post("/desk/password_reset/", {"email": "eve@kdemo.example"})

        assert known.headers["Location"] == unknown.headers["Location"]
        assert len(mail.outbox) == 1

    def test_is_told_when_letters_stay_on_the_machine(self, client, settings, db):
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        assert (
            b"does not send e-mail yet" in client.get("/desk/password_reset/").content
        )

        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        assert b"does not send" not in client.get("/desk/password_reset/").content
