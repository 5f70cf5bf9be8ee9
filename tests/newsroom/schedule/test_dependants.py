"""A program that is scheduled: neither deleted nor unpublished."""

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
    @pytest.fixture
    def planned(self, service, grid):
        plan_broadcasts(service, at=timezone.now() + timedelta(days=1))

    def unpublish(self, at_desk, page, **fields):
        address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        return at_desk.post(address, fields)

    def test_that_is_still_to_air_is_refused(self, at_desk, planned, programs):
        answer = self.unpublish(at_desk, programs["talk"])

        assert "Talk of the Flats cannot be unpublished: it airs" in told(answer)
        assert "its slot “talk” on KDEMO 89.7" in told(answer)
        programs["talk"].refresh_from_db()
        assert programs["talk"].live

    def test_by_way_of_its_shelf_is_refused(self, at_desk, planned, programs):
        shelf = programs["talk"].get_parent()
        self.unpublish(at_desk, shelf, include_descendants="on")

        assert Program.objects.live().count() == 5

    def test_is_not_what_unpublishing_its_shelf_alone_does(
        self, at_desk, planned, programs
    ):
        shelf = programs["talk"].get_parent()
        self.unpublish(at_desk, shelf)

        shelf.refresh_from_db()
        assert not shelf.live
        assert Program.objects.live().count() == 5

    def test_in_a_list_is_refused(self, at_desk, planned, programs):
        at_desk.post(
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
            + f"?id={programs['talk'].pk}&id={programs['harvest'].pk}"
        )

        assert Program.objects.live().count() == 5

    def test_that_airs_no_more_is_done(self, at_desk, planned, programs):
        self.unpublish(at_desk, programs["harvest"])

        programs["harvest"].refresh_from_db()
        assert not programs["harvest"].live
