"""The editor's protocol: what its page and the server say to each other."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from callsign.newsroom.people.models import Person
from callsign.newsroom.stories.actions import take_script
from callsign.newsroom.stories.models import Story
from callsign.newsroom.stories.views.editor_base import LARGEST_EDIT
from callsign.newsroom.transcripts.models import SpelledName, Transcript, WorkingCopy
from tests.cast import FRIDAY_NOON
from tests.newsroom.stories.conftest import SCRIPT, staff


@pytest.fixture
def story(draft, ada):
    """A story whose script was read."""
    take_script(story=draft, text=SCRIPT, based_on=None, by=ada, at=FRIDAY_NOON)
    return draft


class Editor:
    """The editor's page in somebody's browser."""

    def __init__(self, story, user):
        self.story = story
        self.client = Client()
        self.client.force_login(user)
        self.opened = self.get("edit_document")

    def address(self, name):
        return reverse(f"desk:{name}", args=[self.story.pk])

    def get(self, name, **asked):
        return self.client.get(self.address(name), asked).json()

    def send(self, method, name, values):
        body = values if isinstance(values, str | bytes) else json.dumps(values)
        return self.client.generic(
            method, self.address(name), body, content_type="application/json"
        )

    def edit(self, *patches, speakers=(), based_on=None, **where):
        return {
            **where,
            "based_on": based_on or self.opened["revision"],
            "patches": list(patches),
            "speakers": list(speakers),
        }

    def save(self, *patches, **how):
        return self.send("POST", "edit_save", self.edit(*patches, **how))

    def type(self, *patches, **how):
        return self.send("PUT", "edit_copy", self.edit(*patches, **how))


@pytest.fixture
def at_editor(story, ada):
    """Ada's editor."""
    return Editor(story, ada)


@pytest.fixture
def minas(story, mina):
    """Mina's editor."""
    return Editor(story, mina)


def patch(at, *texts, speaker="s2", count=1):
    turns = [{"speaker": speaker, "pieces": [{"text": text}]} for text in texts]
    return {"at": at, "count": count, "turns": turns}


def said(turns):
    return ["".join(piece.get("text", "") for piece in one["pieces"]) for one in turns]


def as_a_page_would(turns, changed):
    """The turns a page has after it took in what changed."""
    made, at = [], 0
    for change in changed:
        made += turns[at : change["at"]] + change["turns"]
        at = change["at"] + change["count"]
    return made + turns[at:]


class TestOpening:
    def test_gives_every_word_with_what_is_known_of_it(self, at_editor, story):
        document = at_editor.opened

        assert document["title"] == "Rain at last"
        assert document["speakers"][0] == {
            "id": "s1",
            "name": "Ada Okafor",
            "role": "host",
            "hue": "host",
        }
        (piece,) = document["turns"][3]["pieces"]
        assert piece["text"] == "The bridge is open."
        assert [word[1:] for word in piece["words"]] == [[None, None, 0]] * 4
        assert document["working_copy"] is None
        assert document["spelling"] == ["Ada Okafor", "Luis Prieto"]

    def test_names_what_the_newsroom_spells(self, story, ada):
        Person.objects.create(name="June Bell", slug="june-bell")
        SpelledName.objects.create(name="Osage River")

        assert Editor(story, ada).opened["spelling"] == [
            "June Bell",
            "Osage River",
            "Ada Okafor",
            "Luis Prieto",
        ]

    def test_asks_few_questions(self, at_editor, django_assert_max_num_queries):
        with django_assert_max_num_queries(24):
            at_editor.get("edit_document")

    def test_is_for_those_who_may_edit_the_story(self, story, client):
        client.force_login(staff("June Bell", "Engineers"))

        address = reverse("desk:edit_document", args=[story.pk])

        answer = client.get(address)
        assert answer.status_code == 403
        assert answer.json()["error"].startswith("You may not edit this story")


class TestASuspectName:
    def test_is_a_name_the_newsroom_writes_otherwise(self, at_editor):
        Person.objects.create(name="June Bell", slug="june-bell")

        answer = at_editor.save(patch(3, "Ask “June Belle’s,” they say.")).json()

        (change,) = answer["changed"]
        assert change["turns"][0]["names"] == [[1, 3, 1, 4, "June Bell"]]
        turns = at_editor.get("edit_document")["turns"]
        assert turns[3] == change["turns"][0]
        assert "names" not in turns[0]

    def test_is_told_of_turns_that_are_not_saved(self, at_editor):
        turns = [["Luis", "Preeto"], ["and", "Luis", "Prieto"], []]

        answer = at_editor.send("POST", "edit_names", {"turns": turns})

        assert answer.json() == {"names": [[[0, 2, 0, 0, "Luis Prieto"]], [], []]}

    def test_leaves_words_alone_that_are_ordinary_elsewhere(self, at_editor):
        Person.objects.create(name="Rex Bridges", slug="rex-bridges")

        told = at_editor.send(
            "POST", "edit_names", {"turns": [["The", "Bridge", "stood."]]}
        )

        assert told.json() == {"names": [[]]}

    @pytest.mark.parametrize("turns", [None, "Ada", ["Ada"], [[1]], {"a": 1}])
    def test_of_nothing_readable_is_refused(self, at_editor, turns):
        answer = at_editor.send("POST", "edit_names", {"turns": turns})

        assert answer.status_code == 422


class TestTheNamesToSpell:
    def test_are_kept_at_the_desk(self, client, ada, shelf):
        client.force_login(ada)

        client.post(
            reverse("wagtailsnippets_transcripts_spelledname:add"),
            {"name": " Osage   River "},
        )

        assert [one.name for one in SpelledName.objects.all()] == ["Osage River"]


class TestSaving:
    def test_makes_a_version_of_what_was_typed(self, at_editor, story):
        answer = at_editor.save(patch(3, "The bridge is closed.")).json()

        transcript = Transcript.objects.get()
        assert answer["revision"] == transcript.head_id
        assert transcript.head.author == "Ada Okafor"
        assert transcript.plain_text.endswith("The bridge is closed.")
        assert not answer["conflicts"]
        assert said(as_a_page_would(at_editor.opened["turns"], answer["changed"])) == (
            said(at_editor.get("edit_document")["turns"])
        )

    def test_gives_a_new_voice_its_id(self, at_editor):
        june = {"id": "new-1", "name": "June Bell", "role": "caller"}

        answer = at_editor.save(
            patch(3, "It is closed.", speaker="new-1"), speakers=[june]
        ).json()

        assert answer["new_speakers"] == {"new-1": "s3"}
        assert [one["name"] for one in answer["speakers"]] == [
            "Ada Okafor",
            "Luis Prieto",
            "June Bell",
        ]

    def test_renames_a_voice(self, at_editor):
        luis = {"id": "s2", "name": "Luis A. Prieto", "role": "guest"}

        answer = at_editor.save(speakers=[luis]).json()

        assert answer["speakers"][1]["name"] == "Luis A. Prieto"
        assert Transcript.objects.get().speakers.get(key="s2").name == "Luis A. Prieto"

    def test_without_a_change_makes_no_version(self, at_editor):
        answer = at_editor.save().json()

        assert answer["revision"] == at_editor.opened["revision"]
        assert answer["changed"] == []

    def test_twice_does_once_what_was_typed(self, at_editor):
        first = at_editor.save(patch(3, "It is.", "It is.")).json()

        again = at_editor.save(patch(3, "It is.", "It is.")).json()

        assert again["revision"] == first["revision"]
        assert not again["conflicts"]

    def test_asks_as_many_questions_for_any_number_of_voices(
        self, at_editor, django_assert_max_num_queries
    ):
        many = [
            {"id": f"new-{number}", "name": f"Caller {number}"} for number in range(40)
        ]
        turns = [
            {"speaker": one["id"], "pieces": [{"text": "Good morning."}]}
            for one in many
        ]

        with django_assert_max_num_queries(40):
            answer = at_editor.save(
                {"at": 4, "count": 0, "turns": turns}, speakers=many
            )

        assert len(answer.json()["new_speakers"]) == 40


class TestTwoEditors:
    def test_both_get_their_way_on_different_turns(self, at_editor, minas):
        at_editor.save(patch(0, "Good evening.", speaker="s1"))

        answer = minas.save(patch(3, "The bridge is closed.")).json()

        assert said(as_a_page_would(minas.opened["turns"], answer["changed"])) == [
            "Good evening.",
            "Good morning, Ada. The gauge rose two feet overnight.",
            "And the bridge?",
            "The bridge is closed.",
        ]

    def test_are_shown_each_others_words_on_the_same_turn(self, at_editor, minas):
        at_editor.save(patch(3, "The bridge is closed."))

        answer = minas.save(
            patch(1, "Good morning."), patch(3, "The bridge is half open.")
        ).json()

        (conflict,) = answer["conflicts"]
        assert said(conflict["theirs"]) == ["The bridge is closed."]
        assert conflict["author"] == "Ada Okafor"
        assert conflict["text"].startswith("Ada Okafor changed this passage")
        assert said(conflict["patch"]["turns"]) == ["The bridge is half open."]
        assert Transcript.objects.get().plain_text.endswith("The bridge is closed.")

    def test_lose_nothing_they_disagree_on(self, at_editor, minas, story, mina):
        at_editor.save(patch(3, "The bridge is closed."))
        answer = minas.save(patch(3, "The bridge is half open.")).json()

        copy = Editor(story, mina).opened["working_copy"]

        assert copy["based_on"] == answer["revision"]
        assert copy["patches"] == [answer["conflicts"][0]["patch"]]
        settled = minas.send(
            "POST", "edit_save", {key: copy[key] for key in ("based_on", "patches")}
        ).json()
        assert not settled["conflicts"]
        assert Transcript.objects.get().plain_text.endswith("half open.")

    def test_hear_of_each_other(self, at_editor, minas):
        minas.type(patch(3, "The bridge"))
        at_editor.save(patch(0, "Good evening.", speaker="s1"))

        adas = at_editor.get("edit_news", since=at_editor.opened["revision"])
        news = minas.get("edit_news", since=minas.opened["revision"])

        assert [one["name"] for one in adas["editing"]] == ["Mina Sato"]
        assert adas["by"] == []
        assert news["by"] == ["Ada Okafor"]
        assert news["editing"] == []
        assert said(as_a_page_would(minas.opened["turns"], news["changed"]))[0] == (
            "Good evening."
        )

    def test_are_not_at_work_any_more_after_a_while(self, at_editor, minas):
        minas.type(patch(3, "The bridge"))
        WorkingCopy.objects.update(saved_at=FRIDAY_NOON - timedelta(days=1))

        assert (
            at_editor.get("edit_news", since=at_editor.opened["revision"])["editing"]
            == []
        )

    def test_ask_little_while_nothing_happens(
        self, at_editor, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(20):
            news = at_editor.get("edit_news", since=at_editor.opened["revision"])

        assert news["changed"] == []


class TestACrash:
    def test_loses_nothing_that_was_typed(self, at_editor, story, ada):
        june = {"id": "new-1", "name": "June Bell", "role": None}
        typed = patch(3, "The bridge is", speaker="new-1")

        assert at_editor.type(typed, speakers=[june]).status_code == 204

        copy = Editor(story, ada).opened["working_copy"]
        assert copy["patches"] == [typed]
        assert copy["speakers"] == [june]
        assert copy["based_on"] == at_editor.opened["revision"]

    def test_comes_back_to_what_others_made_meanwhile(
        self, at_editor, minas, story, ada
    ):
        at_editor.type(patch(3, "The bridge is closed."))
        minas.save(patch(0, "Good evening.", "It rained.", speaker="s1"))
        back = Editor(story, ada)
        copy = back.opened["working_copy"]

        answer = back.send(
            "POST", "edit_save", {key: copy[key] for key in ("based_on", "patches")}
        ).json()

        assert not answer["conflicts"]
        assert Transcript.objects.get().plain_text.endswith("The bridge is closed.")
        assert not WorkingCopy.objects.exists()

    def test_of_the_mind_forgets_it(self, at_editor):
        at_editor.type(patch(3, "The bridge is"))

        assert at_editor.send("DELETE", "edit_copy", "").status_code == 204
        assert not WorkingCopy.objects.exists()


class TestTwoWindowsOfOneEditor:
    def test_do_not_overwrite_each_other_unseen(self, at_editor):
        """Her other machine still has what she typed on this one to show her."""
        at_editor.type(patch(3, "The bridge is closed."), window="desk")

        answer = at_editor.type(patch(0, "Good evening."), window="laptop")

        assert answer.status_code == 409
        told = answer.json()
        assert told["error"].startswith("You have this transcript open in another")
        assert told["working_copy"]["patches"] == [patch(3, "The bridge is closed.")]
        assert at_editor.get("edit_copy")["working_copy"] == told["working_copy"]

    def test_go_on_where_the_other_one_was_seen(self, at_editor):
        at_editor.type(patch(3, "The bridge is closed."), window="desk")
        seen = at_editor.get("edit_document")["working_copy"]["version"]

        both = at_editor.type(
            patch(0, "Good evening."),
            patch(3, "The bridge is closed."),
            window="laptop",
            seen=seen,
        )

        assert both.status_code == 204
        late = at_editor.type(patch(3, "It is"), window="desk", seen=seen)
        assert late.status_code == 409
        assert len(late.json()["working_copy"]["patches"]) == 2

    def test_type_on_in_one_without_asking(self, at_editor):
        for words in ("The", "The bridge", "The bridge is"):
            typed = at_editor.type(patch(3, words), window="desk")

            assert typed.status_code == 204

    @pytest.mark.parametrize("seen", ["", "x", None, 5, "0" * 32])
    def test_do_not_save_over_what_was_typed_in_the_other(self, at_editor, seen):
        at_editor.type(patch(3, "The bridge is closed."), window="desk")

        saved = at_editor.save(patch(0, "Good evening."), window="laptop", seen=seen)
        forgotten = at_editor.send("DELETE", "edit_copy", {"window": "laptop"})

        assert (saved.status_code, forgotten.status_code) == (409, 409)
        assert Transcript.objects.get().revisions.count() == 1
        assert WorkingCopy.objects.get().window == "desk"

    def test_hear_of_each_other(self, at_editor):
        at_editor.type(patch(3, "The bridge is closed."), window="desk")

        news = at_editor.get("edit_news", since=at_editor.opened["revision"])

        copy = WorkingCopy.objects.get()
        assert news["typed"] == {
            "window": "desk",
            "version": str(copy.version),
            "at": copy.saved_at.isoformat(),
        }
        at_editor.save(patch(3, "The bridge is closed."), window="desk")
        news = at_editor.get("edit_news", since=at_editor.opened["revision"])
        assert news["typed"] is None


class TestACheckedTranscript:
    @pytest.fixture
    def checked(self, story, mina):
        transcript = Transcript.objects.get()
        transcript.mark_checked(based_on=transcript.head, by=mina, at=FRIDAY_NOON)
        return story

    def test_says_who_found_it_right(self, checked, mina):
        opened = Editor(checked, mina).opened

        assert opened["status"] == "checked"
        assert opened["checked"] == {
            "by": "Mina Sato",
            "at": FRIDAY_NOON.isoformat(),
        }

    def test_that_readers_see_is_corrected_by_a_change(self, checked, mina):
        checked.get_latest_revision().publish()

        Editor(checked, mina).save(patch(3, "The bridge is closed."))

        transcript = Transcript.objects.get()
        assert transcript.status == "corrected"
        assert transcript.head.reason == "post-broadcast-correction"
        assert transcript.checked_by == mina

    def test_that_nobody_sees_is_to_be_checked_again(self, checked, mina):
        Editor(checked, mina).save(patch(3, "The bridge is closed."))

        transcript = Transcript.objects.get()
        assert (transcript.status, transcript.checked_by) == ("read", None)

    def test_can_be_marked_from_the_editor(self, at_editor):
        revision = at_editor.opened["revision"]

        answer = at_editor.send("POST", "edit_check", {"revision": revision}).json()

        assert (answer["status"], answer["checked"]["by"]) == ("checked", "Ada Okafor")

    def test_is_not_marked_when_it_says_something_else_by_now(self, at_editor, minas):
        minas.save(patch(3, "The bridge is closed."))
        revision = at_editor.opened["revision"]

        answer = at_editor.send("POST", "edit_check", {"revision": revision})

        assert answer.status_code == 409
        told = answer.json()
        assert told["error"].startswith("Mina Sato changed this transcript")
        assert said(told["changed"][0]["turns"]) == ["The bridge is closed."]
        assert Transcript.objects.get().status == "read"


class TestAStatementOnWords:
    @pytest.fixture
    def public(self, story, mina):
        story.get_latest_revision().publish()
        return Editor(story, mina)

    def words(self, editor, turn):
        pieces = editor.opened["turns"][turn]["pieces"]
        return [word[0] for piece in pieces for word in piece["words"]]

    def state(self, editor, name, turn, **said):
        words = self.words(editor, turn)
        return editor.send(
            "POST",
            name,
            {
                "first_word": words[0],
                "last_word": words[-1],
                "text": "It was three feet.",
                **said,
            },
        )

    def test_is_printed_beside_them(self, public):
        answer = self.state(public, "edit_correct", 1).json()

        (note,) = answer["notes"]
        assert (note["kind"], note["text"]) == ("correction", "It was three feet.")
        assert note["first_word"] == self.words(public, 1)[0]
        assert answer["changed"] == []
        transcript = Transcript.objects.get()
        assert transcript.status == "corrected"
        assert 'class="note note--correction"' in transcript.html

    def test_can_take_them_out(self, public):
        answer = self.state(
            public, "edit_retract", 3, text="We cannot stand by it."
        ).json()

        transcript = Transcript.objects.get()
        assert "The bridge is open." not in transcript.plain_text
        assert "We cannot stand by it." in transcript.html
        assert said(as_a_page_would(public.opened["turns"], answer["changed"])) == (
            said(public.get("edit_document")["turns"])
        )

    def test_outlives_an_edit_of_them_and_another_script(self, public, story, mina):
        self.state(public, "edit_correct", 1)

        Editor(story, mina).save(patch(1, "The gauge rose two feet."))
        transcript = Transcript.objects.get()
        transcript.replace_script(
            SCRIPT.replace("And the bridge?", "What of the bridge?"),
            based_on=transcript.head,
            by=mina,
            at=FRIDAY_NOON,
        )

        (note,) = transcript.head.as_document().notes
        assert note.text == "It was three feet."
        assert note.first_word is not None

    @pytest.mark.parametrize(
        ("more", "status"),
        [
            ({"text": " "}, 422),
            ({"text": 5}, 422),
            ({"text": "x" * 2_001}, 422),
            ({"first_word": "w99"}, 409),
            ({"first_word": None}, 422),
            ({"revision": "x"}, 409),
        ],
    )
    def test_that_says_nothing_is_refused(self, public, more, status):
        assert self.state(public, "edit_correct", 1, **more).status_code == status
        assert not Transcript.objects.get().head.as_document().notes

    def test_is_an_editors_where_readers_see_them(self, public, story, ada):
        assert self.state(Editor(story, ada), "edit_correct", 1).status_code == 403


class TestWhoMay:
    def test_not_change_what_readers_see_without_the_right_to_publish(
        self, at_editor, story
    ):
        Story.objects.get(pk=story.pk).get_latest_revision().publish()

        for answer in (
            at_editor.save(patch(3, "The bridge is closed.")),
            at_editor.type(patch(3, "The bridge")),
            at_editor.send("DELETE", "edit_copy", ""),
        ):
            assert answer.status_code == 403
            assert "an editor’s" in answer.json()["error"]

    def test_not_change_without_the_token_of_the_page(self, at_editor, ada):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(ada)

        answer = strict.post(
            at_editor.address("edit_save"), "{}", content_type="application/json"
        )

        assert answer.status_code == 403

    def test_go_on_after_signing_in_again(self, at_editor, ada):
        """A page that is open still has the token from before."""
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(ada)
        token = strict.get(at_editor.address("edit_copy"))["X-CSRFToken"]

        answer = strict.post(
            at_editor.address("edit_save"),
            json.dumps(at_editor.edit(patch(3, "The bridge is closed."))),
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )

        assert answer.status_code == 200


class TestARequestThatIsNone:
    @pytest.mark.parametrize(
        ("body", "status", "sentence"),
        [
            ("", 400, "not JSON"),
            ("{", 400, "not JSON"),
            ("[" * 100_000, 400, "not JSON"),
            ("[]", 400, "must be an object"),
            (b"\xff\xfe", 400, "not JSON"),
            ({"based_on": 0, "patches": []}, 409, "not one of this transcript"),
            ({"based_on": "1", "patches": []}, 409, "not one of this transcript"),
            ({"based_on": True, "patches": []}, 409, "not one of this transcript"),
            ({"based_on": 10**30, "patches": []}, 409, "not one of this transcript"),
            ({"patches": 5}, 422, "patches must be a list"),
            ({"patches": [{"at": 10**30, "count": 0, "turns": []}]}, 422, "no turn"),
            ({"patches": [patch(0, "x", speaker="s9")]}, 422, "nobody here is s9"),
            ({"speakers": [{"id": "s1", "name": ""}]}, 422, "needs a name"),
        ],
    )
    def test_is_refused_in_words(self, at_editor, body, status, sentence):
        if isinstance(body, dict):
            body = {"based_on": at_editor.opened["revision"], **body}

        answer = at_editor.send("POST", "edit_save", body)

        assert answer.status_code == status
        assert sentence in answer.json()["error"]
        assert Transcript.objects.get().revisions.count() == 1

    def test_is_not_kept_either(self, at_editor):
        assert at_editor.type(patch(0, "x", speaker=5)).status_code == 422
        assert not WorkingCopy.objects.exists()

    def test_of_any_size_is_refused(self, at_editor):
        body = json.dumps(at_editor.edit(patch(0, "river " * (LARGEST_EDIT // 6))))

        assert at_editor.send("PUT", "edit_copy", body).status_code == 413

    def test_cannot_be_of_another_transcript(self, at_editor, shelf, ada):
        other = Transcript.objects.take_script(
            SCRIPT, "Another", [], by=ada, at=FRIDAY_NOON
        )

        answer = at_editor.save(patch(0, "x"), based_on=other.head_id)

        assert answer.status_code == 409

    def test_keeps_nothing_that_no_database_could(self, at_editor, story, ada):
        at_editor.type(patch(0, "The \x00river\ud800 rose."))

        copy = Editor(story, ada).opened["working_copy"]
        assert said(copy["patches"][0]["turns"]) == ["The river rose."]
