"""A page with a password of its own: who knows it comes in, who guesses waits."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone
from wagtail.models import PageViewRestriction

pytestmark = pytest.mark.django_db

HOME, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def door(station, month):
    restriction = PageViewRestriction.objects.create(
        page=month,
        restriction_type=PageViewRestriction.PASSWORD,
        password="the river rose",
    )
    return f"/_util/authenticate_with_password/{restriction.pk}/{month.pk}/"


def knock(client, door, password="wrong", address=HOME):
    form = {"password": password, "return_url": "/"}
    return client.post(door, form, REMOTE_ADDR=address)


class TestADoor:
    def test_opens_to_who_knows_the_password(self, client, door):
        assert knock(client, door, "the river rose").status_code == 302

    def test_is_closed_after_five_wrong_ones(self, client, door):
        answers = [knock(client, door).status_code for _ in range(5)]

        closed = knock(client, door, "the river rose")

        assert answers == [200] * 5
        assert closed.status_code == 429
        assert "Wait a quarter of an hour" in closed.text

    def test_stays_open_elsewhere(self, client, door):
        for _ in range(5):
            knock(client, door)

        answer = knock(client, door, "the river rose", address=ELSEWHERE)
        assert answer.status_code == 302

    def test_sees_one_guesser_behind_many_addresses_of_a_network(self, client, door):
        for number in range(5):
            knock(client, door, address=f"2001:db8:1:2::{number + 1}")

        assert knock(client, door, address="2001:db8:1:2:ffff::9").status_code == 429
        assert knock(client, door, address="2001:db8:1:3::1").status_code == 200

    def test_is_open_again_after_a_quarter_of_an_hour(self, client, door):
        for _ in range(5):
            knock(client, door)
        AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(hours=0.3))

        assert knock(client, door).status_code == 200
        assert knock(client, door, "the river rose").status_code == 302

    def test_forgets_wrong_ones_after_the_right_one(self, client, door):
        for _ in range(3):
            for _ in range(4):
                knock(client, door)
            assert knock(client, door, "the river rose").status_code == 302

    def test_counts_nothing_for_looking(self, client, door):
        for _ in range(9):
            assert client.get(door, REMOTE_ADDR=HOME).status_code == 200
