"""Files that are whole, and no transcript: each is refused by what it is."""

import pytest

from callsign.engines.transcript.readers.no_transcript_page import (
    NoTranscriptOnThePage,
)
from callsign.engines.transcript.readers.table import read_transcript
from callsign.engines.transcript.readers.unknown_xml import UnknownXml
from callsign.engines.transcript.writers.facts import NO_FACTS, Facts
from callsign.engines.transcript.writers.pbcore import write_pbcore
from tests.engines.transcript.talks import talk

SAID = talk(("s1", "Good morning."), ("s2", "Hello."))
SPOKEN = "<p>The river rose on Main Street, and it never fell again.</p>"
LINKS = "".join(f'<li><a href="/{n}">Episode {n}: The river</a></li>' for n in range(9))


def refusal(error, text):
    with pytest.raises(error) as raised:
        read_transcript(text.encode())
    return str(raised.value)


class TestUnknownXml:
    @pytest.mark.parametrize(
        ("text", "named"),
        [
            (
                '<?xml version="1.0"?><inventory><p>Two chairs.</p></inventory>',
                "inventory",
            ),
            (
                '<!-- made at noon -->\n<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
                "TEI",
            ),
            ("<minutes><item>Ada: Yes.</item></minutes>\n", "minutes"),
            ('<?xml version="1.0"?>\n<rss version="2.0"></rss>', "a feed"),
            ("<?xml version='1.0'?><nprml><list/></nprml>", "an NPR story"),
            (
                '<svg xmlns="http://www.w3.org/2000/svg"><text>Yes</text></svg>',
                "picture",
            ),
        ],
    )
    def test_is_refused_by_its_first_element(self, text, named):
        assert named in refusal(UnknownXml, text)

    def test_that_breaks_off_is_refused_as_well(self):
        assert "inventory" in refusal(UnknownXml, '<?xml version="1.0"?><inventory><p>')

    @pytest.mark.parametrize(
        "text",
        [
            "<b>ADA OKAFOR:</b> Good morning. <b>LUIS PRIETO:</b> <b>Yes.</b>",
            "<Ada> Good morning.\n\n<Luis> Hello.",
            '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html xmlns="x"><body>'
            "<p>ADA OKAFOR: Good morning.</p></body></html>",
            "<div><p>ADA OKAFOR: Good morning.</p></div>",
        ],
    )
    def test_is_no_page_and_no_script_with_tags(self, text):
        assert (
            "Good morning." in read_transcript(text.encode()).transcript.turns[0].text
        )


class TestAPbcoreRecord:
    def test_names_the_transcript_it_points_to(self):
        facts = Facts("The river", address="https://kdemo.example/river/")

        said = refusal(UnknownXml, write_pbcore(SAID, facts).decode())

        assert "a PBCore record" in said
        assert "https://kdemo.example/river/transcript.json" in said
        assert "https://kdemo.example/river/transcript.vtt" in said

    def test_says_what_to_do_where_it_names_none(self):
        text = "<pbcoreCollection><pbcoreDescriptionDocument/></pbcoreCollection>"

        assert "Upload the transcript itself" in refusal(UnknownXml, text)

    def test_is_not_searched_where_it_is_not_safe(self):
        text = (
            '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
            "<pbcoreDescriptionDocument>&b;</pbcoreDescriptionDocument>"
        )

        assert "Upload the transcript itself" in refusal(UnknownXml, text)

    def test_of_a_story_without_address_names_its_file(self):
        said = refusal(UnknownXml, write_pbcore(SAID, NO_FACTS).decode())

        assert "transcript.json" in said


class TestAPageWithoutATranscript:
    @pytest.mark.parametrize(
        ("page", "named"),
        [
            ("<h1>Sign in</h1><form><input name=p type='password'></form>", "password"),
            ("<title>404 Not Found</title><h1>Not Found</h1><p>Sorry.</p>", "404 Not"),
            ("<title>Just a moment...</title><p>Checking your browser.</p>", "Just a"),
            (f"<ul>{LINKS}</ul><p>All episodes.</p>", "a list of 9 links"),
        ],
    )
    def test_is_refused_by_what_it_is(self, page, named):
        text = f"<!doctype html><html><body>{page}{SPOKEN}</body></html>"

        assert named in refusal(NoTranscriptOnThePage, text)

    @pytest.mark.parametrize(
        "page",
        [
            # Somebody is named: a transcript, whatever stands around it.
            f"<ul>{LINKS}</ul><p>ADA OKAFOR, HOST: Good morning.</p>{SPOKEN}",
            f"<title>Page not found</title><p>ADA OKAFOR, HOST: Yes.</p>{SPOKEN}",
            # A talk of one voice about an error.
            f"<title>Error 404, a short history</title>{SPOKEN * 20}",
            f"<title>The river rose</title>{SPOKEN}",
        ],
    )
    def test_is_told_from_one_with_a_transcript(self, page):
        text = f"<!doctype html><html><body>{page}</body></html>"

        assert (
            "never fell again."
            in read_transcript(text.encode()).transcript.turns[-1].text
        )
