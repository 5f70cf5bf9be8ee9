"""Versions at the desk: what differs between any two, word by word, and the way back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from callsign.newsroom.stories.actions import take_script
from callsign.newsroom.transcripts.models import Transcript
from callsign.newsroom.transcripts.originals import FileAsItCame
from tests.cast import FRIDAY_NOON
from tests.newsroom.stories.conftest import SCRIPT


@pytest.fixture
def transcript(draft, ada):
    """A transcript of three versions."""
    take_script(story=draft, text=SCRIPT, based_on=None, by=ada, at=FRIDAY_NOON)
    transcript = Transcript.objects.get()
    for was, now in (("two feet", "three feet"), ("is open", "is shut")):
        transcript.replace_script(
            transcript.script.replace(was, now),
            based_on=transcript.head,
            by=ada,
            at=FRIDAY_NOON,
        )
    return transcript


@pytest.fixture
def at_desk(client, ada):
    client.force_login(ada)
    return client


def page(at_desk, story, version, **asked):
    address = reverse("desk:version", args=[story.pk, version.pk])
    return at_desk.get(address, asked)


class TestAVersion:
    def test_is_told_by_what_it_changed(self, at_desk, draft, transcript):
        _, second, _ = transcript.revisions.all()

        html = page(at_desk, draft, second).content.decode()

        assert "The gauge rose <del>two</del> <ins>three</ins> feet overnight." in html
        assert "shut" not in html.partition("<details")[0]

    def test_is_compared_with_any_other(self, at_desk, draft, transcript):
        first, _, third = transcript.revisions.all()

        html = page(at_desk, draft, first, **{"with": third.pk}).content.decode()

        assert "<del>two</del> <ins>three</ins>" in html
        assert "<del>open.</del> <ins>shut.</ins>" in html
        assert "2 words <del>struck</del>, 2 <ins>added</ins>" in html

    def test_can_be_restored(self, at_desk, draft, transcript):
        first = transcript.revisions.first()

        at_desk.post(reverse("desk:version", args=[draft.pk, first.pk]))

        transcript.refresh_from_db()
        assert "two feet" in transcript.plain_text
        html = page(at_desk, draft, transcript.head, **{"with": first.pk})
        assert "Both say the same words" in html.content.decode()

    def test_of_nothing_is_not_there(self, at_desk, draft, transcript):
        first = transcript.revisions.first()

        assert page(at_desk, draft, first, **{"with": 10**17}).status_code == 404

    def test_never_runs_what_is_in_it(self, at_desk, draft, transcript, ada):
        transcript.rename_speaker(
            "s1", "<script>alert(1)</script>", by=ada, at=FRIDAY_NOON
        )
        first = transcript.revisions.first()

        html = page(at_desk, draft, transcript.head, **{"with": first.pk})

        assert "<script>alert(1)" not in html.content.decode()


class TestTheFileAsItCame:
    """Captions with a script in them, in every sense."""

    CONTENT = (
        b"WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n<script>alert(1)</script>Yes.\r\n"
    )

    @pytest.fixture
    def upload(self, at_desk, draft):
        """Ada uploads captions with a name that no header could hold."""
        file = SimpleUploadedFile("Fluß „hoch“.vtt", self.CONTENT)
        at_desk.post(reverse("desk:script", args=[draft.pk]), {"file": file})
        return Transcript.objects.get().head

    def address(self, story, version):
        return reverse("desk:original", args=[story.pk, version.pk])

    def test_is_offered_beside_its_version(self, at_desk, draft, upload):
        all_of_them = at_desk.get(reverse("desk:versions", args=[draft.pk]))

        for html in (all_of_them, page(at_desk, draft, upload)):
            assert self.address(draft, upload) in html.content.decode()
            assert "Fluß „hoch“.vtt" in html.content.decode()

    def test_is_given_back_byte_for_byte_and_never_opened(self, at_desk, draft, upload):
        answer = at_desk.get(self.address(draft, upload))

        assert b"".join(answer.streaming_content) == self.CONTENT
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"] == (
            "attachment; filename*=utf-8''Flu%C3%9F%20%E2%80%9Ehoch%E2%80%9C.vtt"
        )
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))

    def test_is_for_those_who_may_edit_the_story(
        self, client, draft, upload, django_user_model
    ):
        client.logout()
        assert client.get(self.address(draft, upload)).status_code == 302

        client.force_login(django_user_model.objects.create_user("june"))
        assert client.get(self.address(draft, upload)).status_code in (302, 403)

    def test_of_another_story_is_not_there(
        self, at_desk, draft, upload, transcript_of_another
    ):
        other = transcript_of_another.head

        assert at_desk.get(self.address(draft, other)).status_code == 404

    def test_is_not_there_for_a_script_that_was_pasted(
        self, at_desk, draft, transcript
    ):
        address = self.address(draft, transcript.head)

        assert at_desk.get(address).status_code == 404
        html = at_desk.get(reverse("desk:versions", args=[draft.pk])).content.decode()
        assert address not in html

    def test_that_the_disk_lost_is_told_as_missing(self, at_desk, draft, upload):
        upload.original.file.storage.delete(upload.original.file.name)

        assert at_desk.get(self.address(draft, upload)).status_code == 404

    @pytest.fixture
    def transcript_of_another(self, ada):
        came = FileAsItCame(self.CONTENT, "other.vtt")
        return Transcript.objects.take_script(came, "Hail", [], by=ada, at=FRIDAY_NOON)


class TestARetractedPassage:
    """A passage that was taken back, at the desk of a story nobody sees yet."""

    TOLD = "The gauge was misread."

    @pytest.fixture
    def retracted(self, transcript, ada):
        words = transcript.head.as_document().turns[1].words
        transcript.retract_words(
            words[0].id, words[-1].id, self.TOLD, by=ada, at=FRIDAY_NOON
        )
        return transcript

    def desk(self, at_desk, story):
        return at_desk.get(reverse("desk:transcript", args=[story.pk])).content.decode()

    def test_stays_out_of_a_restored_version_and_the_editor_is_told(
        self, at_desk, draft, retracted
    ):
        first = retracted.revisions.first()

        at_desk.post(reverse("desk:version", args=[draft.pk, first.pk]))

        html = self.desk(at_desk, draft)
        retracted.refresh_from_db()
        assert "gauge" not in retracted.plain_text
        assert "had a passage that was retracted" in html
        assert "It was taken out again." in html

    def test_stays_out_of_a_script_and_the_editor_is_told(
        self, at_desk, draft, retracted
    ):
        at_desk.post(
            reverse("desk:script", args=[draft.pk]),
            {"script": SCRIPT, "based_on": retracted.head_id},
        )

        retracted.refresh_from_db()
        assert "gauge" not in retracted.plain_text
        assert "It was taken out again." in self.desk(at_desk, draft)

    def test_is_lifted_for_a_reason(self, at_desk, draft, retracted):
        (one,) = retracted.retractions.standing()
        address = reverse("desk:lift", args=[draft.pk, one.pk])
        assert address in self.desk(at_desk, draft)

        at_desk.post(address, {"why": " "})
        assert retracted.retractions.standing().exists()
        at_desk.post(address, {"why": "The court ruled."})

        assert not retracted.retractions.standing().exists()
        assert "The retraction was lifted" in self.desk(at_desk, draft)
        assert at_desk.post(address, {"why": "Again."}).status_code == 404

    def test_is_not_lifted_by_those_who_may_only_look(
        self, client, draft, retracted, django_user_model
    ):
        (one,) = retracted.retractions.standing()
        client.force_login(django_user_model.objects.create_user("june"))

        client.post(
            reverse("desk:lift", args=[draft.pk, one.pk]), {"why": "I want to."}
        )

        assert retracted.retractions.standing().exists()


OTHER_SCRIPT = """\
JUNE BELL: Seventeen harvesters burned behind Colfax elevator yesterday evening.

MINA SATO: Firefighters blame lightning, although witnesses disagree.
"""
SPANISH = """\
ADA OKAFOR: Buenos días. La lluvia por fin llegó al valle y Luis Prieto está con nosotros.

LUIS PRIETO: Buenos días, Ada. El río subió mucho anoche, pero el puente no está cerrado
y la gente del valle ya no tiene miedo, como el año pasado. Esta es una buena noticia.
"""


class TestAScriptThatSeemsToBeAnotherRecordings:
    """It came while readers see the transcript."""

    @pytest.fixture
    def public(self, transcript, draft, mina, client):
        draft.refresh_from_db()
        draft.get_latest_revision().publish(user=mina)
        client.force_login(mina)
        return transcript

    def send(self, client, story, transcript, script):
        return client.post(
            reverse("desk:script", args=[story.pk]),
            {"script": script, "based_on": transcript.head_id},
            follow=True,
        ).content.decode()

    def test_is_set_aside_and_asked_about(self, client, draft, public):
        html = self.send(client, draft, public, OTHER_SCRIPT)

        public.refresh_from_db()
        assert "three feet" in public.plain_text
        assert (
            "another recording’s script" in html or "another recording&#x27;s" in html
        )
        assert "Use it all the same" in html
        assert public.revisions.last().set_aside

    def test_is_used_all_the_same_when_an_editor_says_so(self, client, draft, public):
        self.send(client, draft, public, OTHER_SCRIPT)
        aside = public.revisions.last()

        client.post(reverse("desk:version", args=[draft.pk, aside.pk]))

        public.refresh_from_db()
        assert "harvesters" in public.plain_text

    def test_of_another_language_is_set_aside_too(self, client, draft, public):
        english = (
            SCRIPT
            + "\nOKAFOR: And what of the road? It is not open, but that was known.\n"
        )
        self.send(client, draft, public, english)
        public.refresh_from_db()

        html = self.send(client, draft, public, SPANISH)

        public.refresh_from_db()
        assert "seems to be in Spanish" in html
        assert "road" in public.plain_text

    def test_is_none_where_it_was_only_mended(self, client, draft, public):
        self.send(client, draft, public, SCRIPT.replace("overnight", "yesterday"))

        public.refresh_from_db()
        assert "yesterday" in public.plain_text

    def test_replaces_what_nobody_sees_yet(self, at_desk, draft, transcript):
        self.send(at_desk, draft, transcript, OTHER_SCRIPT)

        transcript.refresh_from_db()
        assert "harvesters" in transcript.plain_text
        assert transcript.timed_word_count == 0


class TestATextWithoutAWord:
    @pytest.mark.parametrize("script", [".", "ADA OKAFOR: …", "- - -\n\n?!"])
    def test_is_refused(self, at_desk, draft, transcript, script):
        answer = at_desk.post(
            reverse("desk:script", args=[draft.pk]),
            {"script": script, "based_on": transcript.head_id},
        )

        assert answer.status_code == 422
        transcript.refresh_from_db()
        assert "three feet" in transcript.plain_text
