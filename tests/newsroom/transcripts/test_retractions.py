"""What was retracted stays out, whatever becomes of the transcript."""

from datetime import timedelta

import pytest
from wagtail.models import ModelLogEntry

from callsign.newsroom.transcripts.models import RetractedPassage
from callsign.newsroom.transcripts.models.retracted_passage import AlreadyLifted
from tests.cast import FRIDAY_NOON
from tests.newsroom.transcripts.conftest import SCRIPT, said

LATER = FRIDAY_NOON + timedelta(minutes=5)
TOLD = "We cannot stand by this."


@pytest.fixture
def retracted(interview, mina):
    """“The gauge rose two feet overnight.” is taken out."""
    words = interview.head.as_document().turns[1].words
    interview.retract_words(words[3].id, words[-1].id, TOLD, by=mina, at=FRIDAY_NOON)
    return interview


def is_out(transcript):
    document = transcript.head.as_document()
    notices = [note for note in document.notes if note.text == TOLD]
    everything = f"{transcript.plain_text} {transcript.html}"
    return "gauge" not in everything and len(notices) == 1 and TOLD in transcript.html


class TestARetraction:
    def test_holds_when_an_older_version_is_restored(self, retracted, mina):
        done = retracted.restore(retracted.revisions.first(), by=mina, at=LATER)

        assert is_out(retracted)
        assert said(retracted)[1] == ("Luis Prieto", "Good morning, Ada.")
        assert done.retracted_again == (TOLD,)
        assert done.note.endswith(f"retracted again: “{TOLD}”")

    @pytest.mark.parametrize(
        "script",
        [
            SCRIPT,
            SCRIPT.replace("two feet", "nearly two feet"),
            SCRIPT.replace("Good morning, Ada. The gauge", "Thanks! The gauge"),
        ],
    )
    def test_holds_when_another_script_comes(self, retracted, mina, script):
        retracted.replace_script(script, based_on=retracted.head, by=mina, at=LATER)

        assert is_out(retracted)

    def test_holds_when_a_script_replaces_a_machines_words(self, retracted, mina):
        retracted.origin = retracted.Origin.MACHINE
        retracted.save()

        retracted.replace_script(SCRIPT, based_on=retracted.head, by=mina, at=LATER)

        assert is_out(retracted)

    def test_holds_when_somebody_types_it_again(self, retracted, mina):
        turn = retracted.head.as_document().turns[1]

        retracted.retell_turn(
            turn.words[0].id,
            "Good morning, Ada. The gauge rose two feet overnight.",
            based_on=retracted.head,
            by=mina,
            at=LATER,
        )

        assert is_out(retracted)

    def test_is_told_of_only_where_something_was_taken_out_again(self, retracted, mina):
        turn = retracted.head.as_document().turns[3]

        done = retracted.retell_turn(
            turn.words[0].id,
            "The bridge is shut.",
            based_on=retracted.head,
            by=mina,
            at=LATER,
        )

        assert done.retracted_again == ()
        assert is_out(retracted)

    def test_keeps_where_and_when_it_was_heard(self, interview, mina, audio):
        interview.hear(audio, by=mina, at=FRIDAY_NOON)
        word = interview.head.as_document().words[0]

        interview.retract_words(word.id, word.id, TOLD, by=mina, at=FRIDAY_NOON)

        (one,) = RetractedPassage.objects.standing()
        assert (one.audio, one.words, one.word_ids) == (audio, word.text, [word.id])
        assert one.words_after.startswith("morning.")


class TestLiftingIt:
    def test_lets_the_words_be_said_again_and_says_why(self, retracted, mina):
        (one,) = retracted.retractions.standing()

        retracted.lift_retraction(one, "The court ruled.", by=mina, at=LATER)
        retracted.restore(retracted.revisions.first(), by=mina, at=LATER)

        assert "The gauge rose two feet" in retracted.plain_text
        assert TOLD not in retracted.html
        assert not retracted.retractions.standing().exists()
        one.refresh_from_db()
        assert (one.lifted_by, one.why_lifted) == (mina, "The court ruled.")

    def test_happens_once(self, retracted, mina, ada):
        """Two editors looked at it; the second is told."""
        (mine,), (hers,) = retracted.retractions.all(), retracted.retractions.all()
        retracted.lift_retraction(mine, "The court ruled.", by=mina, at=LATER)

        with pytest.raises(AlreadyLifted):
            retracted.lift_retraction(hers, "A mistake.", by=ada, at=LATER)

        mine.refresh_from_db()
        assert (mine.lifted_by, mine.why_lifted) == (mina, "The court ruled.")

    def test_is_in_the_history_and_in_the_log(self, retracted, mina):
        (one,) = retracted.retractions.standing()

        done = retracted.lift_retraction(one, "The court ruled.", by=mina, at=LATER)

        assert done.note == f"retraction lifted, “{TOLD}”: The court ruled."
        entry = ModelLogEntry.objects.get(action="transcripts.lift")
        assert (entry.user, entry.data["note"]) == (mina, done.note)
