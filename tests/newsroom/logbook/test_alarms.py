"""Alarms: what engineers are written about, and how often."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail

from callsign.newsroom.logbook import letters
from callsign.newsroom.logbook.alarms import watch
from callsign.newsroom.logbook.models import Alarm
from callsign.newsroom.logbook.taking_in import take_in
from tests.cast import FRIDAY_NOON
from tests.newsroom.logbook.conftest import NOON_MS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("service")]

LONG_AGO = FRIDAY_NOON - timedelta(hours=1)


@pytest.fixture
def after(paper):
    """Go round some seconds after noon; air has gone on sending until ``aired_s``."""

    def go_round(seconds, *, aired_s=None, watching_since=LONG_AGO):
        until_ms = NOON_MS + (seconds if aired_s is None else aired_s) * 1_000
        paper.segment(paper.number + 1, start_ms=until_ms - 1_984)
        at = FRIDAY_NOON + timedelta(seconds=seconds)
        take_in(paper.folder)
        watch(at=at, watching_since=watching_since)
        letters.send_letters(at=at)
        return [letter.subject for letter in mail.outbox]

    return go_round


def switched(paper, source, second, reason="lost"):
    paper.write(
        "switched",
        at_ms=NOON_MS + second * 1_000,
        source=source,
        before="",
        reason=reason,
        gap_ms=0.0,
    )


class TestSilence:
    def test_is_told_once_and_its_end_once(self, paper, after):
        paper.write("silence_began", source="studio", silent_ms=20_000)

        assert after(1) == ["KDEMO: studio of KDEMO 89.7 is silent"]
        assert len(after(6)) == 1
        paper.write(
            "silence_ended", at_ms=NOON_MS + 9_000, source="studio", silent_ms=9
        )
        assert after(11)[1:] == [
            "KDEMO: studio of KDEMO 89.7 is not silent any more",
        ]
        assert len(after(16)) == 2

    def test_that_ended_because_the_source_went_is_told_so(self, paper, after):
        paper.write("silence_began", source="studio", silent_ms=20_000)
        after(1)
        paper.write("lost", at_ms=NOON_MS + 9_000, source="studio", reason="reset")

        assert after(11)[1:] == [
            "KDEMO: studio of KDEMO 89.7 was silent and is gone now"
        ]

    def test_that_is_over_before_anybody_looked_is_not_told(self, paper, after):
        paper.write("silence_began", source="studio", silent_ms=20_000)
        paper.write("silence_ended", source="studio", silent_ms=20_000)

        assert after(1) == []


class TestAFallback:
    def test_is_told_when_it_lasts(self, paper, after):
        switched(paper, "studio", 0, "first")
        switched(paper, "programs", 1)

        assert after(30) == []
        assert after(31) == ["KDEMO: KDEMO 89.7 is not on studio"]
        switched(paper, "studio", 40, "recovered")
        assert after(41)[1:] == ["KDEMO: KDEMO 89.7 is not on its fallback any more"]

    def test_that_goes_on_to_another_source_is_the_same(self, paper, after):
        switched(paper, "studio", 0, "first")
        switched(paper, "programs", 1)
        after(31)
        switched(paper, "", 40)

        assert len(after(60)) == 1
        assert Alarm.objects.count() == 1

    def test_is_told_though_the_clock_was_set_back_meanwhile(self, paper, after):
        """The journal is in the order in which things happened."""
        switched(paper, "studio", 10, "first")
        switched(paper, "programs", 5)

        assert after(40) == ["KDEMO: KDEMO 89.7 is not on studio"]

    def test_is_over_when_its_source_was_back_first(self, paper, after):
        switched(paper, "studio", 0, "first")
        switched(paper, "programs", 1)
        after(31)
        for second, source in ((40, "studio"), (43, "programs"), (44, "studio")):
            switched(paper, source, second)

        after(45)

        assert "since Fri 20 Nov 12:00:40 CST" in mail.outbox[1].body

    def test_that_a_person_chose_is_none(self, paper, after):
        switched(paper, "programs", 1, "held")

        assert after(300) == []

    def test_while_what_is_on_may_not_be_streamed_is_none(self, paper, after):
        switched(paper, "fill", 1, "not_streamed")

        assert after(300) == []

    def test_waits_as_long_as_the_service_says(self, paper, after, service):
        service.fallback_alert_s = 300
        service.save()
        switched(paper, "programs", 0)

        assert after(299) == []
        assert len(after(300)) == 1


class TestAirThatIsOff:
    def test_is_told_after_a_minute_and_hides_the_rest(self, paper, after):
        paper.write("silence_began", source="studio", silent_ms=20_000)

        assert after(100, aired_s=0)[-1] == "KDEMO: KDEMO 89.7 is off the air"
        assert len(mail.outbox) == 1
        assert after(120)[1] == "KDEMO: KDEMO 89.7 is on the air again"

    def test_is_told_though_a_clock_was_a_year_ahead_once(self, paper, after):
        paper.segment(1, start_ms=NOON_MS + 365 * 86_400_000)

        assert after(100, aired_s=0)[-1] == "KDEMO: KDEMO 89.7 is off the air"

    def test_is_no_alarm_to_a_worker_that_has_begun_just_now(self, after):
        assert after(100, aired_s=0, watching_since=FRIDAY_NOON) != []
        mail.outbox.clear()
        Alarm.objects.all().delete()

        now = FRIDAY_NOON + timedelta(seconds=99)
        assert after(100, aired_s=0, watching_since=now) == []

    def test_does_not_call_a_silence_over(self, paper, after):
        paper.write("silence_began", source="studio", silent_ms=20_000)
        after(1)

        assert after(100, aired_s=1) == [
            "KDEMO: studio of KDEMO 89.7 is silent",
            "KDEMO: KDEMO 89.7 is off the air",
        ]


class TestALetter:
    def test_goes_to_the_contact_and_to_every_engineer(self, paper, after):
        omar = get_user_model().objects.create_user("omar", "omar@kdemo.example")
        omar.groups.add(Group.objects.get(name="Engineers"))
        paper.write("silence_began", source="studio", silent_ms=20_000)

        after(1)

        assert mail.outbox[0].to == ["newsroom@kdemo.example", "omar@kdemo.example"]

    def test_tells_times_as_the_stations_clocks_do(self, paper, after):
        paper.write("silence_began", source="studio", silent_ms=20_000)

        after(1)

        assert "since Fri 20 Nov 12:00:00 CST" in mail.outbox[0].body
        assert mail.outbox[0].body.endswith("/desk/on-air/")

    def test_that_cannot_leave_is_sent_later(self, paper, after, monkeypatch):
        def refuse(*_):
            raise SMTPServerDisconnected

        paper.write("silence_began", source="studio", silent_ms=20_000)
        with monkeypatch.context() as patched:
            patched.setattr(letters, "send_mail", refuse)
            assert after(1) == []

        assert len(after(6)) == 1

    def test_about_silence_says_what_is_heard_and_what_to_do(self, paper, after):
        paper.write("silence_began", source="studio", silent_ms=20_000)
        switched(paper, "programs", 0, "silent")

        after(1)

        (letter,) = mail.outbox
        said, heard, _, to_do, _, link = letter.body.split("\n")
        assert said == (
            "studio of KDEMO 89.7 is silent, since Fri 20 Nov 12:00:00 CST."
        )
        assert heard == "On the air is programs, since Fri 20 Nov 12:00:00 CST."
        assert "a muted input or a loose cable" in to_do
        assert link == "http://127.0.0.1:8000/desk/on-air/"

    def test_about_a_fallback_says_why_the_first_source_is_not_heard(
        self, paper, after
    ):
        switched(paper, "studio", 0, "first")
        paper.write("lost", at_ms=NOON_MS, source="studio", reason="the encoder closed")
        switched(paper, "programs", 1)

        after(31)

        body = mail.outbox[0].body
        assert "studio was lost at Fri 20 Nov 12:00:00 CST: the encoder closed." in body
        assert "On the air is programs, since Fri 20 Nov 12:00:01 CST." in body
        assert "See that the encoder of studio runs" in body

    def test_about_air_that_is_off_claims_nothing_is_heard_from_a_source(
        self, paper, after
    ):
        switched(paper, "studio", 0, "first")

        after(100, aired_s=0)

        body = mail.outbox[0].body
        assert "On the air is" not in body
        assert "callsign air status" in body

    def test_that_it_is_over_asks_for_nothing(self, paper, after):
        paper.write("silence_began", source="studio", silent_ms=20_000)
        switched(paper, "studio", 0, "first")
        after(1)
        paper.write(
            "silence_ended", at_ms=NOON_MS + 9_000, source="studio", silent_ms=9
        )

        after(11)

        assert mail.outbox[1].body.split("\n") == [
            "studio of KDEMO 89.7 is not silent any more, since Fri 20 Nov 12:00:09 CST.",
            "It began at Fri 20 Nov 12:00:00 CST.",
            "On the air is studio, since Fri 20 Nov 12:00:00 CST.",
            "",
            "http://127.0.0.1:8000/desk/on-air/",
        ]
