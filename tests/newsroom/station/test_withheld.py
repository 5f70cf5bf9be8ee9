"""Withheld: what rights keep from being heard again, from the desk to air's file."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from callsign.engines.stream.configuration import read_configuration
from callsign.newsroom.station.air_configuration import air_configuration
from callsign.newsroom.station.models import Service, Withheld
from callsign.newsroom.station.withheld import withhold

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ONE = NOON + timedelta(hours=1)
ADD = "/desk/snippets/station/withheld/add/"
LIST = "/desk/snippets/station/withheld/"


@pytest.fixture
def service(station):
    return Service.objects.create(station=station, name="KDEMO 1", slug="kdemo")


@pytest.fixture
def engineer(client, member_of):
    client.force_login(member_of("Engineers", "omar"))
    return client


def told(*, at=NOON):
    (service,) = json.loads(air_configuration(at=at))["services"]
    return service["withheld"]


class TestASpan:
    def test_is_told_to_air_as_moments_of_utc(self, service):
        withhold(service, NOON, ONE, reason="A concert")

        assert told() == [["2026-11-23T12:00:00.000Z", "2026-11-23T13:00:00.000Z"]]
        (read,) = read_configuration(air_configuration(at=NOON)).services
        assert read.withheld.meets(1_795_435_200_000, 1_795_435_200_001)

    def test_is_never_shorter_in_the_file(self, service):
        tiny = timedelta(microseconds=400)
        withhold(service, NOON + tiny, ONE + tiny, reason="A concert")

        assert told() == [["2026-11-23T12:00:00.000Z", "2026-11-23T13:00:00.001Z"]]

    def test_is_told_when_it_is_less_than_a_week_away(self, service):
        far = NOON + timedelta(days=8)
        withhold(service, far, far + timedelta(hours=1), reason="A concert")

        assert told() == []
        assert len(told(at=NOON + timedelta(days=2))) == 1

    def test_is_left_out_when_nothing_of_it_is_kept_any_more(self, service):
        withhold(service, NOON, ONE, reason="A concert")
        past_the_rewind = ONE + timedelta(hours=service.rewind_hours)

        assert told(at=past_the_rewind) != []
        assert told(at=past_the_rewind + timedelta(hours=1)) == []

    def test_said_twice_is_one(self, service):
        first = withhold(service, NOON, ONE, reason="A concert")

        assert withhold(service, NOON, ONE, reason="The same") == first
        assert Withheld.objects.count() == 1

    @pytest.mark.parametrize("ends_at", [NOON, NOON - timedelta(seconds=1)])
    def test_has_a_length(self, service, ends_at):
        with pytest.raises(ValidationError, match="end after it begins"):
            withhold(service, NOON, ends_at, reason="A concert")
        with pytest.raises(IntegrityError):
            Withheld.objects.create(service=service, starts_at=NOON, ends_at=ends_at)

    @pytest.mark.parametrize("is_taken_back", [False, True])
    def test_is_told_and_taken_back_when_it_is_committed(
        self,
        request,
        tmp_path,
        settings,
        django_capture_on_commit_callbacks,
        is_taken_back,
    ):
        settings.DATA_DIR = tmp_path
        at = timezone.now()

        with django_capture_on_commit_callbacks(execute=True):
            service = request.getfixturevalue("service")
            span = withhold(service, at, at + timedelta(hours=1), reason="A concert")
            if is_taken_back:
                span.delete()

        written = json.loads((tmp_path / "air/air.json").read_text())
        assert len(written["services"][0]["withheld"]) == (not is_taken_back)


class TestAtTheDesk:
    def test_an_engineer_withholds_and_is_named(self, engineer, service):
        said = {
            "service": service.pk,
            "starts_at": "2026-11-23 06:00",
            "ends_at": "2026-11-23 07:00",
            "reason": "A concert",
        }

        engineer.post(ADD, said)

        span = Withheld.objects.get()
        assert span.starts_at == NOON  # Chicago's six o'clock
        assert span.withheld_by.username == "omar"
        page = engineer.get(LIST).text
        assert "omar" in page
        assert "Mon 23 Nov 2026, 06:00:00" in page

    def test_keeps_the_seconds(self, engineer, service):
        said = {
            "service": service.pk,
            "starts_at": "2026-11-23T06:00:07",
            "ends_at": "2026-11-23T06:37:45",
            "reason": "A concert",
        }

        engineer.post(ADD, said)

        span = Withheld.objects.get()
        assert span.starts_at == NOON + timedelta(seconds=7)
        assert span.ends_at == NOON + timedelta(minutes=37, seconds=45)

    def test_shows_them_in_a_field_of_the_browser_that_takes_them_again(
        self, engineer, service
    ):
        end = NOON + timedelta(minutes=37, seconds=45, microseconds=400_000)
        span = withhold(service, NOON, end, reason="A concert")
        edit = f"/desk/snippets/station/withheld/edit/{span.pk}/"

        page = engineer.get(edit).text
        engineer.post(
            edit,
            {
                "service": service.pk,
                "starts_at": "2026-11-23T06:00",  # as browsers say a whole minute
                "ends_at": "2026-11-23T06:37:45",
                "reason": "A concert, with its encore",
            },
        )

        assert page.count('type="datetime-local"') == 2
        assert page.count('step="1"') == 2
        assert 'value="2026-11-23T06:37:45"' in page
        assert "initDateTimeChooser" not in page
        span.refresh_from_db()
        assert (span.starts_at, span.ends_at) == (NOON, end)
        assert span.reason == "A concert, with its encore"

    def test_says_in_words_what_is_wrong(self, engineer, service):
        said = {
            "service": service.pk,
            "starts_at": "2026-11-23 06:00",
            "ends_at": "2026-11-23 06:00",
            "reason": "A concert",
        }

        page = engineer.post(ADD, said).text

        assert page.count("It has to end after it begins.") == 1

    def test_the_newest_comes_first(self, engineer, service):
        withhold(service, NOON, ONE, reason="An older concert")
        withhold(service, ONE, ONE + timedelta(hours=1), reason="A newer concert")

        page = engineer.get(LIST).text

        assert page.index("A newer concert") < page.index("An older concert")

    @pytest.mark.parametrize("role", ["Producers", "Editors", "Membership"])
    def test_is_for_whoever_may_change_services(self, client, member_of, role):
        client.force_login(member_of(role))

        assert client.get(ADD).status_code == 302
