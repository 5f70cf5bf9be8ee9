"""Voice-prints: off until somebody switches them on, and used of those who agreed."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry, PageLogEntry

from callsign.media.voice_prints import CEPSTRA, MADE_BY, Print
from callsign.newsroom.people.models import Person
from callsign.newsroom.programs.models.program import Program, ProgramHost
from callsign.newsroom.station.roles import grant_roles
from callsign.newsroom.transcripts.models import (
    RecognitionRun,
    Transcript,
    VoiceConsent,
    VoiceLesson,
    VoicePrint,
)
from tests.cast import FRIDAY_NOON, HOST

PAGE = "/desk/voice-prints/"
SPREAD = tuple(
    tuple(float(row == column) for column in range(CEPSTRA)) for row in range(CEPSTRA)
)
PRINT = Print(4_000, (0.0,) * CEPSTRA, SPREAD)


@pytest.fixture
def host(program):
    person = Person.objects.create(name=HOST, slug="ada-okafor")
    ProgramHost.objects.create(program=program, person=person)
    return person


@pytest.fixture
def known(host):
    """Ada agreed, and her voice is learned."""
    VoiceConsent.objects.give(
        host, given_on=date(2026, 11, 2), form="Binder 3", by=None, at=FRIDAY_NOON
    )
    VoicePrint.objects.create(
        person=host,
        content=PRINT.as_json(),
        made_by=MADE_BY,
        made_at=FRIDAY_NOON,
        heard_ms=40_000,
    )
    return host


@pytest.fixture
def run(program):
    transcript = Transcript.objects.create(title="Rain at last")
    return RecognitionRun.objects.create(
        transcript=transcript, program=program, asked_at=FRIDAY_NOON
    )


def switched_on(program):
    program.uses_voice_prints = True
    program.save()


class TestADraft:
    def test_loads_no_print_where_the_switch_is_off(self, run, known):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert run.prints_to_use(at=FRIDAY_NOON) == {}

        assert not any("voiceprint" in one["sql"] for one in queries)
        assert not ModelLogEntry.objects.filter(action="voices.use").exists()

    def test_loads_no_print_without_a_program(self, run, known):
        run.program = None

        assert run.prints_to_use(at=FRIDAY_NOON) == {}

    def test_uses_the_prints_of_the_hosts(self, run, known, program):
        switched_on(program)

        assert run.prints_to_use(at=FRIDAY_NOON) == {HOST: PRINT}
        entry = ModelLogEntry.objects.get(action="voices.use")
        assert entry.data == {"note": "Rain at last"}

    def test_uses_no_print_of_who_hosts_another_program(self, run, known, program):
        switched_on(program)
        ProgramHost.objects.all().delete()

        assert run.prints_to_use(at=FRIDAY_NOON) == {}

    def test_minds_a_switch_that_was_turned_off_meanwhile(self, run, known, program):
        switched_on(program)
        Program.objects.update(uses_voice_prints=False)

        fresh = RecognitionRun.objects.get(pk=run.pk)
        assert fresh.prints_to_use(at=FRIDAY_NOON) == {}


class TestTheSwitch:
    def test_is_off(self, program):
        assert not program.uses_voice_prints

    def test_warns_before_it_is_on(self, at_desk, program):
        page = at_desk.get(f"/desk/pages/{program.pk}/edit/").text

        assert "biometric data" in page
        assert "Illinois (BIPA)" in page

    def test_tells_the_history_when_it_changes(self, program):
        switched_on(program)
        program.save()
        program.uses_voice_prints = False
        program.save()

        entries = PageLogEntry.objects.filter(action__startswith="programs.voice")
        assert [one.action for one in entries.order_by("pk")] == [
            "programs.voice_prints_on",
            "programs.voice_prints_off",
        ]


class TestThePage:
    def test_says_who_has_not_agreed(self, at_desk, host):
        page = at_desk.get(PAGE).text

        assert HOST in page
        assert "Has not agreed" in page
        assert "Learn this voice" not in page

    def test_takes_a_consent_down(self, at_desk, host):
        form = {"given_on": "2026-11-02", "form": "Binder 3"}
        page = at_desk.post(f"{PAGE}{host.pk}/consent/", form, follow=True).text

        consent = host.voice_consents.get()
        assert consent.recorded_by.username == "mina"
        assert "Agreed on November 2, 2026: Binder 3" in page

    def test_takes_down_no_signature_of_the_future(self, at_desk, host):
        form = {"given_on": "2999-01-01", "form": "Binder 3"}
        answer = at_desk.post(f"{PAGE}{host.pk}/consent/", form)

        assert answer.status_code == 422
        assert "This day has not come yet." in answer.text
        assert not VoiceConsent.objects.exists()

    def test_lets_a_voice_be_learned_with_consent_only(self, at_desk, host):
        at_desk.post(f"{PAGE}{host.pk}/learn/")
        assert not VoiceLesson.objects.exists()

        form = {"given_on": "2026-11-02", "form": "Binder 3"}
        at_desk.post(f"{PAGE}{host.pk}/consent/", form)
        at_desk.post(f"{PAGE}{host.pk}/learn/")
        assert VoiceLesson.objects.get().person == host

    def test_deletes_a_print(self, at_desk, known):
        page = at_desk.post(f"{PAGE}{known.pk}/forget/", follow=True).text

        assert "There is no voice-print." in page
        assert not VoicePrint.objects.exists()

    def test_withdraws_a_consent(self, at_desk, known):
        page = at_desk.post(f"{PAGE}{known.pk}/withdraw/", follow=True).text

        assert "withdrawn on" in page
        assert not VoicePrint.objects.exists()

    @pytest.mark.parametrize(
        "verb", ["", "1/consent/", "1/learn/", "1/forget/", "1/withdraw/"]
    )
    def test_is_for_who_changes_the_stations_settings(self, client, db, verb):
        producer = get_user_model().objects.create_user("ada")
        producer.groups.add(Group.objects.get_or_create(name="Producers")[0])
        grant_roles()
        client.force_login(producer)
        answer = client.post(PAGE + verb) if verb else client.get(PAGE)

        assert answer.status_code in (302, 403)
        assert "Voice-prints" not in answer.text
