"""Filling the demo station: what a newcomer meets."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.db import transaction
from wagtail.models import Site

from callsign.engines.airtime.hour_clock import problems
from callsign.engines.airtime.remarks import overlaps
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models import Carriage, Program
from callsign.newsroom.schedule.grids import grid_of
from callsign.newsroom.schedule.looking_ahead import occurrences_in
from callsign.newsroom.schedule.models import (
    Broadcast,
    Change,
    GridState,
    HourClock,
    Slot,
)
from callsign.newsroom.station.models import Picture, PictureRendition, Service, Station
from callsign.newsroom.stories.models import Story, Topic
from callsign.newsroom.transcripts.models import AlignmentRun, Transcript
from callsign.outlets.frontpage.figures import PLAIN, figures
from callsign.outlets.frontpage.models import FrontPage
from demo import address
from demo.fill import NotEmpty, fill
from demo.filling.pictures import make_first_sizes
from tests.cast import FRIDAY_NOON

PASSWORD = "as given by bin/demo"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="class")
def station(django_db_setup, django_db_blocker):
    """KDEMO, filled once for all of these tests and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill(at=FRIDAY_NOON, password=PASSWORD)
        yield Station.objects.get()
        transaction.set_rollback(True)


def rows():
    """Count the rows of every table."""
    return {
        model._meta.label: model._base_manager.count() for model in apps.get_models()
    }


def forget_the_schedule():
    """Bring the demo back to what it was before there was one."""
    Broadcast.objects.all().delete()
    for model in (Change, GridState, HourClock, Carriage):
        model.objects.all().delete()
    Slot.objects.filter(rerun_of__isnull=False).delete()
    Slot.objects.all().delete()


@pytest.mark.usefixtures("station")
class TestFillingTheDemo:
    def test_twice_changes_nothing(self):
        before = rows()

        assert not fill(at=FRIDAY_NOON + timedelta(days=1), password=PASSWORD)

        assert rows() == before

    def test_gives_an_older_demo_its_schedule(self):
        with transaction.atomic():
            forget_the_schedule()
            Program.objects.get(slug="all-points-inland").delete()
            programs = Program.objects.count()

            assert fill(at=FRIDAY_NOON, password=PASSWORD)
            assert not fill(at=FRIDAY_NOON, password=PASSWORD)

            assert Program.objects.count() == programs + 1
            for service in Service.objects.all():
                assert Broadcast.objects.on(service).covering(FRIDAY_NOON).exists()
            transaction.set_rollback(True)

    def test_leaves_a_grid_that_somebody_has_begun(self):
        with transaction.atomic():
            Broadcast.objects.all().delete()

            assert not fill(at=FRIDAY_NOON, password=PASSWORD)
            transaction.set_rollback(True)

    def test_makes_a_station_with_two_services(self, station):
        assert station.call_sign == "KDEMO"
        assert Site.objects.get(is_default_site=True) == station.site
        assert Service.objects.filter(station=station).count() == 2

    def test_makes_programs_of_its_own_and_of_a_network(self):
        assert Program.objects.filter(origin="station").count() == 10
        assert Program.objects.filter(origin="network").count() == 2
        assert Program.objects.get(slug="local-desk").hosts.exists()

    def test_makes_stories_in_four_topics(self):
        assert Story.objects.live().count() >= 16
        assert Topic.objects.count() == 4
        assert all(Story.objects.about(topic) for topic in Topic.objects.all())

    def test_plans_both_services_for_eight_weeks_without_a_gap(self):
        for service in Service.objects.all():
            planned = list(Broadcast.objects.on(service))
            assert planned[0].covers(FRIDAY_NOON)
            assert planned[-1].ends_at > FRIDAY_NOON + timedelta(weeks=8)
            assert all(one.program for one in planned)
            assert all(
                one.ends_at == after.starts_at for one, after in pairwise(planned)
            )

    @pytest.mark.parametrize(
        ("at", "title"),
        [
            ("2026-11-20T18:30Z", "All Points Inland"),
            ("2026-11-20T23:30Z", "All Points Inland"),
            ("2026-11-21T08:00Z", "Night Freight"),
            ("2026-11-21T16:15Z", "High Water Mark"),
            ("2026-11-23T22:30Z", "Local Desk"),
            ("2026-11-26T16:00Z", "Eleven Cents Across: a Thanksgiving special"),
            ("2026-11-30T13:30Z", "The Morning Ferry: members’ week"),
            ("2026-12-03T02:00Z", "Open Council"),
        ],
    )
    def test_airs_what_its_programs_say(self, at, title):
        moment = Broadcast.objects.covering(datetime.fromisoformat(at))

        assert moment.get(service__slug="kdemo").shown_title == title

    def test_plans_no_hour_twice_in_one_layer(self):
        ahead = [(FRIDAY_NOON, FRIDAY_NOON + timedelta(weeks=8))]
        for service in Service.objects.all():
            [found] = occurrences_in(grid_of(service), ahead)
            assert not list(overlaps(found))

    def test_leaves_jazz_no_day_without_a_program(self):
        filler = Broadcast.objects.filter(service__slug="jazz", slot=None)

        assert all(one.ends_at - one.starts_at < timedelta(hours=5) for one in filler)

    def test_withholds_what_the_network_does_not_let_be_repeated(self):
        kdemo = Service.objects.get(slug="kdemo")

        assert {span.reason for span in kdemo.withheld.all()} == {
            "Night Freight: no right to repeat it"
        }

    def test_makes_hour_clocks_that_can_be_aired(self):
        for clock in HourClock.objects.all():
            assert clock.items.count() >= 6
            assert not list(problems(clock.plan))

    def test_publishes_them_over_the_last_weeks(self):
        latest = Story.objects.standing().latest_first().first()
        earliest = Story.objects.earliest("first_published_at")

        assert latest.slug == "kessler-bridge"
        assert FRIDAY_NOON - latest.first_published_at < timedelta(hours=6)
        assert FRIDAY_NOON - earliest.first_published_at > timedelta(weeks=5)
        assert not Story.objects.filter(first_published_at__gt=FRIDAY_NOON).exists()

    def test_leaves_no_story_that_differs_from_its_revision(self):
        for story in Story.objects.all():
            version = story.get_latest_revision_as_object()
            assert not story.has_unpublished_changes
            assert version.title == story.title
            assert version.body == story.body
            assert version.first_published_at == story.first_published_at

    def test_makes_interviews_that_can_be_followed(self):
        interviews = Story.objects.filter(transcript__isnull=False)

        assert interviews.count() == 7
        for story in interviews:
            assert story.audio == story.transcript.audio
            assert story.audio.is_public
            assert (
                story.transcript.timed_word_count >= 0.95 * story.transcript.word_count
            )
            assert "data-start" in story.transcript.html

    def test_links_voices_to_people(self):
        bridge = Transcript.objects.get(stories__slug="kessler-bridge")

        assert [voice.person.slug for voice in bridge.speakers.all()] == [
            "ada-okafor",
            "naomi-terrell",
        ]

    def test_needs_no_alignment_and_no_encoding_afterwards(self):
        for transcript in Transcript.objects.all():
            assert transcript.ask_alignment_if_needed(at=FRIDAY_NOON) is None
        assert not AlignmentRun.objects.exclude(state="done").exists()
        assert all(audio.renditions.exists() for audio in Audio.objects.all())

    def test_prints_a_dated_correction(self):
        corrected = Story.objects.get(slug="water-rates")

        correction = corrected.corrections.get()
        assert correction.corrected_at > corrected.first_published_at
        assert corrected.last_published_at == correction.corrected_at
        assert corrected.revisions.count() == 2

    def test_retracts_a_story_with_a_reason(self):
        retracted = Story.objects.get(slug="river-gauge")

        assert "12.6 feet" in retracted.retraction.reason
        assert retracted not in Story.objects.standing()

    def test_signs_a_story_with_two_names(self):
        levee = Story.objects.get(slug="levee-plan")

        assert [byline.person.name for byline in levee.bylines.all()] == [
            "Luis Prieto",
            "Tessa Whitlow",
        ]

    def test_says_one_day_for_the_levee_vote_in_both_its_stories(self):
        for slug in ("levee-plan", "levee-two-way"):
            body = str(Story.objects.get(slug=slug).body.raw_data)
            assert "{date" not in body
            assert "December 15" in body  # 25 days after Friday, November 20

    def test_leads_the_front_page_with_a_timed_interview(self):
        lead = FrontPage.objects.get().picks.first().story

        assert lead.transcript.is_timed

    # Wagtail leaves the temporary file of each rendition it makes to be collected.
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    def test_leaves_no_picture_to_be_made_while_a_reader_waits(
        self, django_assert_num_queries
    ):
        make_first_sizes()
        pictures = list(Picture.objects.all()[:10])

        with django_assert_num_queries(1):  # they are looked for, and are there
            figures(pictures)

        made = PictureRendition.objects.values_list("filter_spec", flat=True)
        assert set(made) == {PLAIN}
        assert made.count() == Picture.objects.count()

    def test_describes_every_picture(self):
        assert not Picture.objects.filter(description="").exists()

    @pytest.mark.parametrize(
        ("username", "group"),
        [
            ("mina", "Editors"),
            ("ada", "Producers"),
            ("omar", "Engineers"),
            ("patrice", "Membership"),
        ],
    )
    def test_lets_each_role_in(self, rf, username, group):
        user = authenticate(rf.post("/desk/"), username=username, password=PASSWORD)

        assert user.groups.get().name == group
        assert user.person.is_staff


class TestADemoThatIsStartedAtAnotherPort:
    def test_says_so_on_its_pages(self, settings):
        site = Site.objects.get(is_default_site=True)
        settings.BASE_URL = "http://127.0.0.1:8123"

        address.main()

        site.refresh_from_db()
        assert site.root_url == "http://127.0.0.1:8123"


class TestADatabaseOfAnotherStation:
    def test_is_left_alone(self):
        site = Site.objects.get(is_default_site=True)
        Station.objects.create(site=site, call_sign="KEXMP", name="Example")

        with pytest.raises(NotEmpty, match="KEXMP"):
            fill(at=FRIDAY_NOON, password=PASSWORD)
