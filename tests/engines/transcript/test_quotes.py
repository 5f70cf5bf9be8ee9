"""Quotes: addresses of passages that outlive every edit."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from callsign.engines.transcript.anchors import UnknownWord
from callsign.engines.transcript.corrections import retracted
from callsign.engines.transcript.identity import sounded
from callsign.engines.transcript.model import Note, Transcript
from callsign.engines.transcript.patches import Patch
from callsign.engines.transcript.patching import patched
from callsign.engines.transcript.quotes import (
    MOST_WORDS,
    NotAQuote,
    Standing,
    TooLong,
    digest_of,
    found_again,
    key_of,
    notes_on,
    passage,
    read_key,
)
from callsign.engines.transcript.replacing import replaced
from tests.engines.transcript.talks import TALKS, patches_of, talk, turn

TALK = talk(
    ("s1", "Has the river crested at Kessler Bridge?"),
    ("s2", "It crested at noon. The old bridge held, and nobody was hurt."),
    ("s1", "And the road?"),
)
QUOTED = ("w8", "w11")  # It crested at noon.


def said(transcript, found):
    return " ".join(word.text for word in transcript.words[found.first : found.stop])


def quoted(transcript, *ids, version=412):
    return key_of(transcript, *ids, version=version)


def turned(transcript, at, text):
    return patched(
        transcript,
        [Patch(at, 1, (turn(transcript.turns[at].speaker, text),))],
        after_word=900,
    )


class TestTheKeyOfAQuote:
    def test_is_written_and_read(self):
        key = quoted(TALK, *QUOTED)

        assert str(key).startswith("w8-w11-412-")
        assert read_key(str(key)) == key

    @pytest.mark.parametrize(
        "written",
        [
            *(
                "",
                "w8",
                "w8-w11",
                "w8-w11-412",
                "w8-w11-412-3f9a1c2",
                "8-11-412-3f9a1c2b",
            ),
            *("w8-w11-412-3F9A1C2B", "w8-w11-412-3f9a1c2b/..", "../../etc/passwd"),
            *("w8-w11-412-3f9a1c2b\n", "w٨-w11-412-3f9a1c2b", "w1" + "0" * 40),
        ],
    )
    def test_that_is_none_is_refused(self, written):
        with pytest.raises(NotAQuote):
            read_key(written)

    def test_needs_words_that_are_there_in_their_order(self):
        for ids in (("w8", "w999"), ("w11", "w8")):
            with pytest.raises(UnknownWord):
                quoted(TALK, *ids)

    def test_needs_ids_that_an_address_can_hold(self):
        hostile = replace(
            TALK.turns[0],
            words=(replace(TALK.words[0], id="../x"), *TALK.turns[0].words[1:]),
        )

        with pytest.raises(NotAQuote):
            quoted(Transcript(turns=(hostile,)), "../x", "w2")

    def test_has_an_end(self):
        long = talk(("s1", "on " * (MOST_WORDS + 1)))

        with pytest.raises(TooLong, match="these are 251"):
            quoted(long, "w1", f"w{MOST_WORDS + 1}")


class TestFindingAQuoteAgain:
    def test_finds_what_nobody_touched_without_the_old_version(self):
        found = found_again(quoted(TALK, *QUOTED), TALK, taken_from=None)

        assert found.standing is Standing.SAME
        assert said(TALK, found) == "It crested at noon."

    def test_takes_another_comma_for_the_same_words(self):
        now = turned(
            TALK, 1, "It crested, at noon! The old bridge held, and nobody was hurt."
        )

        found = found_again(quoted(TALK, *QUOTED), now, taken_from=TALK)

        assert found.standing is Standing.SAME
        assert said(now, found) == "It crested, at noon!"

    def test_says_that_a_word_was_corrected(self):
        now = turned(
            TALK, 1, "It peaked at noon. The old bridge held, and nobody was hurt."
        )

        found = found_again(quoted(TALK, *QUOTED), now, taken_from=TALK)

        assert found.standing is Standing.CORRECTED
        assert said(now, found) == "It peaked at noon."

    def test_finds_the_words_of_a_quote_whose_edges_were_edited_away(self):
        now = turned(
            TALK, 1, "The river crested. The old bridge held, and nobody was hurt."
        )
        key = quoted(TALK, "w9", "w19")

        found = found_again(key, now, taken_from=TALK)

        assert found.standing is Standing.CORRECTED
        assert said(now, found).endswith("The old bridge held, and nobody was hurt.")

    def test_follows_the_text_into_another_transcript(self):
        words = TALK.words
        fresh = [
            replace(
                one,
                words=tuple(
                    replace(word, id=f"w{5_000 + at}")
                    for at, word in enumerate(one.words, 100 * place)
                ),
            )
            for place, one in enumerate(TALK.turns)
        ]
        now = replace(TALK, turns=tuple(fresh))
        assert not {word.id for word in words} & {word.id for word in now.words}

        found = found_again(quoted(TALK, *QUOTED), now, taken_from=TALK)

        assert found.standing is Standing.SAME
        assert said(now, found) == "It crested at noon."

    def test_says_that_a_passage_was_retracted(self):
        gone = turned(TALK, 1, "The old bridge held, and nobody was hurt.")
        now = replace(gone, notes=(Note("retraction", "The gauge was misread.", "w7"),))

        found = found_again(quoted(TALK, *QUOTED), now, taken_from=TALK)

        assert (found.standing, found.first) == (Standing.RETRACTED, 7)

    @pytest.mark.parametrize("taken", [("w8", "w11"), ("w8", "w9"), ("w1", "w22")])
    def test_follows_what_an_editor_retracts(self, taken):
        now = retracted(TALK, *taken, "It was misread.", made_on="2026-11-20")

        found = found_again(quoted(TALK, *QUOTED), now, taken_from=TALK)

        assert found.standing is Standing.RETRACTED

    def test_does_not_take_an_older_retraction_for_its_own(self):
        before = retracted(TALK, "w6", "w7", "Not there.", made_on="2026-11-20")
        now = patched(
            before,
            [Patch(1, 1, (turn("s2", "Crested at noon. The old bridge held."),))],
            after_word=900,
        )

        found = found_again(quoted(before, *QUOTED), now, taken_from=before)

        assert found.standing is Standing.CORRECTED

    def test_does_not_take_a_retraction_elsewhere_for_its_own(self):
        gone = turned(TALK, 1, "The old bridge held, and nobody was hurt.")
        now = replace(gone, notes=(Note("retraction", "No road.", "w22"),))

        found = found_again(quoted(TALK, *QUOTED), now, taken_from=TALK)

        assert found is None or found.standing is not Standing.RETRACTED

    @pytest.mark.parametrize("taken_from", [TALK, None])
    def test_tells_nothing_of_words_that_were_never_said(self, taken_from):
        key = replace(quoted(TALK, *QUOTED), digest="0" * 8)

        assert found_again(key, TALK, taken_from=taken_from) is None

    def test_knows_nothing_of_a_forged_address(self):
        key = replace(quoted(TALK, *QUOTED), first_word="w700", last_word="w701")

        assert found_again(key, TALK, taken_from=TALK) is None

    def test_never_grows_without_end(self):
        long = talk(("s1", "on " * (2 * MOST_WORDS)))
        key = replace(quoted(long, "w1", "w9"), last_word=f"w{2 * MOST_WORDS}")

        assert found_again(key, long, taken_from=long) is None


class TestNotesOnAQuote:
    def test_are_those_about_any_of_its_words(self):
        about = Note("correction", "At one.", after_word="w11", first_word="w10")
        behind = Note("correction", "It is open.", after_word="w22")
        noted = replace(TALK, notes=(about, behind))

        assert notes_on(noted, 7, 11) == (about,)


class TestAPassage:
    def test_holds_its_words_by_voice_and_nothing_else(self):
        cut = passage(TALK, 6, 11)

        assert [(one.speaker, one.text) for one in cut.turns] == [
            ("s1", "Bridge?"),
            ("s2", "It crested at noon."),
        ]
        assert cut.words == TALK.words[6:11]


class TestWhateverIsEdited:
    @given(st.data())
    def test_finds_the_same_words_where_others_were_edited(self, data):
        before = data.draw(TALKS)
        place = data.draw(st.integers(0, len(before.turns) - 1))
        words = before.turns[place].words
        edges = sorted(data.draw(st.tuples(*[st.integers(0, len(words) - 1)] * 2)))
        key = quoted(before, words[edges[0]].id, words[edges[1]].id)
        others = [
            patch
            for patch in data.draw(patches_of(before))
            if not patch.at <= place < patch.at + patch.count
        ]

        now = patched(before, others, after_word=900)
        found = found_again(key, now, taken_from=before)

        wanted = words[edges[0] : edges[1] + 1]
        assert found.standing is Standing.SAME
        assert now.words[found.first : found.stop] == wanted

    @given(st.data())
    def test_holds_on_to_what_is_left_of_its_words(self, data):
        before = data.draw(TALKS)
        edges = sorted(
            data.draw(st.tuples(*[st.integers(0, len(before.words) - 1)] * 2))
        )
        passage = before.words[edges[0] : edges[1] + 1]
        key = quoted(before, passage[0].id, passage[-1].id)

        now = patched(before, data.draw(patches_of(before)), after_word=900)
        found = found_again(key, now, taken_from=before)

        ids = {word.id for word in passage}
        left = [at for at, word in enumerate(now.words) if word.id in ids]
        assume(len(left) == len(ids))
        assert found is not None
        # A quote into which more was put than it had is another one, or its text
        # is found elsewhere.
        if left[-1] - left[0] <= 2 * len(ids):
            assert found.first <= left[0] and left[-1] < found.stop
        is_same = digest_of(now.words[found.first : found.stop]) == key.digest
        assert (found.standing is Standing.SAME) == is_same

    @given(st.data())
    def test_finds_the_same_text_after_a_replacement(self, data):
        before = data.draw(TALKS)
        at = data.draw(st.integers(0, len(before.turns) - 1))
        words = before.turns[at].words
        key = quoted(before, words[0].id, words[-1].id)
        script = talk(*((one.speaker, one.text) for one in before.turns))

        now = replaced(before, script, after_word=900).transcript
        found = found_again(key, now, taken_from=before)

        heard = [sounded(word.text) for word in now.words[found.first : found.stop]]
        assert heard == [sounded(word.text) for word in words]

    @given(TALKS, st.integers(1, 10_000))
    def test_does_not_mind_other_times(self, before, later_ms):
        key = quoted(before, before.words[0].id, before.words[-1].id)
        now = replace(
            before,
            turns=tuple(
                replace(
                    one,
                    words=tuple(
                        replace(
                            word,
                            start_ms=word.start_ms + later_ms,
                            end_ms=word.end_ms + later_ms,
                        )
                        for word in one.words
                    ),
                )
                for one in before.turns
            ),
        )

        assert found_again(key, now, taken_from=before).standing is Standing.SAME
