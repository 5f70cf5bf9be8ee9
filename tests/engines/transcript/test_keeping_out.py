from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from callsign.engines.transcript.anchors import anchor_at
from callsign.engines.transcript.corrections import notes_kept, retracted
from callsign.engines.transcript.identity import keep_ids
from callsign.engines.transcript.keeping_out import TakenBack, kept_out
from callsign.engines.transcript.model import Note, Transcript
from callsign.engines.transcript.patches import Patch
from callsign.engines.transcript.patching import patched
from tests.engines.transcript.talks import TALKS, patches_of, talk, turn

MORNING = talk(
    ("s1", "Good morning. Luis is here."),
    ("s2", "The river rose and the mayor stole the money of the town in July."),
    ("s1", "Thank you. Back to the weather."),
)
TOLD, TODAY = "We cannot stand by this.", "2026-11-27"
PASSAGE = "the mayor stole the money"


def taken_back(transcript: Transcript, first: str, last: str) -> TakenBack:
    return TakenBack(anchor_at(transcript, first, last), TOLD, TODAY)


def without_it() -> Transcript:
    return retracted(MORNING, "w10", "w14", TOLD, made_on=TODAY)


IT = taken_back(MORNING, "w10", "w14")


def said(transcript: Transcript) -> str:
    return " ".join(word.text for word in transcript.words)


def other_script(before: Transcript, *turns: tuple[str, str]) -> Transcript:
    script = keep_ids(before, talk(*turns), ever_used=["w100"])
    return replace(script, notes=tuple(notes_kept(before, script)))


class TestARestoredVersion:
    def test_has_the_passage_taken_out_and_the_notice_in_its_place(self):
        done = kept_out(MORNING, without_it(), [IT])

        assert said(done.transcript) == said(without_it())
        assert done.transcript.notes == without_it().notes
        assert done.again == (IT,)

    def test_loses_words_that_an_edit_had_taken_out_of_the_passage(self):
        mended = patched(
            MORNING,
            [
                _in_the_second_turn(
                    "The river rose and the mayor stole money of the town"
                )
            ],
            after_word=30,
        )
        last = next(word.id for word in mended.words if word.text == "money")
        head = retracted(mended, "w10", last, TOLD, made_on=TODAY)

        done = kept_out(MORNING, head, [taken_back(mended, "w10", last)])

        assert "mayor stole" not in said(done.transcript)
        assert "money" not in said(done.transcript)

    def test_that_never_had_the_passage_is_as_it_is(self):
        assert kept_out(without_it(), without_it(), [IT]).again == ()
        assert kept_out(without_it(), without_it(), [IT]).transcript == without_it()


class TestAnotherScript:
    def test_that_has_the_passage_loses_it(self):
        script = other_script(
            without_it(),
            ("s1", "Good morning. Luis is here."),
            ("s2", "The river rose, and the mayor stole the money of the town."),
        )

        done = kept_out(script, without_it(), [IT])

        assert said(done.transcript).endswith("The river rose, and of the town.")
        and_ = next(word.id for word in script.words if word.text == "and")
        assert done.transcript.notes == (Note("retraction", TOLD, and_, None, TODAY),)

    def test_that_heard_it_a_little_otherwise_loses_it_too(self):
        script = other_script(
            without_it(),
            (
                "s2",
                "The river rose and a mayer stole all the money of the town in July.",
            ),
        )

        done = kept_out(script, without_it(), [IT])

        assert said(done.transcript) == "The river rose and a of the town in July."

    def test_loses_it_wherever_it_is_said_again(self):
        script = other_script(
            without_it(),
            ("s1", "Good morning. The mayor stole the money."),
            (
                "s2",
                "The river rose and of the town in July. The mayor stole the money!",
            ),
        )

        done = kept_out(script, without_it(), [IT])

        assert "stole" not in said(done.transcript)

    def test_of_something_else_keeps_the_notice_at_its_end(self):
        script = other_script(without_it(), ("s2", "The gauge was built in spring."))

        done = kept_out(script, without_it(), [IT])

        assert said(done.transcript) == "The gauge was built in spring."
        assert [note.after_word for note in done.transcript.notes] == [
            script.words[-1].id
        ]
        assert done.again == ()


class TestAnEdit:
    def test_that_types_the_passage_again_has_it_taken_out(self):
        text = "The river rose and the mayor stole the money of the town in July."
        typed = patched(without_it(), [_in_the_second_turn(text)], after_word=100)

        done = kept_out(typed, without_it(), [IT])

        assert said(done.transcript) == said(without_it())

    def test_may_say_something_else_in_its_place(self):
        text = "The river rose and nobody knows who took it of the town in July."
        typed = patched(without_it(), [_in_the_second_turn(text)], after_word=100)

        assert kept_out(typed, without_it(), [IT]).again == ()

    def test_keeps_what_was_said_twice_and_taken_back_once(self):
        twice = talk(("s1", "Stop. It rose today."), ("s2", "No. It rose today."))
        head = retracted(twice, "w2", "w4", TOLD, made_on=TODAY)

        done = kept_out(head, head, [taken_back(twice, "w2", "w4")])

        assert said(done.transcript) == "Stop. No. It rose today."


class TestWhateverComesAfterARetraction:
    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_its_words_stay_out(self, data):
        # Words nobody else says, so that whoever hears them hears what was taken back.
        passage = "Heron stole every last dollar of it."
        talked = data.draw(TALKS)
        at = data.draw(st.integers(0, len(talked.turns)))
        turns = [(one.speaker, one.text) for one in talked.turns]
        turns.insert(at, ("s1", f"We know: {passage} Yes."))
        first = talk(*turns)
        ids = {word.text: word.id for word in first.words}
        head = retracted(first, ids["Heron"], ids["it."], TOLD, made_on=TODAY)
        standing = [taken_back(first, ids["Heron"], ids["it."])]
        versions, highest = [first, head], 1_000
        for _ in range(data.draw(st.integers(1, 4))):
            came, highest = _next(data, versions, head, turns, highest), highest + 500
            head = kept_out(came, head, standing).transcript
            versions.append(head)

            assert not {"Heron", "dollar"} & {word.text for word in head.words}
            assert sum(note.text == TOLD for note in head.notes) == 1
            places = {None, *(word.id for word in head.words)}
            assert all(note.after_word in places for note in head.notes)


def _next(data, versions, head, turns, highest):
    """An edit of the head, an older version, or the script again, somehow changed."""
    kind = data.draw(st.sampled_from(["edit", "restore", "script"]))
    if kind == "edit":
        patches = data.draw(patches_of(head))
        return patched(head, patches, after_word=highest)
    if kind == "restore":
        came = data.draw(st.sampled_from(versions))
        return replace(came, notes=tuple(notes_kept(head, came)))
    kept = [one for one in turns if "Heron" in one[1] or data.draw(st.booleans())]
    script = keep_ids(head, talk(*kept), ever_used=[f"w{highest}"])
    return replace(script, notes=tuple(notes_kept(head, script)))


def _in_the_second_turn(text: str) -> Patch:
    return Patch(1, 1, (turn("s2", text),))
