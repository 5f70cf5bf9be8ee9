"""The audit log: who came in, and who was given what."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from wagtail.models import ModelLogEntry

pytestmark = pytest.mark.django_db

PASSWORD = "the river rose at noon"


def entries(*actions):
    found = ModelLogEntry.objects.filter(action__in=actions).order_by("pk")
    return [(entry.label, entry.message) for entry in found]


class TestTheAuditLog:
    def test_tells_who_came_in_and_left(self, client, member_of):
        member_of("Producers", "ada")
        client.post("/desk/login/", {"username": "ada", "password": PASSWORD})
        client.post("/desk/logout/")

        assert entries("station.login", "station.logout") == [
            ("ada", "Signed in: 127.0.0.1"),
            ("ada", "Signed out: 127.0.0.1"),
        ]

    def test_tells_who_could_not_come_in(self, client, member_of, station):
        member_of("Producers", "ada")
        client.post("/desk/login/", {"username": "ada", "password": "wrong"})

        assert entries("station.login_failed") == [
            ("ada", "Failed to sign in: 127.0.0.1")
        ]

    def test_keeps_no_name_that_nobody_has(self, client, station):
        """It may be a password, typed into the wrong field."""
        client.post("/desk/login/", {"username": "hunter2", "password": "x"})

        assert entries("station.login_failed") == [
            ("KDEMO", "Failed to sign in: 127.0.0.1")
        ]
        assert "hunter2" not in str(list(ModelLogEntry.objects.values()))

    def test_tells_which_roles_were_given_and_taken(self, member_of):
        ada = member_of("Producers", "ada")
        editors = Group.objects.get(name="Editors")
        ada.groups.add(editors)
        editors.user_set.remove(ada)
        ada.groups.clear()

        assert entries("station.role_given", "station.role_taken") == [
            ("ada", "Was given a role: Producers"),
            ("ada", "Was given a role: Editors"),
            ("ada", "Lost a role: Editors"),
            ("ada", "Lost a role: Producers"),
        ]

    def test_tells_who_may_do_everything(self, member_of):
        ada = member_of("Producers", "ada")
        for may in (True, True, False):
            ada.is_superuser = may
            ada.save()

        assert entries("station.role_given", "station.role_taken")[1:] == [
            ("ada", "Was given a role: Administrator"),
            ("ada", "Lost a role: Administrator"),
        ]

    def test_tells_of_new_passwords_and_not_what_they_are(self, member_of):
        ada = member_of("Producers", "ada")
        ada.set_password("a longer silence")
        ada.save()
        ada.save()

        assert entries("station.password_changed") == [("ada", "Has a new password")]
        assert "silence" not in str(list(ModelLogEntry.objects.values()))

    def test_does_not_take_a_stronger_hash_for_a_new_password(self, client, member_of):
        ada = member_of("Producers", "ada")
        weak = make_password(PASSWORD, hasher="pbkdf2_sha1")
        get_user_model().objects.filter(pk=ada.pk).update(password=weak)

        client.post("/desk/login/", {"username": "ada", "password": PASSWORD})

        ada.refresh_from_db()
        assert ada.password != weak
        assert entries("station.password_changed") == []

    def test_is_shown_to_who_looks_after_accounts(self, client, member_of, station):
        """Wagtail shows entries to those who may do something with what they are of."""
        report = "/desk/reports/site-history/"
        mina = member_of("Editors", "mina")
        client.force_login(mina)
        assert "Signed in" not in shown_objects(client.get(report))

        get_user_model().objects.filter(pk=mina.pk).update(is_superuser=True)
        assert "Signed in" in shown_objects(client.get(report))


def shown_objects(report):
    """Return what the rows of a report say, without the choices of its filter."""
    rows = re.findall(r"<tbody.*?</tbody>", report.content.decode(), re.DOTALL)
    return " ".join(rows)
