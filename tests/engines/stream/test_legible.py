"""Legible texts can be written in every format, and lose nothing that is seen."""

import json
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from callsign.engines.stream.legible import legible, one_line
from callsign.engines.stream.plan import Title
from callsign.engines.stream.playlist import date_range

# Halves of pairs too, and often what is wrong.
ANY_TEXT = st.text(
    st.characters() | st.sampled_from("\0\a\x1b\x7f\x85\u2028\u202e\u2067\ud800\ufffe"),
    max_size=200,
)


class TestALegibleText:
    @given(ANY_TEXT)
    def test_stands_in_xml_json_and_utf_8(self, text):
        element = ET.Element("title")
        element.text = plain = legible(text)

        assert ET.fromstring(ET.tostring(element, encoding="utf-8")).text == (
            plain or None
        )
        assert json.loads(json.dumps(plain)) == plain
        assert plain.encode().decode() == plain

    @given(ANY_TEXT)
    def test_stays_as_it_is(self, text):
        assert legible(legible(text)) == legible(text)

    @given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"])))
    def test_loses_nothing_that_is_seen(self, text):
        assert legible(text) == text

    def test_keeps_what_joins_letters_and_pictures(self):
        family = "می‌خواهم 👩‍👩‍👧"

        assert legible(family) == family

    def test_turns_no_direction_of_writing(self):
        assert legible("News \u202eksed\u202c \u2067desk\u2069") == "News ksed desk"


class TestOneLine:
    @given(ANY_TEXT)
    def test_is_one_and_printable(self, text):
        assert one_line(text).isprintable()
        assert one_line(text) == one_line(text).strip()

    @given(ANY_TEXT)
    def test_stands_between_the_quotes_of_a_playlist(self, text):
        line = date_range(Title("broadcast-7", 0, 1, text))

        assert len(line.splitlines()) == 1
        assert line.rpartition('X-TITLE="')[2].count('"') == 1
