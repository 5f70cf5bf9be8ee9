"""Times that were found land on whatever the transcript says by now."""

from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.model import Tier, Transcript, Turn, Word
from callsign.engines.transcript.retiming import retimed
from callsign.newsroom.transcripts.landing import landed


def document(*words):
    return Transcript(turns=(Turn("s1", " ".join(one.text for one in words), words),))


RAIN = Word("w1", "Rain", 0, 400, Tier.HEARD)
HAS = Word("w2", "has", 400, 900, Tier.INTERPOLATED)
COME = Word("w3", "come", 1_000, 1_400, Tier.HEARD)
BEFORE = document(RAIN, HAS, COME)
HEARD = document(RAIN, Word("w2", "has", 620, 980, Tier.HEARD), COME)


class TestAFoundTime:
    def test_is_written_on_its_word(self):
        assert landed(BEFORE, BEFORE, HEARD).words == HEARD.words

    def test_leaves_a_word_that_is_gone(self):
        now = document(RAIN, COME)

        assert landed(now, BEFORE, HEARD) == now

    def test_leaves_a_word_that_is_another_one_by_now(self):
        now = document(RAIN, Word("w2", "will", 400, 900, Tier.INTERPOLATED), COME)

        assert landed(now, BEFORE, HEARD) == now

    def test_leaves_what_somebody_timed_by_hand(self):
        now = document(RAIN, Word("w2", "has", 500, 700, Tier.TYPED), COME)

        assert landed(now, BEFORE, HEARD) == now

    def test_leaves_the_other_times_of_a_restored_version(self):
        now = document(Word("w1", "Rain", 30, 390, Tier.HEARD), HAS, COME)

        assert landed(now, BEFORE, HEARD).words[0] == now.words[0]

    def test_makes_room_among_words_typed_meanwhile(self):
        now = document(
            RAIN,
            Word("w2", "has", 400, 550, Tier.INTERPOLATED),
            Word("w9", "at", 550, 650, Tier.INTERPOLATED),
            Word("w10", "last", 650, 1_000, Tier.INTERPOLATED),
            COME,
        )
        heard = document(RAIN, Word("w2", "has", 420, 760, Tier.HEARD), COME)

        words = landed(now, BEFORE, heard).words

        assert [(word.start_ms, word.end_ms) for word in words] == [
            (0, 400),
            (420, 760),
            (760, 840),
            (840, 1_000),
            (1_000, 1_400),
        ]


class TestAnyEditMeanwhile:
    @given(st.lists(st.sampled_from(range(8)), unique=True), st.sets(st.integers(0, 7)))
    def test_moves_no_word_that_hearing_did_not(self, left, found):
        words = [
            Word(f"w{n}", f"word{n}", 1_000 * n, 1_000 * n + 500, Tier.HEARD)
            for n in range(8)
        ]
        before = document(*words)
        moves = {
            n: Word(f"w{n}", f"word{n}", 1_000 * n + 100, 1_000 * n + 400, Tier.ALIGNED)
            for n in found
        }
        now = document(*(words[n] for n in sorted(left)))

        after = landed(now, before, retimed(before, moves))

        for word in after.words:
            number = int(word.id[1:])
            assert word == moves.get(number, words[number])
