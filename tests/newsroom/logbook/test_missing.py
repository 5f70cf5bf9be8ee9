"""What is missing from the air, by the stretches of the logbook."""

from datetime import timedelta

import pytest
from django.utils import timezone

from callsign.newsroom.logbook.missing import Break, breaks_of
from callsign.newsroom.logbook.models import Aired, Switch
from callsign.newsroom.logbook.status import look
from tests.cast import FRIDAY_NOON
from tests.newsroom.logbook.conftest import NOON_MS

pytestmark = pytest.mark.django_db

SPACE = "\N{NO-BREAK SPACE}"
HOUR_MS = 3_600_000
LATER = FRIDAY_NOON + timedelta(hours=1)


def aired(start_ms, end_ms, *, run="a1", service="kdemo"):
    """A stretch, from and up to so long after noon."""
    return Aired.objects.create(
        run=run,
        number=Aired.objects.count() + 1,
        service=service,
        at=FRIDAY_NOON,
        first_sequence=1,
        last_sequence=2,
        start_ms=NOON_MS + start_ms,
        end_ms=NOON_MS + end_ms,
    )


def lengths_ms(at=LATER):
    return [one.length_ms for one in breaks_of("kdemo", at=at)]


class TestBreaks:
    def test_are_between_stretches(self):
        aired(0, 10_000)
        aired(11_500, 20_000)

        assert breaks_of("kdemo", at=LATER) == [
            Break(NOON_MS + 10_000, NOON_MS + 11_500)
        ]

    def test_are_none_where_one_stretch_follows_another(self):
        aired(0, 10_000)
        aired(10_000, 20_000)

        assert lengths_ms() == []

    def test_are_none_before_the_first_sound_of_all(self):
        aired(0, 10_000)

        assert lengths_ms() == []

    def test_are_none_where_a_clock_was_set_back(self):
        aired(0, 60_000)
        aired(5_000, 6_000)
        aired(60_000, 90_000)

        assert lengths_ms() == []

    def test_are_cut_where_the_day_that_is_looked_at_begins(self):
        aired(-30 * HOUR_MS, -26 * HOUR_MS)
        aired(-22 * HOUR_MS, 0)

        assert lengths_ms(at=FRIDAY_NOON) == [2 * HOUR_MS]

    def test_are_forgotten_after_a_day(self):
        aired(0, 10_000)
        aired(11_000, 90_000_000)
        aired(90_000_000, 90_002_000)

        assert lengths_ms(at=FRIDAY_NOON + timedelta(hours=25)) == []

    def test_are_those_of_one_service(self):
        aired(0, 10_000)
        aired(5_000, 20_000, service="jazz")
        aired(11_000, 20_000)

        assert lengths_ms() == [1_000]


@pytest.mark.usefixtures("service")
class TestTheDesk:
    @pytest.fixture(autouse=True)
    def without_air(self, settings, tmp_path):
        settings.DATA_DIR = tmp_path

    def test_says_how_much_is_missing_and_the_latest_of_it(self):
        for number in range(8):
            aired(number * 10_000, number * 10_000 + 8_800)

        (service,) = look(at=LATER).services

        assert service.missing.count == 7
        assert service.missing.length == f"8.4{SPACE}s"
        assert len(service.missing.latest) == 5
        assert service.missing.latest[0].clock == "Fri 12:01:08 CST"
        assert service.missing.latest[0].length == f"1.2{SPACE}s"

    def test_says_nothing_when_nothing_is_missing(self):
        aired(0, 10_000)

        (service,) = look(at=LATER).services

        assert service.missing is None

    def test_says_it_on_the_page(self, admin_client):
        now_ms = round(timezone.now().timestamp() * 1_000) - NOON_MS
        aired(now_ms - 9_000, now_ms - 8_000)
        aired(now_ms - 5_000, now_ms - 1_000)

        page = admin_client.get("/desk/on-air/").text

        assert f"<strong>3.0{SPACE}s in 1 break</strong>" in page


class TestTheGapOfAnAirThatBeganAnew:
    """After a kill air starts with a gap of 0 ms: it cannot count what it did not live."""

    @pytest.fixture
    def switch(self, service, settings, tmp_path):
        settings.DATA_DIR = tmp_path
        return Switch.objects.create(
            run="a2",
            number=3,
            service="kdemo",
            at=FRIDAY_NOON + timedelta(seconds=15),
            source="studio",
            reason="first",
            gap_ms=0,
        )

    @staticmethod
    def shown():
        return look(at=LATER).services[0].switches[0]

    def test_is_since_the_last_segment_before(self, switch):
        aired(0, 10_000)
        aired(13_200, 20_000, run="a2")

        assert self.shown().gap == f"3.2{SPACE}s"
        assert self.shown().reason == "air began anew"

    def test_has_the_silence_before_the_first_sound_in_it(self, switch):
        switch.gap_ms = 1_000
        switch.save()
        aired(0, 10_000)
        aired(13_200, 20_000, run="a2")

        assert self.shown().gap == f"4.2{SPACE}s"

    def test_is_what_air_says_where_nothing_was_before(self, switch):
        aired(13_200, 20_000, run="a2")

        assert self.shown().gap == f"0{SPACE}ms"
        assert self.shown().reason == "nothing was heard before"

    def test_is_not_that_of_an_earlier_break(self, switch):
        """Its own first segment is not in the logbook yet."""
        aired(0, 5_000)
        aired(9_000, 10_000)

        assert self.shown().gap == f"0{SPACE}ms"
