"""The editor's page gets the times of what was typed, without being opened again."""

from dataclasses import replace

import pytest

from callsign.engines.transcript.model import Tier
from callsign.engines.transcript.retiming import retimed
from callsign.newsroom.transcripts.models import WorkingCopy
from tests.cast import FRIDAY_NOON
from tests.newsroom.stories.test_editor import (
    Editor,
    as_a_page_would,
    patch,
    said,
    story,
)
from tests.newsroom.transcripts.test_alignment_run import timed

__all__ = ["story"]

RIVER = "Good morning, Ada. The river gauge rose two feet overnight."


@pytest.fixture
def aligned(story):
    """The story, whose words were heard, each half a second after the one before."""
    document = story.transcript.head.as_document()
    story.transcript.take_times(timed(document).transcript, at=FRIDAY_NOON)
    return story


@pytest.fixture
def at_editor(aligned, ada):
    return Editor(aligned, ada)


def words_in(turns):
    return {
        word[0]: word
        for turn in turns
        for piece in turn["pieces"]
        for word in piece.get("words", ())
    }


def new_in(turns, before):
    """The words that were not there before."""
    had = words_in(before)
    return [word for key, word in words_in(turns).items() if key not in had]


def hear_around(story, number):
    """What a worker writes that listened for one word of the head."""
    transcript = story.transcript
    transcript.refresh_from_db()
    version = transcript.head
    document = version.as_document()
    word = document.words[number]
    heard = replace(word, end_ms=word.end_ms - 20, tier=Tier.HEARD)
    transcript.take_times_around(
        version, retimed(document, {number: heard}), at=FRIDAY_NOON
    )


class TestWhatWasTyped:
    def test_gets_its_times_as_news(self, at_editor, aligned):
        saved = at_editor.save(patch(1, RIVER)).json()
        turns = as_a_page_would(at_editor.opened["turns"], saved["changed"])
        [typed] = new_in(turns, at_editor.opened["turns"])

        words = list(words_in(turns))
        hear_around(aligned, words.index(typed[0]))
        news = at_editor.get("edit_news", since=saved["revision"])

        assert (news["by"], [one["at"] for one in news["changed"]]) == ([], [1])
        after = words_in(as_a_page_would(turns, news["changed"]))
        assert after[typed[0]][:3] == [*typed[:2], typed[2] - 20]
        assert list(after) == words
        assert all(
            after[one] == words_in(turns)[one] for one in words if one != typed[0]
        )

    def test_leaves_what_somebody_types_meanwhile(self, at_editor, aligned, mina):
        """Mina has the same turn in hand, on the version before its times."""
        at_editor.save(patch(1, RIVER))
        hers = Editor(aligned, mina)
        mine = patch(1, RIVER.replace("rose", "fell"))
        hers.type(mine)
        turns = hers.opened["turns"]
        [river] = new_in(turns, at_editor.opened["turns"])

        hear_around(aligned, list(words_in(turns)).index(river[0]))
        answer = hers.save(mine).json()

        assert answer["conflicts"] == []
        after = as_a_page_would(hers.opened["turns"], answer["changed"])
        assert said(after)[1] == RIVER.replace("rose", "fell")
        assert words_in(after)[river[0]][:3] == [*river[:2], river[2] - 20]
        assert not WorkingCopy.objects.exists()
