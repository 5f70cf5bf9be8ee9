"""Programs at the desk: episodes, seasons, carriage, and what stands beside a program."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse

from callsign.newsroom.programs.models import Carriage, Episode, Program, Season


def page_of(client, program):
    return client.get(reverse("wagtailadmin_pages:edit", args=[program.pk]))


NO_ROWS = {
    f"{name}-{key}": value
    for name in ("credits", "segments", "comments")
    for key, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))
}


class TestAnEpisode:
    def test_is_begun_below_its_program(self, at_desk, program):
        season = Season.objects.create(program=program, number=12)
        address = reverse(
            "wagtailadmin_pages:add", args=["programs", "episode", program.pk]
        )

        assert at_desk.get(address).status_code == 200
        answer = at_desk.post(
            address,
            {
                "title": "The levee",
                "slug": "the-levee",
                "aired_on": "2026-11-23",
                "season": season.pk,
                **NO_ROWS,
            },
        )

        assert answer.status_code == 302, answer.context["form"].errors
        episode = Episode.objects.get()
        assert (episode.of_program, episode.season) == (program, season)
        assert not episode.live

    def test_is_offered_the_seasons_of_its_own_program(self, at_desk, program):
        other = program.get_parent().add_child(
            instance=Program(title="Talk", slug="talk")
        )
        for number, one in enumerate((program, other), 1):
            Season.objects.create(program=one, number=number, title=f"Of {one.title}")

        page = at_desk.get(
            reverse("wagtailadmin_pages:add", args=["programs", "episode", program.pk])
        ).content.decode()

        assert "Of Local Desk" in page
        assert "Of Talk" not in page

    def test_may_be_begun_by_a_producer_who_does_not_publish(
        self, client, program, django_user_model
    ):
        ada = django_user_model.objects.create_user("ada", "ada@kdemo.example", "x")
        ada.groups.add(Group.objects.get(name="Producers"))

        permissions = program.permissions_for_user(ada)

        assert permissions.can_add_subpage()
        assert not permissions.can_publish_subpage()


class TestTheProgramsPage:
    def test_shows_what_is_kept_elsewhere_with_links(self, at_desk, program, station):
        Carriage.objects.create(program=program, station=station, may_rewind=False)
        Season.objects.create(program=program, number=3, title="High water")

        page = page_of(at_desk, program).content.decode()

        assert "KDEMO: not rewound" in page
        assert "3: High water" in page
        assert "Hour clocks" in page
        assert "In the schedule" in page

    def test_leads_to_forms_that_know_the_program(self, at_desk, program, station):
        for name in ("programs_carriage", "programs_season", "schedule_hourclock"):
            address = reverse(f"wagtailsnippets_{name}:add")

            page = at_desk.get(f"{address}?program={program.pk}").content.decode()

            assert f'<option value="{program.pk}" selected>' in page

    def test_of_a_new_program_shows_nothing_beside_it(self, at_desk, program):
        shelf = program.get_parent()
        page = at_desk.get(
            reverse("wagtailadmin_pages:add", args=["programs", "program", shelf.pk])
        )

        assert "Carriage and rights" not in page.content.decode().split("<main")[-1]


class TestACarriage:
    def test_is_saved_from_its_form(self, at_desk, program, station):
        at_desk.post(
            reverse("wagtailsnippets_programs_carriage:add"),
            {
                "program": program.pk,
                "station": station.pk,
                "delay_minutes": 0,
                "may_stream": "on",
            },
        )

        carriage = Carriage.objects.get()
        assert carriage.in_words == "KDEMO: not rewound, no podcast"

    def test_says_how_long_after_the_feed_it_airs(self, program, station):
        carriage = Carriage(program=program, station=station, delay_minutes=90)

        assert carriage.in_words == "KDEMO: 1 h 30 min after the feed"

    def test_is_refused_when_it_airs_more_than_a_week_later(self, program, station):
        carriage = Carriage(program=program, station=station, delay_minutes=10_081)

        with pytest.raises(ValidationError, match="10080"):
            carriage.full_clean()
