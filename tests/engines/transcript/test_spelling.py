from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.transcript.readers.table import read_transcript
from callsign.engines.transcript.spelling import Spelling

ROOT = Path(__file__).parents[3]
SHOWS = ROOT.parent / "shared" / "data" / "transcripts" / "changelog"
DESK = Spelling(
    [
        "Ada Okafor",
        "Luis Prieto",
        "Mina Sato",
        "June Bell",
        "Osage River",
        "Springfield",
    ]
)


def told(text, desk=DESK):
    return [(one.text, one.suggestion) for one in desk.misspelled(text.split())]


class TestAMisspelledName:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Luis Preeto", "Luis Prieto"),
            ("Louis Prieto", "Luis Prieto"),
            ("Osaje River", "Osage River"),
            ("Osage Rover", "Osage River"),
            ("Okafur", "Okafor"),
            ("Okafur's", "Okafor"),
            ("Spingfield", "Springfield"),
        ],
    )
    def test_is_told_with_the_name_it_should_be(self, text, name):
        assert told(f"and then {text} rose again") == [(text, name)]

    def test_is_told_where_it_stands(self):
        (one,) = DESK.misspelled("Good morning, Ada Okafur. The river rose.".split())

        assert (one.first, one.stop) == (2, 4)


class TestNoName:
    @pytest.mark.parametrize(
        "text",
        [
            "Ada Okafor and Luis Prieto are here.",
            "the Okafors’ house, and Okafor’s",
            "Adam Prior drove to the rivers.",  # shares letters with three names
            "June. Belle came too.",  # two sentences
            "They bell the cat, Bella said.",
            "and Luis Sato is somebody else",  # both words are names of ours
            "an okafur is no name",
            "",
        ],
    )
    def test_is_left_alone(self, text):
        assert told(text) == []

    @given(st.lists(st.text(min_size=1).filter(str.split), max_size=6))
    def test_of_any_letters_breaks_anything(self, names):
        words = " ".join(names).split()

        for one in Spelling(names).misspelled(words):
            assert one.text == " ".join(words[one.first : one.stop])


@pytest.mark.skipif(not SHOWS.is_dir(), reason="the shared transcripts are not here")
class TestFourteenShows:
    def test_hold_no_false_alarm_in_two_hundred_thousand_words(self):
        shows = [
            read_transcript(path.read_bytes()).transcript
            for path in sorted(SHOWS.glob("*.md"))
        ]
        names = {
            voice.name
            for show in shows
            for voice in show.speakers
            if voice.name and " " in voice.name
        }
        desk = Spelling([*sorted(names), "Osage River", "Ansel County", "Martinez"])

        found = [
            (one.text, one.suggestion)
            for show in shows
            for one in desk.misspelled([word.text for word in show.words])
        ]

        assert sum(len(show.words) for show in shows) > 200_000
        assert found == [("Adams Stacoviak", "Adam Stacoviak")]
