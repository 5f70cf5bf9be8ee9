"""Podcasting 2.0 HTML: what its three elements say, and pages that have more in them."""

import pytest

from callsign.engines.transcript.readers.table import read_transcript
from tests.engines.transcript.readers.shared_samples import said_of, turns

ADA = "<cite>Ada Okafor:</cite>\n<time>0:12</time>\n<p>Q&amp;A, then\n5 &lt; 6.</p>\n"
LUIS = "<cite>Luis Prieto:</cite>\n<time>0:14</time>\n<p>Thank you.</p>\n"


def read(text):
    reading = read_transcript(text.encode())
    assert reading.format.name == "podcast-html"
    return reading.transcript


class TestAPage:
    def test_says_what_its_elements_say(self):
        said = read(ADA + LUIS)

        assert turns(said) == [
            ("Ada Okafor", "Q&A, then 5 < 6."),
            ("Luis Prieto", "Thank you."),
        ]
        assert [turn.start_ms for turn in said.turns] == [12_000, 14_000]
        assert said.problems == ()

    def test_may_have_paragraphs_and_times_without_a_voice(self):
        said = read(f"{ADA}<p>More.</p>\n<time>0:20</time><p>Later.</p>")

        assert turns(said) == [
            ("Ada Okafor", "Q&A, then 5 < 6.\n\nMore."),
            ("Ada Okafor", "Later."),
        ]
        assert said.turns[1].start_ms == 20_000

    def test_tells_of_a_time_that_is_too_early(self):
        said = read(LUIS + ADA)

        assert [turn.start_ms for turn in said.turns] == [14_000, None]
        assert said_of(said) == [(5, "no time, or one too early: 0:12")]

    @pytest.mark.parametrize(
        "more", ["<p>Not <i>much</i> more.</p>", "Not much more.", "<p>Not much more."]
    )
    def test_with_anything_else_in_it_loses_no_word(self, more):
        said = read(ADA + LUIS + more)

        assert " ".join(turn.text for turn in said.turns).endswith("Not much more.")
