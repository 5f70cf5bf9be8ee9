from dataclasses import replace

import pytest

from callsign.engines.transcript.model import Note
from callsign.engines.transcript.writers.remarks import remarks
from tests.engines.transcript.talks import talk

SAID = talk(("s1", "The river rose on Main Street last night."))


def told(*notes):
    return [str(one) for one in remarks(replace(SAID, notes=notes))]


class TestARemark:
    def test_says_what_it_is_about_and_when_it_was_made(self):
        note = Note("correction", "It was Elm Street.", "w6", "w5", "2026-11-23")

        assert told(note) == [
            "Correction, November 23, 2026: It was Elm Street. (On: “Main Street”)"
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "POST-BROADCAST CORRECTION: It was Elm Street.",
            "(POST-BROADCAST CORRECTION: It was Elm Street.)",
            "[Correction, Nov. 23: It was Elm Street.]",
        ],
    )
    def test_of_a_script_is_not_announced_twice(self, text):
        assert told(Note("correction", text, "w6")) == [
            "Correction: It was Elm Street."
        ]

    def test_stands_in_the_order_of_the_words(self):
        late, early = Note("correction", "Two.", "w7"), Note("retraction", "One.", "w2")

        assert told(late, early) == ["Retraction: One.", "Correction: Two."]

    def test_is_none_where_only_the_typist_speaks(self):
        assert told(Note("phonetic", "(ph)", "w2")) == []
