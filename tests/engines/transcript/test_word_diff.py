from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.corrections import corrected
from callsign.engines.transcript.model import Event
from callsign.engines.transcript.patches import Patch
from callsign.engines.transcript.patching import patched
from callsign.engines.transcript.speakers import reassign_turn, rename_speaker
from callsign.engines.transcript.word_diff import Change, word_diff
from tests.engines.transcript.talks import TALKS, patches_of, talk, turn

MORNING = talk(
    ("s1", "Good morning. Luis is here."),
    ("s2", "The river rose in July."),
    ("s1", "Thank you."),
)


def edit(*patches):
    return patched(MORNING, patches, after_word=100)


def told(before, after):
    """Changed turns as an editor sees them: gone words in [], new ones in {}."""
    marks = {Change.SAME: "{}", Change.GONE: "[{}]", Change.NEW: "{{{}}}"}
    return [
        (
            one.speaker,
            one.was,
            " ".join(marks[run.change].format(run.text) for run in one.runs),
        )
        for one in word_diff(before, after).changed
    ]


class TestADifference:
    def test_strikes_and_adds_words_where_they_stand(self):
        after = edit(Patch(1, 1, (turn("s2", "The old river rose in June."),)))

        assert told(MORNING, after) == [
            ("Luis Prieto", None, "The {old} river rose in [July.] {June.}")
        ]

    def test_tells_whose_a_turn_was(self):
        after = reassign_turn(MORNING, 1, to="s1")

        assert told(MORNING, after) == [
            ("Ada Okafor", "Luis Prieto", "The river rose in July.")
        ]

    def test_tells_a_rename_once(self):
        after = rename_speaker(MORNING, "s1", name="Ada A. Okafor")

        found = word_diff(MORNING, after)

        assert found.renamed == (("Ada Okafor", "Ada A. Okafor"),)
        assert not found.changed

    def test_shows_a_turn_that_is_gone_where_it_stood(self):
        after = edit(Patch(1, 1, ()))

        assert told(MORNING, after) == [
            ("Luis Prieto", None, "[The river rose in July.]")
        ]

    def test_shows_a_turn_that_is_new(self):
        after = edit(Patch(2, 0, (turn("s1", "Really?"),)))

        assert told(MORNING, after) == [("Ada Okafor", None, "{Really?}")]

    def test_shows_the_beginning_of_a_turn_in_one_piece(self):
        after = edit(Patch(1, 1, (turn("s1", "Well then."), turn("s2", "In July."))))

        assert told(MORNING, after) == [
            ("Ada Okafor", None, "{Well then.}"),
            ("Luis Prieto", None, "[The river rose in] {In} July."),
        ]

    def test_shows_sounds_as_words(self):
        after = replace(MORNING, events=(Event("w7", "laughter", "(LAUGHTER)"),))

        assert told(MORNING, after) == [
            ("Luis Prieto", None, "The river {(LAUGHTER)} rose in July.")
        ]

    def test_tells_what_readers_are_told(self):
        after = corrected(MORNING, "w9", "w10", "In June.", made_on="2026-11-27")

        found = word_diff(MORNING, after)

        assert found.notes_new == ("Correction: In June.",)
        assert not found.is_same


class TestATextThatRepeatsItself:
    def test_is_told_by_its_one_change(self):
        chorus = "the river rose and the river fell " * 300
        before = talk(("s1", chorus))
        after = talk(("s1", chorus.replace("fell", "froze", 1)))

        (changed,) = word_diff(before, after).changed

        runs = [one.text for one in changed.runs if one.change is not Change.SAME]
        assert runs == ["fell", "froze"]


class TestAnyDifference:
    @given(st.data())
    def test_holds_both_versions_whole(self, data):
        before = data.draw(TALKS)
        after = patched(before, data.draw(patches_of(before)), after_word=100)

        turns = word_diff(before, after).turns

        for version, other in ((before, Change.NEW), (after, Change.GONE)):
            said = [
                word
                for one in turns
                for run in one.runs
                if run.change is not other
                for word in run.text.split()
            ]
            assert sorted(said) == sorted(word.text for word in version.words)
            if version is after:
                assert said == [word.text for word in version.words]

    @given(TALKS)
    def test_of_a_version_and_itself_is_none(self, version):
        assert word_diff(version, version).is_same
