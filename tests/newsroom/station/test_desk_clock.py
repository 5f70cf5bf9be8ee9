"""The desk's clock: an embargo until nine ends at nine where the station is."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from wagtail.users.models import UserProfile

from callsign.newsroom.stories.models import Story

NINE_IN_CHICAGO = datetime(2036, 1, 18, 15, 0, tzinfo=UTC)


@pytest.fixture
def clock_of():
    """The zone in which somebody's desk is drawn."""

    def look(user):
        return UserProfile.objects.get(user=user).get_current_time_zone()

    return look


class TestTheClockOfAnAccount:
    def test_is_the_stations(self, station, member_of, clock_of):
        assert clock_of(member_of("Editors", "mina")) == "America/Chicago"

    def test_is_its_owners_choice(self, station, member_of, clock_of):
        mina = member_of("Editors", "mina")
        mina.wagtail_userprofile.current_time_zone = "America/Denver"
        mina.wagtail_userprofile.save()

        station.zone = "America/New_York"
        station.save()

        assert clock_of(mina) == "America/Denver"

    def test_is_the_stations_again_when_its_owner_chooses_none(
        self, station, member_of, clock_of
    ):
        mina = member_of("Editors", "mina")
        mina.wagtail_userprofile.current_time_zone = ""
        mina.wagtail_userprofile.save()

        assert clock_of(mina) == "America/Chicago"

    def test_goes_with_a_station_that_moves(self, station, member_of, clock_of):
        mina = member_of("Editors", "mina")

        station.zone = "America/New_York"
        station.save()

        assert clock_of(mina) == "America/New_York"

    def test_is_set_for_those_who_were_here_before_the_station(
        self, request, member_of, clock_of
    ):
        mina = member_of("Editors", "mina")
        luis = get_user_model().objects.create_user("luis")
        luis.wagtail_userprofile.delete()

        request.getfixturevalue("station")

        assert clock_of(mina) == clock_of(luis) == "America/Chicago"


class TestAnEmbargo:
    def test_is_shown_by_the_stations_clock(self, client, station, month, member_of):
        story = month.add_child(
            instance=Story(
                title="Rain", slug="rain", live=False, embargoed_until=NINE_IN_CHICAGO
            )
        )
        story.save_revision()
        client.force_login(member_of("Editors", "mina"))

        desk = client.get(f"/desk/stories/{story.pk}/transcript/").content.decode()
        client.post(f"/desk/stories/{story.pk}/publish/")
        told = client.get(f"/desk/stories/{story.pk}/transcript/").content.decode()

        assert "embargoed until 2036-01-18 09:00 CST" in desk
        assert "readers see it from 2036-01-18 09:00:00 CST" in told
