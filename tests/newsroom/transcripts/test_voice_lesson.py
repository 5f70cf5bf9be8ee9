"""A voice is learned with consent only, and forgotten the moment that ends."""

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from wagtail.models import ModelLogEntry

from callsign.media.decoding import Speech
from callsign.media.voice_prints import CEPSTRA, Print
from callsign.newsroom.people.models import Person
from callsign.newsroom.transcripts.models import (
    NoConsent,
    VoiceConsent,
    VoiceLesson,
    VoicePrint,
    voice_lesson,
)
from callsign.newsroom.transcripts.models.voice_consent import WrittenInStone
from callsign.newsroom.transcripts.models.voice_lesson import (
    ask_lesson,
    withdraw_consent,
)
from tests.cast import FRIDAY_NOON, HOST
from tests.newsroom.transcripts.conftest import key_of

pytestmark = pytest.mark.django_db

LATER = FRIDAY_NOON + timedelta(minutes=5)
FORM = "Binder 3, page 12"
State = VoiceLesson.State


def noon():
    return FRIDAY_NOON


@pytest.fixture
def host():
    return Person.objects.create(name=HOST, slug="ada-okafor", is_staff=True)


@pytest.fixture
def consent(host, mina):
    return VoiceConsent.objects.give(
        host, given_on=date(2026, 11, 2), form=FORM, by=mina, at=FRIDAY_NOON
    )


def made(levels=4_000):
    """A print with so many levels of sound."""
    mean = np.full(CEPSTRA, 0.5)
    products = levels * (np.outer(mean, mean) + np.eye(CEPSTRA))
    return Print.of(levels, levels * mean, products)


def kept(person, mina):
    """Make a print that stands in the database."""
    return VoicePrint.objects.create(
        person=person,
        content=made().as_json(),
        made_by=made().as_json()["made_by"],
        made_at=FRIDAY_NOON,
        asked_by=mina,
        heard_ms=40_000,
    )


@pytest.fixture
def checked(interview, audio, host, mina):
    """Ada's interview with its times, as Mina checked it."""
    document = interview.head.as_document()
    timed = replace(document, turns=tuple(spread(document.turns)))
    interview.edit(timed, based_on=interview.head, by=mina, at=FRIDAY_NOON)
    interview.audio, interview.status = audio, "checked"
    interview.checked_at = FRIDAY_NOON
    interview.save(update_fields=["audio", "status", "checked_at"])
    interview.speakers.filter(key=key_of(interview, HOST)).update(person=host)
    return interview


def spread(turns):
    """Give every word of each turn 3 s."""
    at = 0
    for turn in turns:
        words = []
        for word in turn.words:
            words.append(replace(word, start_ms=at, end_ms=at + 3_000))
            at += 3_000
        yield replace(turn, words=tuple(words))


@pytest.fixture
def sound(monkeypatch):
    """The recording: two minutes of noise."""

    @contextmanager
    def on_disk(master):
        yield master

    def decode_speech(path, *, cancelled):
        speech = Speech()
        chance = np.random.default_rng(1)
        speech.append((chance.normal(size=16_000 * 120) * 3_000).astype(np.int16))
        return speech

    monkeypatch.setattr(voice_lesson, "on_disk", on_disk)
    monkeypatch.setattr(voice_lesson, "decode_speech", decode_speech)


def learned(host, mina):
    lesson = ask_lesson(host, by=mina, at=FRIDAY_NOON)
    assert lesson.take_on(at=FRIDAY_NOON)
    lesson.carry_out(noon)
    lesson.refresh_from_db()
    return lesson


def told(host):
    """What the log says of somebody's voice, oldest first."""
    entries = ModelLogEntry.objects.filter(
        object_id=str(host.pk), action__startswith="voices."
    )
    return [one.action for one in entries.order_by("pk")]


class TestALesson:
    def test_makes_a_print_of_what_is_checked(
        self, checked, consent, host, mina, sound
    ):
        assert learned(host, mina).state == State.DONE

        made = host.voice_prints.get()
        assert made.heard_ms >= 30_000
        assert made.sources == [{"id": checked.pk, "title": "Rain at last"}]
        assert VoicePrint.objects.of([host]) == {HOST: made.as_print()}
        assert told(host) == ["voices.consent", "voices.lesson.ask", "voices.learn"]

    def test_leaves_no_biometric_data_in_the_log(
        self, checked, consent, host, mina, sound
    ):
        learned(host, mina)

        written = json.dumps([one.data for one in ModelLogEntry.objects.all()])
        assert "covariance" not in written
        assert "mean" not in written

    def test_is_refused_without_consent(self, host, mina):
        with pytest.raises(NoConsent):
            ask_lesson(host, by=mina, at=FRIDAY_NOON)

    def test_learns_nothing_of_what_nobody_checked(
        self, checked, consent, host, mina, sound
    ):
        type(checked).objects.update(status="aligned")

        lesson = learned(host, mina)
        assert (lesson.state, lesson.problem) == (
            State.FAILED,
            voice_lesson.NOTHING_CHECKED,
        )

    def test_wants_half_a_minute(
        self, checked, consent, host, mina, sound, monkeypatch
    ):
        monkeypatch.setattr(voice_lesson, "print_of", lambda *_: made(2_999))

        assert learned(host, mina).problem.startswith("Only 29 s of this voice")
        assert not VoicePrint.objects.exists()

    def test_keeps_nothing_if_consent_ends_meanwhile(
        self, checked, consent, host, mina, sound, monkeypatch
    ):
        def print_of(*_):
            withdraw_consent(host, by=mina, at=FRIDAY_NOON)
            return made()

        monkeypatch.setattr(voice_lesson, "print_of", print_of)

        assert learned(host, mina).state == State.CANCELLED
        assert not VoicePrint.objects.exists()

    def test_is_one_at_a_time(self, consent, host, mina):
        first = ask_lesson(host, by=mina, at=FRIDAY_NOON)

        assert ask_lesson(host, by=mina, at=LATER) == first


class TestWithdrawing:
    def test_deletes_the_print_at_once(self, consent, host, mina):
        kept(host, mina)
        assert withdraw_consent(host, by=mina, at=LATER) == 1

        consent.refresh_from_db()
        assert (consent.withdrawn_at, consent.withdrawn_by) == (LATER, mina)
        assert not VoicePrint.objects.exists()
        assert told(host) == ["voices.consent", "voices.forget", "voices.withdraw"]

    def test_stands_beside_a_later_consent(self, consent, host, mina):
        withdraw_consent(host, by=mina, at=LATER)
        again = VoiceConsent.objects.give(
            host, given_on=date(2026, 11, 9), form="Binder 4", by=mina, at=LATER
        )

        assert list(host.voice_consents.standing()) == [again]
        assert host.voice_consents.count() == 2


class TestAConsent:
    def test_is_neither_rewritten_nor_deleted(self, consent):
        with pytest.raises(WrittenInStone):
            consent.save()
        with pytest.raises(WrittenInStone):
            consent.delete()

    def test_outlives_the_page_of_the_person(self, consent, host):
        host.delete()
        consent.refresh_from_db()

        assert (consent.person, consent.name, consent.form) == (None, HOST, FORM)


class TestPrints:
    def test_are_not_used_without_standing_consent(self, host, mina):
        kept(host, mina)

        assert VoicePrint.objects.of([host]) == {}

    def test_of_another_version_are_void_and_say_so(self, consent, host, mina):
        row = kept(host, mina)
        VoicePrint.objects.update(
            content=row.content | {"made_by": "older"}, made_by="older"
        )
        row.refresh_from_db()

        assert VoicePrint.objects.of([host]) == {}
        assert "Learn the voice again" in row.problem
