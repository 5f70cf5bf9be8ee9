"""Hour clocks at the desk: written in minutes, refused when they cannot be aired."""

from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from callsign.newsroom.schedule.models import HourClock

ADD = "wagtailsnippets_schedule_hourclock:add"


@pytest.fixture
def at_desk(client, db):
    user = get_user_model().objects.create_superuser("omar", "omar@kdemo.example", "x")
    client.force_login(user)
    return client


def form(program, *items, **values):
    rows = {
        f"items-{number}-{name}": value
        for number, item in enumerate(items)
        for name, value in {
            "id": "",
            "ORDER": number + 1,
            "DELETE": "",
            "label": "",
            "is_hard": "on",
            **item,
        }.items()
    }
    return {
        "program": program.pk,
        "name": "Weekdays",
        "valid_from": "2026-11-23",
        "items-TOTAL_FORMS": len(items),
        "items-INITIAL_FORMS": 0,
        **rows,
        **values,
    }


NEWS = {"kind": "newscast", "start_s": "1:00", "length_s": "5"}
A = {"kind": "segment", "label": "A", "start_s": "6:00", "length_s": "11:29"}


class TestAnHourClock:
    def test_is_written_in_minutes_and_seconds(self, at_desk, programs):
        answer = at_desk.post(reverse(ADD), form(programs["talk"], A, NEWS))

        assert answer.status_code == 302, answer.context["form"].errors
        plan = HourClock.objects.get().plan
        assert [(one.name, one.start_s, one.length_s) for one in plan.items] == [
            ("newscast", 60, 300),
            ("segment A", 360, 689),
        ]

    def test_is_shown_as_it_was_written(self, at_desk, programs):
        at_desk.post(reverse(ADD), form(programs["talk"], A))
        clock = HourClock.objects.get()

        page = at_desk.get(
            reverse("wagtailsnippets_schedule_hourclock:edit", args=[clock.pk])
        ).content.decode()

        assert 'value="11:29"' in page

    @pytest.mark.parametrize(
        ("item", "problem"),
        [
            (
                {**NEWS, "start_s": "5:00"},
                "Segment A begins at 6:00, before newscast ends at 10:00.",
            ),
            ({**NEWS, "start_s": "58:00"}, "Newscast ends at 63:00, beyond the hour."),
            ({**NEWS, "start_s": "half past"}, "is no time within an hour"),
        ],
    )
    def test_that_cannot_be_aired_is_refused_in_words(
        self, at_desk, programs, item, problem
    ):
        answer = at_desk.post(reverse(ADD), form(programs["talk"], A, item))

        assert problem in unescape(answer.content.decode())
        assert not HourClock.objects.exists()
