"""Rights: what may not be heard again is withheld, and only that."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from callsign.newsroom.programs.models import Carriage
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.models import Override
from callsign.newsroom.schedule.play_plan import play_plan
from callsign.newsroom.schedule.rights import withhold_what_rights_forbid
from callsign.newsroom.schedule.rounds import go_round
from callsign.newsroom.station.air_configuration import air_configuration
from callsign.newsroom.station.withheld import withhold

MONDAY = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 09:30 in Chicago


def utc(day, hour):
    return datetime(2026, 11, day, hour, tzinfo=UTC)


@pytest.fixture
def carriage(service, grid, programs):
    return Carriage.objects.create(
        program=programs["talk"], station=service.station, may_rewind=False
    )


def spans(service):
    found = service.withheld.order_by("starts_at")
    return [(one.starts_at, one.ends_at) for one in found]


class TestAProgramThatMayNotBeRewound:
    def test_is_withheld_for_two_days_ahead(self, service, carriage):
        go_round(at=MONDAY)

        assert spans(service) == [
            (utc(23, 16), utc(23, 18)),
            (utc(24, 16), utc(24, 18)),
        ]
        assert (
            service.withheld.first().reason
            == "Talk of the Flats: no right to repeat it"
        )

    def test_stays_withheld_as_long_as_listeners_could_go_back(self, service, carriage):
        go_round(at=MONDAY)
        go_round(at=MONDAY + timedelta(hours=20))

        assert spans(service)[0] == (utc(23, 16), utc(23, 18))

    def test_is_forgotten_after_that(self, service, carriage):
        go_round(at=MONDAY)
        go_round(at=MONDAY + timedelta(hours=30))

        assert spans(service)[0] == (utc(24, 16), utc(24, 18))

    def test_takes_its_spans_along_when_it_is_moved(
        self, service, carriage, grid, django_capture_on_commit_callbacks
    ):
        go_round(at=MONDAY)
        Override.objects.create(slot=grid["talk"], date=utc(24, 0).date(), do="cancel")

        plan_broadcasts(service, at=MONDAY)
        withhold_what_rights_forbid(service, at=MONDAY)

        assert spans(service) == [(utc(23, 16), utc(23, 18))]

    def test_is_let_go_when_its_rights_are_better(self, service, carriage):
        go_round(at=MONDAY)
        carriage.may_rewind = True
        carriage.save()

        go_round(at=MONDAY + timedelta(seconds=5))

        assert spans(service) == []

    def test_changes_nothing_when_nothing_changed(self, service, carriage):
        go_round(at=MONDAY)
        before = list(service.withheld.values_list("pk", flat=True))

        withhold_what_rights_forbid(service, at=MONDAY)

        assert list(service.withheld.values_list("pk", flat=True)) == before


class TestASpanThatAPersonWithheld:
    def test_is_left_alone(self, service, carriage):
        withhold(service, utc(23, 16), utc(23, 18), reason="Concert")
        withhold(service, utc(23, 20), utc(23, 21), reason="Another")
        go_round(at=MONDAY)

        carriage.delete()
        go_round(at=MONDAY + timedelta(seconds=5))

        assert [one.reason for one in service.withheld.order_by("starts_at")] == [
            "Concert",
            "Another",
        ]


class TestAProgramThatMayNotBeStreamed:
    @pytest.fixture
    def forbidden(self, carriage):
        carriage.may_rewind, carriage.may_stream = True, False
        carriage.save()
        return carriage

    def test_is_neither_streamed_nor_heard_again(self, service, forbidden):
        go_round(at=MONDAY)

        found = service.withheld.all()
        assert [one.is_off_stream for one in found] == [True, True]
        assert found[0].reason == "Talk of the Flats: no right to stream it"

    def test_is_off_the_stream_in_what_air_is_told(self, service, forbidden):
        go_round(at=MONDAY)

        told = json.loads(air_configuration(at=MONDAY))["services"][0]
        assert told["off_stream"] == told["withheld"]
        assert told["off_stream"][0] == [
            "2026-11-23T16:00:00.000Z",
            "2026-11-23T18:00:00.000Z",
        ]

    def test_is_so_where_a_person_withheld_it_from_rewinding_alone(
        self, service, forbidden
    ):
        withhold(service, utc(23, 16), utc(23, 18), reason="Concert")

        go_round(at=MONDAY)

        assert service.withheld.filter(is_off_stream=True).count() == 2

    def test_is_streamed_when_its_rights_are_better(self, service, forbidden):
        go_round(at=MONDAY)
        forbidden.may_rewind, forbidden.may_stream = False, True
        forbidden.save()

        go_round(at=MONDAY + timedelta(seconds=5))

        assert len(spans(service)) == 2
        assert not service.withheld.filter(is_off_stream=True).exists()

    def test_is_called_so_on_the_stream(self, service, forbidden):
        plan_broadcasts(service, at=MONDAY)

        titles = {one.title for one in play_plan(service, at=MONDAY).titles}
        assert "Talk of the Flats cannot be streamed" in titles
        assert "Local Desk" in titles
