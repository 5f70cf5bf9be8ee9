"""A program that is scheduled: not deleted, and not unpublished without a word."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from callsign.newsroom.programs.models import Program
from callsign.newsroom.schedule.airing import plan_broadcasts


@pytest.fixture
def at_desk(client, db):
    user = get_user_model().objects.create_superuser("omar", "omar@kdemo.example", "x")
    client.force_login(user)
    return client


def told(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


class TestDeletingAProgram:
    def test_that_has_slots_is_refused_with_what_depends_on_it(
        self, at_desk, service, grid, programs
    ):
        plan_broadcasts(service, at=timezone.now())
        address = reverse("wagtailadmin_pages:delete", args=[programs["talk"].pk])

        answer = at_desk.post(address)

        assert answer.status_code == 302
        assert "its slot “talk” on KDEMO 89.7; " in told(answer)
        assert "broadcasts are of it" in told(answer)
        assert Program.objects.filter(slug="talk").exists()

    def test_that_fills_is_refused(self, at_desk, grid, programs):
        address = reverse("wagtailadmin_pages:delete", args=[programs["music"].pk])

        assert "it fills the free time of KDEMO 89.7" in told(at_desk.get(address))

    def test_by_way_of_its_shelf_or_in_a_list_is_refused(self, at_desk, grid, programs):
        shelf = programs["talk"].get_parent()
        at_desk.post(reverse("wagtailadmin_pages:delete", args=[shelf.pk]))
        at_desk.post(
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
            + f"?id={programs['talk'].pk}"
        )

        assert Program.objects.count() == 5

    def test_that_nobody_scheduled_goes(self, at_desk, grid, programs):
        at_desk.post(
            reverse("wagtailadmin_pages:delete", args=[programs["harvest"].pk])
        )

        assert not Program.objects.filter(slug="harvest").exists()


class TestUnpublishingAProgram:
    def test_warns_that_it_still_airs(self, at_desk, service, grid, programs):
        plan_broadcasts(service, at=timezone.now() + timedelta(days=1))
        address = reverse("wagtailadmin_pages:unpublish", args=[programs["talk"].pk])

        answer = at_desk.post(address)

        assert "Talk of the Flats has no page now, and is still scheduled" in told(
            answer
        )
        programs["talk"].refresh_from_db()
        assert not programs["talk"].live
