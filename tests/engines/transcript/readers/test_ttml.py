"""TTML: times in every metric, containers, agents; nothing that is not safe."""

import re

import pytest

from callsign.engines.transcript.readers.source import DamagedFile
from callsign.engines.transcript.readers.table import read_transcript
from tests.engines.transcript.readers.shared_samples import (
    letters,
    shared,
    spoken,
    times,
    turns,
)

NAMESPACES = (
    'xmlns="http://www.w3.org/ns/ttml" '
    'xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
    'xmlns:ttp="http://www.w3.org/ns/ttml#parameter"'
)
AGENTS = (
    '<head><metadata><ttm:agent xml:id="ada" type="person">'
    '<ttm:name type="alias">Ada</ttm:name><ttm:name type="full">Ada Okafor</ttm:name>'
    "</ttm:agent></metadata></head>"
)


def read(body, parameters="", head=""):
    content = f"<tt {NAMESPACES} {parameters}>{head}<body><div>{body}</div></body></tt>"
    reading = read_transcript(content.encode())
    assert reading.format.name == "ttml"
    return reading.transcript


@pytest.mark.parametrize(
    ("begin", "parameters", "start_ms"),
    [
        ("00:00:01.500", "", 1_500),
        ("01.5s", "", 1_500),
        ("1500ms", "", 1_500),
        ("0.5m", "", 30_000),
        ("0.001h", "", 3_600),
        ("00:00:01:15", "", 1_500),  # thirty frames a second, where none are named
        ("00:00:01:05", 'ttp:frameRate="25"', 1_200),
        (
            "30000f",
            'ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"',
            1_001_000,
        ),
        ("15000000t", 'ttp:tickRate="10000000"', 1_500),
    ],
)
def test_reads_a_time(begin, parameters, start_ms):
    said = read(f'<p begin="{begin}" dur="1s">Yes.</p>', parameters)

    assert times(said) == [("Yes.", start_ms, start_ms + 1_000)]


class TestATime:
    def test_counts_from_what_is_around_it(self):
        said = read(
            '<p begin="10s" end="20s"><span begin="1s" end="30s">Yes.</span></p>'
        )

        assert times(said) == [("Yes.", 11_000, 20_000)]

    def test_follows_its_elder_in_a_sequence(self):
        said = read(
            '<p begin="1s" timeContainer="seq">'
            '<span dur="1s">One</span> <span dur="2s">two</span></p>'
        )

        assert times(said) == [("One", 1_000, 2_000), ("two", 2_000, 4_000)]

    def test_ends_where_the_next_begins(self):
        said = read('<p begin="1s">One.</p><p begin="3s">Two.</p>')

        assert times(said) == [("One.", 1_000, 3_000), ("Two.", None, None)]

    def test_that_is_none_costs_no_word(self):
        said = read('<p begin="soon" end="2s">Yes.</p>')

        assert times(said) == [("Yes.", None, None)]
        assert said.problems[0].message == "a time that is none, left out"


class TestSpeech:
    def test_has_the_voice_of_its_agent(self):
        said = read(
            '<p ttm:agent="ada" begin="0s" end="1s">Good<br/>morn<span>ing</span>.</p>'
            '<p begin="1s" end="2s">Yes.</p>',
            head=AGENTS,
        )

        assert turns(said) == [("Ada Okafor", "Good morning."), (None, "Yes.")]

    def test_may_name_its_voice_itself(self):
        said = read('<p begin="0s" end="1s">ADA OKAFOR: Good morning.</p>')

        assert turns(said) == [("Ada Okafor", "Good morning.")]

    def test_is_one_word_over_two_spans(self):
        said = read(
            '<p><span begin="1s" end="2s">A</span><span begin="2s" end="3s">da</span></p>'
        )

        assert times(said) == [("Ada", 1_000, 3_000)]

    def test_is_kept_as_far_as_a_file_goes(self):
        content = f'<tt {NAMESPACES}><body><p begin="1s" end="2s">One two'

        said = read_transcript(content.encode()).transcript

        assert spoken(said) == "Onetwo"
        assert said.problems[0].is_loss

    def test_holds_signs_that_xml_does_not_allow(self):
        assert turns(read("<p>R&B&nbsp;&mdash; yes</p>")) == [(None, "R&B — yes")]


@pytest.mark.parametrize(
    "content",
    [
        f'<!DOCTYPE tt [<!ENTITY a "b">]><tt {NAMESPACES}><body><p>&a;</p></body></tt>',
        f'<!DOCTYPE tt SYSTEM "file:///etc/passwd"><tt {NAMESPACES}/>',
    ],
)
def test_refuses_a_document_type(content):
    with pytest.raises(DamagedFile, match="DOCTYPE"):
        read_transcript(content.encode())


def test_refuses_what_nests_without_end():
    with pytest.raises(DamagedFile, match="more elements than any transcript"):
        read("<div>" * 5_000)


def test_a_shared_file_loses_no_letter():
    content = shared("audio/aeneas/sonnet001.ttml")

    said = read_transcript(content).transcript

    assert spoken(said) == letters(re.sub(r"<[^>]*>", "", content.decode()))
    assert said.turns[0].start_ms == 0
    assert said.problems == ()
