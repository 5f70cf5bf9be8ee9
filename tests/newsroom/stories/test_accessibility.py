"""The report on transcripts: what is missing, promised, excepted, and done, by month."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Site

from callsign.newsroom.audio.models import Audio
from callsign.newsroom.programs.models import (
    Episode,
    Program,
    ProgramShelf,
    TranscriptPromise,
)
from callsign.newsroom.programs.models.transcript_rule import counts
from callsign.newsroom.station.models import Station
from callsign.newsroom.stories.accessibility import Asked, Recordings, State, Tally
from callsign.newsroom.stories.accessibility_counts import (
    balance_of,
    bars_of,
    by_program,
)
from callsign.newsroom.stories.models import Story
from callsign.newsroom.transcripts.models import Edition, Transcript
from callsign.newsroom.transcripts.models.saving import Origin
from tests.cast import CALL_SIGN, FRIDAY_NOON
from tests.newsroom.stories.conftest import recording

HOUR_MS = 3_600_000
TODAY = date(2026, 11, 20)
REPORT = reverse("accessibility:report")


@pytest.fixture
def station(shelf):
    return Station.objects.create(
        site=Site.objects.get(), call_sign=CALL_SIGN, name="KDEMO"
    )


@pytest.fixture
def desk(shelf):
    """The program Local Desk."""
    return ProgramShelf.objects.get().add_child(
        instance=Program(title="Local Desk", slug="local-desk")
    )


@pytest.fixture
def out(shelf, station):
    """Publish a story with an hour of sound: out("Rain", at=…, transcript=…)."""

    def publish(
        title, *, at=FRIDAY_NOON, transcript=None, kind=Story, under=None, **of
    ):
        audio = recording(title)
        Audio.objects.filter(pk=audio.pk).update(duration_ms=HOUR_MS, public_since=at)
        page = kind(title=title, slug=slugify(title), live=True, audio=audio,
                    transcript=transcript, first_published_at=at, **of)  # fmt: skip
        return (under or shelf.month(at)).add_child(instance=page)

    return publish


@pytest.fixture
def at_desk(client, mina):
    client.force_login(mina)
    return client


def transcript(**fields):
    return Transcript.objects.create(title="Rain", **{"word_count": 9, **fields})


def promise(page, by, until=None, exception=""):
    TranscriptPromise.objects.give(
        page=page, reason="With the network.", until=until, exception=exception,
        by=by, at=FRIDAY_NOON,
    )  # fmt: skip


def lines(station, **asked):
    found = Recordings(station, at=FRIDAY_NOON)
    return found.lines(Asked(**asked), first=0, last=50)


def states(station, **asked):
    return {line.title: line.state for line in lines(station, **asked)}


class TestARecording:
    def test_is_missing_its_transcript(self, station, out):
        out("Rain")
        assert states(station) == {"Rain": State.MISSING}

    def test_is_done_with_a_persons_transcript(self, station, out):
        out("Rain", transcript=transcript())
        assert states(station) == {"Rain": State.DONE}

    def test_is_not_done_with_a_text_that_was_not_heard_in_it_until_it_is_checked(
        self, station, out
    ):
        out("Rain", transcript=transcript(is_unheard=True))
        out("Snow", transcript=transcript(is_unheard=True, checked_at=FRIDAY_NOON))
        assert states(station) == {"Rain": State.UNHEARD, "Snow": State.DONE}

    def test_is_done_as_an_edition_of_one_that_is(self, station, out, mina):
        """The broadcast's transcript serves the podcast, once its parts are right."""
        master = recording("Broadcast")
        own = transcript(audio=master)
        podcast = out("Podcast")
        edition = Edition.objects.create(
            transcript=own, master=master, audio=podcast.audio,
            asked_at=FRIDAY_NOON, word_count=9,
        )  # fmt: skip
        assert states(station) == {"Podcast": State.MISSING}

        Edition.objects.filter(pk=edition.pk).update(checked_at=FRIDAY_NOON)
        assert states(station) == {"Podcast": State.DONE}

        Transcript.objects.filter(pk=own.pk).update(is_rough=True)
        assert states(station) == {"Podcast": State.MISSING}

    def test_is_not_done_with_a_machines_until_it_is_checked(self, station, out):
        out("Rain", transcript=transcript(origin=Origin.MACHINE))
        out("Snow", transcript=transcript(origin="mixed", checked_at=FRIDAY_NOON))
        assert states(station) == {"Rain": State.UNCHECKED, "Snow": State.DONE}

    @pytest.mark.parametrize("origin", Origin)
    def test_is_missing_its_transcript_while_that_is_a_rough_draft(
        self, station, out, origin
    ):
        Station.objects.update(needs_checked_transcripts=False)
        station.refresh_from_db()
        rough = transcript(origin=origin, is_rough=True)
        out("Rain", transcript=rough)
        assert states(station) == {"Rain": State.MISSING}
        assert not rough.can_be_read
        assert not counts(rough, station)

    @pytest.mark.parametrize(
        "until, exception, state",
        [
            (TODAY, "", State.PROMISED),  # the last day is still in time
            (TODAY - timedelta(days=1), "", State.LATE),
            (None, "", State.EXPLAINED),
            (None, "archived", State.EXCEPTED),
        ],
    )
    def test_stands_as_what_was_said_of_it_last(
        self, station, out, mina, until, exception, state
    ):
        page = out("Rain")
        promise(page, mina, date(2030, 1, 1))
        promise(page, mina, until, exception)
        assert states(station) == {"Rain": state}

    def test_of_an_episode_is_its_programs(self, station, out, desk):
        out("Monday", kind=Episode, under=desk)
        out("Rain", heard_on=desk)
        assert {line.program for line in lines(station)} == {"Local Desk"}
        assert len(lines(station, program=desk.path)) == 2

    def test_that_nobody_hears_is_not_in_the_report(self, station, out):
        page = out("Rain")
        Audio.objects.filter(pk=page.audio_id).update(public_since=None)
        assert lines(station) == []

    def test_belongs_to_the_day_by_the_stations_clock(self, station, out):
        out("Late", at=datetime(2026, 11, 1, 3, 0, tzinfo=UTC))  # October in Chicago
        assert list(states(station, last=date(2026, 10, 31))) == ["Late"]
        tallies = Recordings(station, at=FRIDAY_NOON).sums(Asked())
        assert [one.begins for one in tallies] == [date(2026, 10, 1)]

    def test_is_told_in_the_month_and_of_many_months_in_the_year(self, station, out):
        out("Late", at=datetime(2026, 11, 1, 4, 59, 59, tzinfo=UTC))  # summer time
        out("Early", at=datetime(2026, 11, 1, 5, 0, tzinfo=UTC))
        out("Winter", at=datetime(2026, 12, 1, 5, 59, 59, tzinfo=UTC))
        found = Recordings(station, at=FRIDAY_NOON)
        assert {(one.begins, one.count) for one in found.sums(Asked())} == {
            (date(2026, 10, 1), 1),
            (date(2026, 11, 1), 2),
        }
        out("Old", at=datetime(2020, 1, 1, 5, 59, 59, tzinfo=UTC))
        assert {(one.begins, one.count) for one in found.sums(Asked())} == {
            (date(2019, 1, 1), 1),
            (date(2026, 1, 1), 3),
        }


class TestCounts:
    TALLIES = [
        Tally(date(2026, 9, 1), "a", "done", 2, 3 * HOUR_MS),
        Tally(date(2026, 9, 1), "b", "missing", 1, HOUR_MS),
        Tally(date(2026, 11, 1), "b", "excepted", 1, 5 * HOUR_MS),
    ]

    def test_are_of_hours_that_need_a_transcript(self):
        balance = balance_of(self.TALLIES)
        assert (balance.done_percent, balance.count) == (75, 4)

    def test_of_nothing_are_whole(self):
        assert balance_of([]).done_percent == 100

    def test_put_the_program_with_the_most_to_do_first(self):
        assert list(by_program(self.TALLIES)) == ["b", "a"]

    def test_are_drawn_without_gaps_and_as_high_as_the_chart(self):
        bars = bars_of(self.TALLIES)
        assert [bar.label for bar in bars] == ["Sep 2026", "Oct 2026", "Nov 2026"]
        assert bars[2].excepted == (0, 140)
        assert bars[0].open[1] + bars[0].done[1] == 112

    def test_of_many_years_are_drawn_by_the_year(self):
        old = Tally(date(1998, 3, 1), "a", "missing", 1, HOUR_MS)
        bars = bars_of([*self.TALLIES, old])
        assert len(bars) == 29
        assert (bars[0].label, bars[0].last) == ("1998", date(1998, 12, 31))


class TestTheReport:
    def test_tells_what_is_missing_and_leads_to_where_the_reason_is_given(
        self, at_desk, out
    ):
        page = out("Rain")
        out("Snow", transcript=transcript())
        html = at_desk.get(REPORT).content.decode()
        assert "<strong>50%</strong>" in html
        assert reverse("accessibility:promise", args=[page.pk]) in html

    def test_can_be_asked_for_what_is_to_be_done(self, at_desk, out):
        out("Rain")
        out("Snow", transcript=transcript())
        html = at_desk.get(REPORT, {"state": "open"}).content.decode()
        assert ">Rain</a>" in html
        assert ">Snow</a>" not in html

    @pytest.mark.parametrize("nonsense", ["first=x", "state=x", "p=x", "program=%00"])
    def test_passes_over_what_makes_no_sense(self, at_desk, out, nonsense):
        out("Rain")
        assert ">Rain</a>" in at_desk.get(f"{REPORT}?{nonsense}").content.decode()

    def test_says_what_will_be_here_while_it_is_empty(self, at_desk, station):
        assert "Nothing with a recording" in at_desk.get(REPORT).content.decode()

    def test_is_a_table_too_that_no_spreadsheet_reckons_with(self, at_desk, out, mina):
        promise(out("=SUM(A1)"), mina, until=date(2099, 1, 1))
        sent = at_desk.get(REPORT, {"format": "csv"})
        head, row = b"".join(sent.streaming_content).decode().splitlines()
        assert head.startswith("page,title,program,published,length_s,state")
        assert row.startswith("story,'=SUM(A1),,2026-11-20T12:00:00-06:00,3600.000,")
        assert "promised,2099-01-01,,With the network.,Mina Sato" in row

    def test_asks_as_few_questions_of_many_as_of_one(
        self, at_desk, out, mina, django_assert_max_num_queries
    ):
        for number in range(60):
            promise(out(f"Rain{number}"), mina, until=date(2099, 1, 1))
        at_desk.get(REPORT)
        with django_assert_max_num_queries(20):
            html = at_desk.get(REPORT).content.decode()
        assert "Page 1 of 2" in html

    def test_is_the_newsrooms_and_the_engineers(self, client, station, ada):
        client.force_login(ada)
        assert client.get(REPORT).status_code == 200
        ada.groups.clear()
        assert client.get(REPORT).status_code == 302

    def test_every_line_is_the_same_however_many_are_read_at_once(self, station, out):
        for number in range(5):
            out(f"Rain{number}", at=FRIDAY_NOON + timedelta(days=number))
        found = Recordings(station, at=timezone.now())
        assert list(found.every_line(Asked(), at_once=2)) == lines(station)
