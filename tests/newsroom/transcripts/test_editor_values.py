from dataclasses import replace

import pytest

from callsign.engines.transcript.model import Tier
from callsign.engines.transcript.timing import without_times
from callsign.newsroom.transcripts.editor_values import changes, turns_of
from callsign.newsroom.transcripts.proofs import Proofs
from tests.engines.transcript.talks import talk

MORNING = talk(
    ("s1", "Good morning."), ("s2", "“The Osaje River’s up.” — Ada Okafur😀")
)
NAMES = ("Osage River", "Ada Okafor")


def heard(document, **what):
    """The document as it is when somebody has listened to every word."""
    return replace(
        document,
        turns=tuple(
            replace(
                turn,
                words=tuple(replace(word, start_ms=100, **what) for word in turn.words),
            )
            for turn in document.turns
        ),
    )


def grades(document):
    turns = turns_of(document, Proofs(document, ()))
    return [[word[3] for word in turn["pieces"][0]["words"]] for turn in turns]


class TestATurnAtTheEditor:
    @pytest.mark.parametrize(
        ("score", "grade"), [(0.3, 3), (0.5, 2), (0.8, 1), (0.9, 0), (None, 0)]
    )
    def test_says_how_much_each_word_is_to_be_doubted(self, score, grade):
        document = heard(MORNING, score=score, tier=Tier.HEARD)

        # A dash is printed, not said.
        assert grades(document) == [[grade] * 2, [grade] * 4 + [0] + [grade] * 2]

    def test_says_which_names_the_newsroom_writes_otherwise(self):
        first, second = turns_of(MORNING, Proofs(MORNING, NAMES))

        assert "names" not in first
        # Words, letters to leave before and behind; a browser counts an emoji as two.
        assert second["names"] == [
            (1, 3, 0, 2, "Osage River"),
            (5, 7, 0, 2, "Ada Okafor"),
        ]


class TestAChangedVersion:
    def test_is_told_turn_by_turn(self):
        (first, second) = heard(MORNING).turns
        late = replace(
            second, words=tuple(replace(one, start_ms=200) for one in second.words)
        )
        base, head = heard(MORNING), replace(MORNING, turns=(first, late))

        assert [one["at"] for one in changes(base, head, Proofs(head, ()))] == [1]

    def test_is_told_whole_once_somebody_has_listened(self):
        """What was no doubt before the tape was heard is one now."""
        unheard = without_times(MORNING)
        first, _ = unheard.turns
        head = replace(unheard, turns=(first, heard(MORNING).turns[1]))

        told = changes(unheard, head, Proofs(head, ()))

        assert [one["at"] for one in told] == [0, 1]
        (piece,) = told[0]["turns"][0]["pieces"]
        assert [word[3] for word in piece["words"]] == [2, 2]
