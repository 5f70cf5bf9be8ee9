"""Programs and their episodes: pages that tell when they air, and play what was aired."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from callsign.newsroom.people.models import Byline
from callsign.newsroom.programs.models import Episode, EpisodeCredit, Segment
from callsign.newsroom.programs.sound import settle_sound
from callsign.newsroom.schedule.airing import plan_broadcasts
from callsign.newsroom.schedule.models import Broadcast, Slot
from callsign.newsroom.station.models import Service
from callsign.outlets.frontpage.episodes import NEWEST
from tests.cast import FRIDAY_NOON, GUEST, HOST
from tests.outlets.frontpage.conftest import address

MONDAY_EARLY = datetime(2026, 11, 23, 12, tzinfo=UTC)  # six in Chicago


@pytest.fixture
def six(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY_EARLY)


@pytest.fixture
def planned(local_desk, six):
    """Local Desk on weekdays from nine to ten, planned from Monday, November 23."""
    service = Service.objects.get()
    Slot.objects.create(
        service=service,
        key="local-desk",
        program=local_desk,
        rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        local_start=time(9),
        local_end=time(10),
        valid_from=date(2026, 1, 5),
    )
    plan_broadcasts(service, at=MONDAY_EARLY)
    return service


def new_episode(program, title="The crest", slug="crest", **fields):
    return program.add_child(
        instance=Episode(title=title, slug=slug, live=True, **fields)
    )


@pytest.fixture
def episode(local_desk, recording, transcript, ada, luis):
    """A published edition with its recording, its transcript and a rundown of two."""
    episode = new_episode(
        local_desk,
        aired_on=date(2026, 11, 20),
        number=412,
        teaser="The river, the bridge and a bus.",
        audio=recording,
        transcript=transcript,
    )
    EpisodeCredit.objects.create(episode=episode, person=ada, credit=Byline.Credit.HOST)
    EpisodeCredit.objects.create(episode=episode, person=luis)
    for place, (title, start_ms) in enumerate([("The gauge", 0), ("The bus", 12_500)]):
        Segment.objects.create(
            episode=episode,
            label="AB"[place],
            title=title,
            start_ms=start_ms,
            sort_order=place,
        )
    return episode


def page_of(client, where):
    answer = client.get(where)
    assert answer.status_code == 200, where
    return answer.content.decode()


class TestAnEpisodesPage:
    def test_plays_what_was_aired_and_shows_what_was_said(self, client, episode):
        html = page_of(client, address(episode))

        assert f'<audio controls preload="none" src="/audio/{episode.audio.pk}' in html
        assert '<span id="w1" data-start="0">Good</span>' in html
        assert "Episode 412" in html and "Nov. 20, 2026" in html
        assert '<a href="/programs/local-desk/">Local Desk</a>' in html
        assert HOST in html and GUEST in html

    def test_leads_to_the_second_at_which_a_segment_begins(self, client, episode):
        html = page_of(client, address(episode))

        assert '<hear-at data-ms="12500">' in html
        assert re.search(r'href="/audio/\d+[^"]*#t=12">Hear it at 0:12<', html)

    def test_leads_to_the_story_that_a_segment_became(self, client, episode, interview):
        interview.aired_as = episode.segments.get(title="The gauge")
        interview.save()

        html = page_of(client, address(episode))

        assert f'<a href="{address(interview)}">The gauge</a>' in html
        assert interview.title in html

    def test_does_not_lead_to_a_story_that_nobody_may_read(
        self, client, episode, interview
    ):
        interview.aired_as = episode.segments.get(title="The gauge")
        interview.live = False
        interview.save()

        assert interview.title not in page_of(client, address(episode))

    def test_keeps_the_story_when_its_segment_is_taken_out(self, episode, interview):
        interview.aired_as = episode.segments.get(title="The gauge")
        interview.save()

        episode.segments.get(title="The gauge").delete()

        interview.refresh_from_db()
        assert interview.aired_as is None

    def test_says_when_it_aired(self, client, episode, planned):
        Broadcast.objects.on(planned).filter(
            local_date=date(2026, 11, 24), slot__isnull=False
        ).update(episode=episode)

        html = page_of(client, address(episode))

        assert "Tuesday, Nov. 24, 9:00 a.m." in html

    def test_plays_nothing_that_is_not_for_everybody(self, client, episode):
        type(episode.audio).objects.update(public_since=None)

        html = page_of(client, address(episode))

        assert "<audio " not in html and "Hear it at" not in html

    def test_tells_search_engines_what_it_is(self, client, episode):
        html = page_of(client, address(episode))
        block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
        data = json.loads(block[1])

        assert data["@type"] == "RadioEpisode"
        assert data["partOfSeries"]["name"] == "Local Desk"
        assert data["episodeNumber"] == 412
        assert data["audio"]["duration"] == "PT0M30S"
        assert [part["name"] for part in data["hasPart"]] == ["The gauge", "The bus"]
        assert data["hasPart"][1]["startOffset"] == 12

    def test_tells_search_engines_where_and_when_it_aired(
        self, client, episode, planned
    ):
        first = Broadcast.objects.on(planned).filter(slot__key="local-desk").first()
        first.episode = episode
        first.save()

        block = re.search(
            r'<script type="application/ld\+json">(.*?)</script>',
            page_of(client, address(episode)),
        )

        (aired,) = json.loads(block[1])["publication"]
        service = aired.pop("publishedOn")
        assert aired == {
            "@type": "BroadcastEvent",
            "name": "The crest",
            "startDate": "2026-11-23T09:00:00-06:00",
            "endDate": "2026-11-23T10:00:00-06:00",
            "isLiveBroadcast": True,
        }
        assert service["@id"].endswith("/schedule/kdemo/")
        assert service["name"] == "KDEMO"

    def test_has_an_address_that_does_not_move_with_the_grid(
        self, client, episode, planned
    ):
        before = address(episode)
        Broadcast.objects.on(planned).update(episode=episode)
        Slot.objects.update(local_start=time(11), local_end=time(12))
        plan_broadcasts(planned, at=MONDAY_EARLY)

        episode.refresh_from_db()
        assert address(episode) == before
        assert episode.aired_on == date(2026, 11, 20)

    @pytest.mark.parametrize("suffix", ["txt", "vtt", "srt", "json"])
    def test_gives_its_transcript_to_take_along(self, client, episode, suffix):
        answer = client.get(f"{address(episode)}transcript.{suffix}")

        assert answer.status_code == 200
        assert "crested" in answer.content.decode()

    def test_is_found_by_search_engines(self, client, episode):
        assert address(episode) in client.get("/sitemap.xml").content.decode()

    def test_without_anything_else_stands_too(self, client, local_desk):
        html = page_of(client, address(new_episode(local_desk, "Bare", "bare")))

        assert "Bare" in html and "Rundown" not in html

    def test_asks_few_questions_however_long_its_rundown(
        self, client, episode, django_assert_max_num_queries
    ):
        for place in range(12):
            Segment.objects.create(
                episode=episode, title=f"More {place}", sort_order=place + 2
            )
        where = address(episode)
        page_of(client, where)
        with django_assert_max_num_queries(24):
            page_of(client, where)


class TestAStoryThatAiredInAnEpisode:
    @pytest.fixture
    def story(self, episode, interview):
        interview.heard_on = episode.of_program
        interview.aired_as = episode.segments.get(title="The bus")
        interview.save()
        return interview

    def test_leads_back_to_its_place_in_it(self, client, story, episode):
        html = page_of(client, address(story))
        place = f"{address(episode)}#segment-{story.aired_as_id}"

        line = re.search(r"<p>(Heard on .*?)</p>", html)[1]
        assert re.sub(r"<[^>]+>", "", line) == (
            "Heard on Local Desk, in the episode of Nov. 20, 2026."
        )
        assert f'<a href="{place}">' in line
        assert f'id="segment-{story.aired_as_id}"' in page_of(client, address(episode))

    def test_names_an_episode_that_has_no_day_by_its_title(
        self, client, story, episode
    ):
        episode.aired_on = None
        episode.save()

        line = re.search(r"<p>(Heard on .*?)</p>", page_of(client, address(story)))[1]

        assert re.sub(r"<[^>]+>", "", line) == (
            "Heard on Local Desk, in the episode The crest."
        )

    @pytest.mark.parametrize("hidden", ["draft", "behind a password"])
    def test_says_only_the_program_where_readers_may_not_follow(
        self, client, story, episode, hidden
    ):
        if hidden == "draft":
            episode.live = False
            episode.save()
        else:
            PageViewRestriction.objects.create(
                page=episode, restriction_type="password", password="river"
            )

        html = page_of(client, address(story))

        assert "the episode" not in html and "#segment-" not in html
        assert "Heard on" in html and "RadioEpisode" not in html

    def test_tells_search_engines_where_it_was_heard(
        self, client, story, episode, settings
    ):
        html = page_of(client, address(story))
        block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)

        assert json.loads(block[1])["isPartOf"] == {
            "@type": "RadioEpisode",
            "name": "The crest",
            "url": f"{settings.BASE_URL}{address(episode)}",
        }

    def test_asks_no_more_than_one_question_for_it(
        self, client, story, django_assert_max_num_queries
    ):
        page_of(client, address(story))
        with django_assert_max_num_queries(12):
            page_of(client, address(story))


class TestTheSoundOfAnEpisode:
    def test_is_for_everybody_once_it_is_published(self, episode):
        audio = episode.audio
        type(audio).objects.update(public_since=None)

        episode.save_revision().publish()

        audio.refresh_from_db()
        assert audio.public_since is not None

    def test_is_taken_back_with_it(self, episode):
        episode.save_revision().publish()

        episode.unpublish()

        episode.audio.refresh_from_db()
        assert episode.audio.public_since is None

    def test_stays_as_long_as_a_story_holds_it(self, episode, interview):
        settle_sound(episode, at=FRIDAY_NOON, is_going=True)

        episode.audio.refresh_from_db()
        assert episode.audio.public_since is not None


class TestAProgramsPage:
    def test_says_when_it_is_on_next(self, client, planned, local_desk):
        answer = client.get(address(local_desk))
        html = answer.content.decode()

        assert "Monday, Nov. 23, 9:00 a.m." in html
        assert "Friday" not in html  # the next four
        assert answer["Expires"] == "Mon, 23 Nov 2026 15:00:00 GMT"

    def test_says_when_it_is_on_now(self, client, planned, local_desk, monkeypatch):
        monkeypatch.setattr(
            timezone, "now", lambda: MONDAY_EARLY + timedelta(hours=3, minutes=30)
        )

        html = page_of(client, address(local_desk))

        assert "On now" in html and "10:00 a.m." in html

    def test_lists_its_latest_episodes(self, client, local_desk):
        for day in range(1, NEWEST + 3):
            new_episode(
                local_desk, f"Day {day}", f"day-{day}", aired_on=date(2026, 11, day)
            )

        html = page_of(client, address(local_desk))

        found = re.findall(r'class="episodes__title"><a href="[^"]+">(Day \d+)<', html)
        assert found == [f"Day {day}" for day in range(NEWEST + 2, 2, -1)]
        assert 'href="/programs/local-desk/episodes/"' in html

    def test_leaves_out_what_is_not_published(self, client, local_desk):
        draft = new_episode(local_desk, "A draft", "draft")
        draft.live = False
        draft.save()

        assert "A draft" not in page_of(client, address(local_desk))

    def test_leads_to_every_episode_page_by_page(self, client, local_desk):
        for day in range(1, 24):
            new_episode(
                local_desk, f"Day {day}", f"day-{day}", aired_on=date(2026, 11, day)
            )

        first = page_of(client, "/programs/local-desk/episodes/")
        second = page_of(client, "/programs/local-desk/episodes/?page=2")

        assert "Day 23<" in first and "Day 3<" not in first
        assert "Day 3<" in second and "Day 1<" in second
        assert client.get("/programs/local-desk/episodes/?page=9").status_code == 404
        assert client.get("/programs/none/episodes/").status_code == 404
