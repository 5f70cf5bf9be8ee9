"""A script that comes after a machine's draft: links, statements and voices move over."""

import json
from datetime import timedelta

import pytest

from callsign.newsroom.transcripts.models import Transcript
from tests.cast import FRIDAY_NOON, GUEST
from tests.newsroom.transcripts.conftest import SCRIPT

LATER = FRIDAY_NOON + timedelta(hours=30)
HEARD = (
    "good morning rain has come to the valet at last louis pre a toe is with us "
    "good morning ada the gouge rose two feet over night and the bridge "
    "uh the bridge is open"
)


@pytest.fixture
def draft(ada):
    """What a machine heard, a word every half second."""
    words = [
        {"word": f" {word}", "start": at / 2, "end": at / 2 + 0.4, "probability": 0.8}
        for at, word in enumerate(HEARD.split())
    ]
    heard = {
        "text": HEARD,
        "language": "en",
        "segments": [
            {
                "id": 0,
                "start": 0.0,
                "end": words[-1]["end"],
                "text": HEARD,
                "words": words,
            }
        ],
    }
    return Transcript.objects.take_script(
        json.dumps(heard).encode(), "Rain at last", [], by=ada, at=FRIDAY_NOON
    )


def replaced(transcript, by):
    return transcript.replace_script(SCRIPT, based_on=transcript.head, by=by, at=LATER)


def word_of(transcript, text):
    return next(
        word for word in transcript.head.as_document().words if word.text == text
    )


class TestAScriptAfterADraft:
    def test_leads_a_link_to_a_misheard_word_to_the_true_one(self, draft, mina):
        valley, gauge = word_of(draft, "valet"), word_of(draft, "gouge")

        replaced(draft, mina)

        assert word_of(draft, "valley").id == valley.id
        assert word_of(draft, "gauge").start_ms == gauge.start_ms

    def test_leads_a_link_to_what_was_never_said_beside_it(self, draft, mina):
        hesitation = word_of(draft, "uh")

        replaced(draft, mina)

        place = draft.gone_words[hesitation.id]
        assert place in {word.id for word in draft.head.as_document().words}
        assert f"{hesitation.id[1:]}" in draft.html

    def test_makes_it_a_human_transcript(self, draft, mina):
        assert draft.origin == "machine"

        replaced(draft, mina)

        assert draft.origin == "human"
        assert [one.name for one in draft.speakers.all()] == ["Ada Okafor", GUEST]

    def test_keeps_what_readers_were_told(self, draft, mina):
        gauge = word_of(draft, "gouge").id
        draft.correct_words(gauge, gauge, "It is a gauge.", by=mina, at=FRIDAY_NOON)

        replaced(draft, mina)

        (note,) = draft.head.as_document().notes
        assert (note.text, note.made_on) == ("It is a gauge.", "2026-11-20")
        assert note.first_word == gauge

    def test_that_is_restored_tells_readers_what_they_were_told_since(
        self, draft, mina
    ):
        before = replaced(draft, mina)
        word = word_of(draft, "bridge?").id
        draft.correct_words(word, word, "The old bridge.", by=mina, at=LATER)

        draft.restore(before, by=mina, at=LATER)

        assert [one.text for one in draft.head.as_document().notes] == [
            "The old bridge."
        ]
