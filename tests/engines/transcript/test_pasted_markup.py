"""Scripts that come out of a web editor: tags, entities, invisible characters."""

import pytest

from callsign.engines.transcript.entities import without_entities
from callsign.engines.transcript.script import read_script


def texts(script):
    return [turn.text for turn in read_script(script).turns]


class TestReadingEntities:
    def test_reads_them_as_the_letters_they_stand_for(self):
        transcript = read_script(
            "OKAFOR: Yes.\n\nPRIETO: It&#8217;s R&amp;B,&nbsp;she said &mdash; &quot;no&quot;.\n"
        )

        assert transcript.turns[1].text == 'It’s R&B,\u00a0she said — "no".'
        assert transcript.problems[0].line == 3
        assert "HTML entities" in transcript.problems[0].message
        assert not transcript.problems[0].is_loss

    @pytest.mark.parametrize(
        "text",
        [
            "AT&T; Q&A; R&B",  # no entity has such a name
            "&lt;b>bold&lt;/b>",  # it would become a tag
            "&amp;lt; &#38;amp;",  # it would become another entity
            "&#10; &#0; &#xD800; &#9999999;",  # nothing that could be shown
            "&amp and &copy without their end",
        ],
    )
    def test_leaves_what_has_no_letter(self, text):
        assert without_entities(text) == (text, [])

    @pytest.mark.parametrize("text", ["3 &lt; 5 &amp;&amp; 7 &gt; 6", "&#38;#38;amp;"])
    def test_reads_nothing_new_the_second_time(self, text):
        once, _ = without_entities(text)

        assert without_entities(once) == (once, [])


class TestReadingTags:
    def test_joins_a_tag_that_runs_over_lines(self):
        script = (
            '<p>OKAFOR: The <a\n href="https://kdemo.example/"\n title="x">river</a> rose.'
            "</p>\n<!-- a note\nfor editors -->\n<p>PRIETO: Yes.</p>\n"
        )

        assert texts(script) == ["The river rose.", "Yes."]

    def test_leaves_a_sign_that_opens_no_tag(self):
        script = "<p>OKAFOR: One <a\nis less.</p>\n<p>PRIETO: 3 <\n5 > 4.</p>\n"

        assert texts(script) == ["One <a\n\nis less.", "3 <\n\n5 > 4."]

    def test_reports_them_once(self):
        problems = read_script("<p>OKAFOR: One.</p>\n\n<p>PRIETO: Two.</p>\n").problems

        assert [(one.line, one.message) for one in problems] == [
            (1, "HTML tags set apart from the text, on 2 lines from here on")
        ]


class TestReadingInvisibleCharacters:
    @pytest.mark.parametrize("blank", ["\u200b", " \ufeff ", "\u200e\u00a0"])
    def test_takes_a_line_of_them_for_a_blank_one(self, blank):
        transcript = read_script(f"OKAFOR: One.\n{blank}\nPRIETO: Two.\n{blank}\n")

        assert [turn.text for turn in transcript.turns] == ["One.", "Two."]
        assert transcript.problems == ()
