"""A transcript: taken in, changed, and never lost."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from wagtail.models import ModelLogEntry

from callsign.engines.transcript.script import NotAScript
from callsign.engines.transcript.speakers import UnknownSpeaker, UnknownTurn
from callsign.engines.transcript.timing import with_timings
from callsign.newsroom.people.models import Person
from callsign.newsroom.transcripts.models import (
    CheckedAnotherText,
    Transcript,
    TranscriptMovedOn,
)
from tests.cast import FRIDAY_NOON, GUEST, HOST
from tests.newsroom.transcripts.conftest import SCRIPT, key_of, said

LATER = FRIDAY_NOON + timedelta(minutes=5)


class TestALinkToAWordThatAnEditTakesOut:
    def test_is_kept_on_the_page_beside_the_words_that_stay(
        self, interview, audio, mina
    ):
        timed = with_timings(
            interview.head.as_document(),
            [
                SimpleNamespace(start_ms=n * 100, end_ms=n * 100 + 90, tier="aligned")
                for n, _ in enumerate(interview.head.as_document().words)
            ],
        )
        interview.take_times(timed, at=FRIDAY_NOON)
        turn = interview.head.as_document().turns[1]

        interview.retell_turn(
            turn.words[0].id,
            "Good morning. The gauge rose overnight.",
            based_on=interview.head,
            by=mina,
            at=FRIDAY_NOON,
        )

        gone = {turn.words[n].id[1:] for n in (2, 6, 7)}
        interview.refresh_from_db()
        held = re.findall('data-once="([^"]+)"', interview.html)
        assert interview.gone_words.keys() == {f"w{number}" for number in gone}
        assert len(held) == 2


class TestTakingAScript:
    def test_keeps_the_script_and_draws_what_readers_see(self, interview):
        assert interview.script == SCRIPT
        assert said(interview)[1] == (
            GUEST,
            "Good morning, Ada. The gauge rose two feet overnight.",
        )
        assert "The gauge rose two feet overnight." in interview.plain_text
        assert "gauge" in interview.html
        assert interview.word_count == 31

    def test_gives_an_unlabelled_opening_to_the_host_of_the_program(self, ada):
        transcript = Transcript.objects.take_script(
            "Good morning. Rain has come.\n\nLUIS PRIETO: It has.",
            "Rain at last",
            [HOST],
            by=ada,
            at=FRIDAY_NOON,
        )

        assert said(transcript)[0] == (HOST, "Good morning. Rain has come.")

    @pytest.mark.parametrize("text", ["", " \n\t", "\x00"])
    def test_refuses_what_says_nothing(self, ada, text):
        with pytest.raises(NotAScript):
            Transcript.objects.take_script(text, "Rain", [], by=ada, at=FRIDAY_NOON)

        assert not Transcript.objects.exists()

    def test_is_logged_with_who_and_when(self, interview, ada):
        entry = ModelLogEntry.objects.for_instance(interview).get()

        assert (entry.action, entry.user, entry.timestamp) == (
            "transcripts.import",
            ada,
            FRIDAY_NOON,
        )


class TestMatchingSpeakersToPeople:
    def test_finds_the_one_person_of_a_name(self, ada):
        luis = Person.objects.introduce(GUEST)

        interview = Transcript.objects.take_script(
            SCRIPT, "Rain", [], by=ada, at=FRIDAY_NOON
        )

        assert interview.speakers.get(name=GUEST).person == luis
        assert luis.get_absolute_url() in interview.html

    def test_knows_the_other_names_people_go_by(self, ada):
        luis = Person.objects.introduce("Luis Alberto Prieto Gómez")
        luis.aliases = "luis  prieto\nLucho"
        luis.save()

        interview = Transcript.objects.take_script(
            SCRIPT, "Rain", [], by=ada, at=FRIDAY_NOON
        )

        assert interview.speakers.get(name=GUEST).person == luis

    def test_leaves_two_people_of_one_name_to_an_editor(self, ada):
        Person.objects.introduce(GUEST)
        Person.objects.introduce(GUEST)

        interview = Transcript.objects.take_script(
            SCRIPT, "Rain", [], by=ada, at=FRIDAY_NOON
        )

        assert interview.speakers.get(name=GUEST).person is None

    def test_keeps_what_an_editor_decided(self, interview, mina):
        other = Person.objects.introduce("Luis P. Prieto")
        interview.link_speaker(key_of(interview, GUEST), other, by=mina, at=LATER)

        interview.rename_speaker(
            key_of(interview, HOST), "Ada N. Okafor", by=mina, at=LATER
        )

        assert interview.speakers.get(name=GUEST).person == other

    def test_follows_a_person_to_another_address(
        self, interview, mina, django_capture_on_commit_callbacks
    ):
        luis = Person.objects.introduce(GUEST)
        interview.link_speaker(key_of(interview, GUEST), luis, by=mina, at=LATER)

        with django_capture_on_commit_callbacks(execute=True):
            luis.slug = "luis-prieto-gauge-reader"
            luis.save()

        interview.refresh_from_db()
        assert "/luis-prieto-gauge-reader/" in interview.html


class TestChangingVoices:
    def test_renames_a_speaker_once_for_the_whole_transcript(self, interview, mina):
        interview.rename_speaker(
            key_of(interview, GUEST), "Louis Prieto", by=mina, at=LATER
        )

        assert [who for who, _ in said(interview)] == [HOST, "Louis Prieto"] * 2
        assert interview.revisions.count() == 2

    def test_merges_two_voices_and_keeps_the_person_of_either(self, interview, mina):
        luis = Person.objects.introduce(GUEST)
        interview.link_speaker(key_of(interview, GUEST), luis, by=mina, at=LATER)
        host = key_of(interview, HOST)

        interview.merge_speakers(
            [key_of(interview, GUEST)], into=host, by=mina, at=LATER
        )

        assert len(said(interview)) == 1
        assert interview.speakers.get().person == luis

    def test_gives_a_turn_to_another_voice(self, interview, mina):
        turn = interview.head.as_document().turns[2]

        interview.reassign_turn(
            turn.words[0].id, to=key_of(interview, GUEST), by=mina, at=LATER
        )

        assert [who for who, _ in said(interview)] == [HOST, GUEST]

    def test_refuses_a_voice_or_a_turn_that_is_gone(self, interview, mina):
        with pytest.raises(UnknownSpeaker):
            interview.rename_speaker("s99", "Nobody", by=mina, at=LATER)
        with pytest.raises(UnknownTurn):
            interview.reassign_turn("w999", to="s1", by=mina, at=LATER)

        assert interview.revisions.count() == 1


class TestReadingTheScriptAgain:
    def test_keeps_the_ids_of_words_that_are_still_there(self, interview, mina):
        before = {word.text: word.id for word in interview.head.as_document().words}

        interview.replace_script(
            SCRIPT.replace("two feet", "nearly three feet"),
            based_on=interview.head,
            by=mina,
            at=LATER,
        )

        after = {word.text: word.id for word in interview.head.as_document().words}
        assert after["gauge"] == before["gauge"]
        assert after["overnight."] == before["overnight."]
        assert after["nearly"] not in before.values()

    def test_keeps_the_names_the_desk_gave(self, interview, mina):
        interview.rename_speaker(
            key_of(interview, GUEST), "Louis Prieto", by=mina, at=LATER
        )

        interview.replace_script(
            SCRIPT + "\nOKAFOR: Thank you.\n",
            based_on=interview.head,
            by=mina,
            at=LATER,
        )

        assert [who for who, _ in said(interview)] == [
            HOST,
            "Louis Prieto",
            HOST,
            "Louis Prieto",
            HOST,
        ]

    def test_merges_again_what_the_desk_had_merged(self, interview, mina):
        interview.merge_speakers(
            [key_of(interview, GUEST)], into=key_of(interview, HOST), by=mina, at=LATER
        )

        interview.replace_script(SCRIPT, based_on=interview.head, by=mina, at=LATER)

        assert len(said(interview)) == 1

    def test_lets_the_text_decide_where_it_has_another_label(self, interview, mina):
        interview.rename_speaker(
            key_of(interview, GUEST), "Louis Prieto", by=mina, at=LATER
        )
        other = SCRIPT.replace("LUIS PRIETO:", "JUNE BELL:").replace("PRIETO:", "BELL:")

        interview.replace_script(other, based_on=interview.head, by=mina, at=LATER)

        assert said(interview)[1][0] == "June Bell"

    def test_never_gives_the_id_of_a_word_that_is_gone_to_another(
        self, interview, mina
    ):
        last = interview.head.as_document().words[-1].id
        interview.replace_script(
            SCRIPT.replace(" is open.", " is."),
            based_on=interview.head,
            by=mina,
            at=LATER,
        )

        interview.replace_script(
            SCRIPT.replace(" is open.", " is closed."),
            based_on=interview.head,
            by=mina,
            at=LATER,
        )

        words = {word.id: word.text for word in interview.head.as_document().words}
        assert words.get(last) is None

    def test_keeps_the_role_that_the_new_text_does_not_print(self, interview, mina):
        interview.replace_script(
            SCRIPT.replace(", HOST", ""),
            based_on=interview.head,
            by=mina,
            at=FRIDAY_NOON,
        )

        assert interview.speakers.get(name=HOST).role == "host"


class TestTwoEditorsOnOneTranscript:
    def test_the_second_is_told_and_nothing_is_lost(self, interview, ada, mina):
        both_saw = interview.head
        interview.replace_script(
            SCRIPT.replace("two feet", "three feet"),
            based_on=both_saw,
            by=ada,
            at=LATER,
        )

        with pytest.raises(
            TranscriptMovedOn, match="Ada Okafor changed this transcript"
        ) as told:
            interview.replace_script(
                SCRIPT.replace("two feet", "one foot"),
                based_on=both_saw,
                by=mina,
                at=LATER,
            )

        interview.refresh_from_db()
        assert "three feet" in interview.plain_text
        assert "one foot" in told.value.kept.script
        assert told.value.kept.set_aside
        assert told.value.head == interview.head

    def test_what_was_set_aside_can_become_the_head(self, interview, ada, mina):
        both_saw = interview.head
        interview.rename_speaker(key_of(interview, GUEST), "Louis", by=ada, at=LATER)
        with pytest.raises(TranscriptMovedOn) as told:
            interview.retell_turn(
                interview.head.as_document().turns[1].words[0].id,
                "Good morning. The gauge rose three feet.",
                based_on=both_saw,
                by=mina,
                at=LATER,
            )

        interview.restore(told.value.kept, by=mina, at=LATER)

        assert said(interview)[1] == (GUEST, "Good morning. The gauge rose three feet.")

    def test_small_changes_do_not_get_in_each_others_way(self, interview, ada, mina):
        mine = Transcript.objects.get(pk=interview.pk)
        theirs = Transcript.objects.get(pk=interview.pk)

        mine.rename_speaker(key_of(interview, GUEST), "Louis Prieto", by=ada, at=LATER)
        theirs.rename_speaker(
            key_of(interview, HOST), "Ada N. Okafor", by=mina, at=LATER
        )

        assert {who for who, _ in said(theirs)} == {"Louis Prieto", "Ada N. Okafor"}


class TestMarkingAsChecked:
    def test_is_refused_when_somebody_changed_what_was_read(self, interview, ada, mina):
        read = interview.head
        turn = read.as_document().turns[0]
        interview.retell_turn(
            turn.words[0].id, "Good evening.", based_on=read, by=ada, at=LATER
        )

        with pytest.raises(CheckedAnotherText, match="Ada Okafor changed"):
            interview.mark_checked(based_on=read, by=mina, at=LATER)

        interview.refresh_from_db()
        assert interview.status == Transcript.Status.READ

    def test_is_refused_when_a_voice_got_another_name(self, interview, ada, mina):
        read = interview.head
        interview.rename_speaker(key_of(interview, GUEST), "Lou", by=ada, at=LATER)

        with pytest.raises(CheckedAnotherText):
            interview.mark_checked(based_on=read, by=mina, at=LATER)

    def test_holds_when_only_times_were_found_meanwhile(self, interview, audio, mina):
        read = interview.head
        interview.take_times(read.as_document(), at=LATER)

        interview.mark_checked(based_on=read, by=mina, at=LATER)

        assert interview.status == Transcript.Status.CHECKED


class TestVersions:
    def test_only_grow(self, interview, mina):
        first = interview.head
        interview.rename_speaker(
            key_of(interview, GUEST), "Louis Prieto", by=mina, at=LATER
        )

        interview.restore(first, by=mina, at=LATER)

        assert said(interview)[1][0] == GUEST
        assert [one.reason for one in interview.revisions.all()] == [
            "import",
            "edit",
            "restore",
        ]

    def test_of_a_checked_transcript_nobody_reads_yet_are_to_be_checked_again(
        self, interview, mina
    ):
        interview.mark_checked(based_on=interview.head, by=mina, at=LATER)
        assert (interview.checked_by, interview.checked_at) == (mina, LATER)

        interview.rename_speaker(
            key_of(interview, GUEST), "Louis Prieto", by=mina, at=LATER
        )

        assert interview.status == Transcript.Status.READ
        assert (interview.checked_by, interview.checked_at) == (None, None)
        assert interview.head.reason == "edit"

    def test_that_only_found_times_leave_it_checked(self, interview, mina):
        interview.mark_checked(based_on=interview.head, by=mina, at=LATER)

        interview.take_times(interview.head.as_document(), at=LATER)

        assert interview.status == Transcript.Status.CHECKED
        assert interview.checked_by == mina
