"""An episode takes its transcript at the desk as a story does, and shows it."""

import json
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from callsign.engines.transcript.readers.heard import Heard
from callsign.media.recognizing.recognize import joined
from callsign.newsroom.audio.models import Audio
from callsign.newsroom.people.models import Person
from callsign.newsroom.programs.models import (
    Episode,
    Program,
    ProgramHost,
    ProgramShelf,
)
from callsign.newsroom.station.models import Station
from callsign.newsroom.stories.accessibility import Asked, Recordings, State
from callsign.newsroom.transcripts.models import RecognitionRun
from tests.cast import CALL_SIGN, FRIDAY_NOON, HOST
from tests.newsroom.stories.conftest import SCRIPT


@pytest.fixture
def station(shelf):
    return Station.objects.create(
        site=Site.objects.get(), call_sign=CALL_SIGN, name="KDEMO",
        transcript_rule="dated",
    )  # fmt: skip


@pytest.fixture
def episode(station, audio, ada):
    """A draft with a recording, as an aircheck leaves it."""
    program = ProgramShelf.objects.get().add_child(
        instance=Program(title="Local Desk", slug="local-desk")
    )
    host = Person.objects.introduce(HOST)
    ProgramHost.objects.create(program=program, person=host)
    episode = program.add_child(
        instance=Episode(title="The crest", slug="crest", audio=audio, live=False)
    )
    episode.save_revision(user=ada)
    return episode


@pytest.fixture
def at_desk(client, mina):
    client.force_login(mina)
    return client


@pytest.fixture
def scripted(episode, at_desk):
    at_desk.post(desk(episode, "script"), {"script": SCRIPT})
    return episode


def desk(episode, name="transcript", *more):
    return reverse(f"desk:{name}", args=[episode.pk, *more])


def sent(at_desk, episode, name, **values):
    return at_desk.post(
        desk(episode, name), json.dumps(values), content_type="application/json"
    )


def amend(at_desk, episode, name, words, text):
    """Say something in public of words, from the first to the last."""
    first, last = words[0].id, words[-1].id
    return sent(at_desk, episode, name, first_word=first, last_word=last, text=text)


def spoken(episode):
    return latest(episode).transcript.head.as_document().words


def latest(episode):
    return Episode.objects.get(pk=episode.pk).get_latest_revision_as_object()


class TestAnEpisode:
    def test_leads_to_its_recording_and_transcript(self, at_desk, episode):
        form = at_desk.get(reverse("wagtailadmin_pages:edit", args=[episode.pk]))
        assert desk(episode) in form.content.decode()
        page = at_desk.get(desk(episode)).content.decode()
        assert "Edit episode" in page
        assert "Make a first draft" in page

    def test_takes_a_script(self, at_desk, scripted):
        transcript = latest(scripted).transcript
        assert "The bridge is open." in transcript.plain_text
        assert transcript.audio == scripted.audio
        assert "The bridge is open." in at_desk.get(desk(scripted)).content.decode()

    def test_takes_a_first_draft_that_knows_the_hosts(self, at_desk, episode):
        at_desk.post(desk(episode, "draft"))
        run = RecognitionRun.objects.get()
        assert run.transcript == latest(episode).transcript
        assert run.hosts == [HOST]

    def test_opens_in_the_editor_and_is_changed_there(self, at_desk, scripted, mina):
        document = at_desk.get(desk(scripted, "edit_document")).json()
        assert document["title"] == "The crest"
        assert at_desk.get(desk(scripted, "edit")).status_code == 200
        patch = {"at": 3, "count": 1, "turns": []}
        saved = at_desk.post(
            desk(scripted, "edit_save"),
            json.dumps({"based_on": document["revision"], "patches": [patch],
                        "speakers": []}),
            content_type="application/json",
        )  # fmt: skip
        assert saved.status_code == 200
        assert "bridge is open" not in latest(scripted).transcript.plain_text

    def test_has_versions_to_restore(self, at_desk, scripted):
        first = latest(scripted).transcript.head
        at_desk.post(
            desk(scripted, "script"),
            {"script": "ADA OKAFOR: Good night.", "based_on": first.pk},
        )
        page = at_desk.get(desk(scripted, "versions")).content.decode()
        assert desk(scripted, "version", first.pk) in page
        at_desk.post(desk(scripted, "version", first.pk))
        assert "The bridge is open." in latest(scripted).transcript.plain_text

    def test_has_its_script_beside_the_tape(self, at_desk, episode):
        at_desk.post(desk(episode, "draft"))
        transcript = RecognitionRun.objects.get().transcript
        machine = SimpleNamespace(name="whisper", is_rough=False)
        words = [Heard("good", 0, 400, 0.9), Heard("morning", 500, 900, 0.9)]
        transcript.take_draft(joined(words), machine, at=FRIDAY_NOON)
        at_desk.post(
            desk(episode, "script"),
            {"script": SCRIPT, "based_on": transcript.revisions.get().pk},
        )
        assert at_desk.get(desk(episode, "tape")).status_code == 200

    def test_has_words_corrected_in_public(self, at_desk, scripted):
        words = spoken(scripted)
        answer = amend(
            at_desk, scripted, "edit_correct", words[-2:], "The bridge was open."
        )
        assert answer.status_code == 200
        at_desk.post(desk(scripted, "publish"))
        page = at_desk.get(Episode.objects.get(pk=scripted.pk).url).content.decode()
        assert "The bridge was open." in page
        assert 'class="note note--correction"' in page

    def test_has_words_retracted_in_public(self, at_desk, scripted):
        words = [word for word in spoken(scripted) if word.text == "overnight."]
        answer = amend(
            at_desk, scripted, "edit_retract", words, "We cannot stand by it."
        )
        assert answer.status_code == 200
        at_desk.post(desk(scripted, "publish"))
        page = at_desk.get(Episode.objects.get(pk=scripted.pk).url).content.decode()
        assert "We cannot stand by it." in page
        assert "overnight" not in page

    def test_is_checked_in_the_editor(self, at_desk, scripted):
        answer = sent(
            at_desk,
            scripted,
            "edit_check",
            revision=latest(scripted).transcript.head_id,
        )
        assert answer.status_code == 200
        assert answer.json()["checked"]["by"] == "Mina Sato"

    def test_is_not_amended_by_those_who_may_only_draft(
        self, at_desk, scripted, ada, mina
    ):
        at_desk.post(desk(scripted, "publish"))
        at_desk.force_login(ada)
        answer = amend(
            at_desk, scripted, "edit_correct", spoken(scripted)[:1], "It was evening."
        )
        assert answer.status_code == 403
        assert answer.json()["error"].startswith("You may not edit this episode")

    def test_is_withdrawn_and_corrected_elsewhere(self, at_desk, episode):
        for name in ("correct", "retract"):
            assert at_desk.get(desk(episode, name)).status_code == 404

    def test_is_nobodys_who_may_not_edit_it(self, client, episode, mina):
        mina.groups.clear()
        client.force_login(mina)
        assert client.get(desk(episode)).status_code == 302


class TestPublished:
    def test_goes_out_by_the_rule_with_its_transcript(
        self, at_desk, episode, station, client
    ):
        at_desk.post(desk(episode, "publish"))
        assert not Episode.objects.get(pk=episode.pk).live
        at_desk.post(desk(episode, "script"), {"script": SCRIPT})
        at_desk.post(desk(episode, "publish"))

        public = Episode.objects.get(pk=episode.pk)
        assert public.live
        page = client.get(public.url).content.decode()
        assert "The bridge is open." in page
        found = Recordings(station, at=timezone.now())
        Audio.objects.filter(pk=public.audio_id).update(public_since=FRIDAY_NOON)
        (line,) = found.lines(Asked(), first=0, last=9)
        assert (line.kind, line.state) == ("episode", State.DONE)
