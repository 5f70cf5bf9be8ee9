from hypothesis import given

from callsign.engines.transcript.comparison import compared
from tests.engines.transcript.talks import TALKS, talk

SCRIPT = talk(
    (
        "s1",
        "Good morning. I'm Ada Okafor. Luis Prieto has watched the river for years.",
    ),
    ("s2", "It never rose as fast as on Tuesday, and nobody had been told of it."),
)


class TestTapeAndScript:
    def test_of_one_broadcast_differ_by_what_was_misheard(self):
        tape = talk(
            *(
                (one.speaker, one.text.replace("Okafor", "Okafur"))
                for one in SCRIPT.turns
            )
        )

        found = compared(tape, SCRIPT)

        assert (found.misheard, found.only_on_tape, found.only_in_script) == (1, (), ())
        assert not found.is_other_feed

    def test_of_another_feed_differ_by_a_passage(self):
        promo = "Coming up at noon on KDEMO: jazz from the river with Luis Prieto."
        tape = talk(
            ("s1", SCRIPT.turns[0].text + " " + promo), ("s2", SCRIPT.turns[1].text)
        )

        found = compared(tape, SCRIPT)

        assert found.is_other_feed
        (passage,) = found.only_on_tape
        assert passage.text == promo
        assert passage.start_ms == tape.words[13].start_ms

    def test_of_two_broadcasts_have_nothing_in_common(self):
        other = talk(
            ("s1", "Jazz tonight begins with a tune nobody has played before.")
        )

        assert compared(other, SCRIPT).is_other_broadcast

    @given(TALKS)
    def test_that_are_the_same_do_not_differ(self, talked):
        found = compared(talked, talked)

        assert (found.misheard, found.shared) == (0, 1.0)
        assert not found.is_other_feed
