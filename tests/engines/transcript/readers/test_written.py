"""Scripts with times beside their turns, as programs and people write them down."""

import json
import re
from html import unescape

import pytest

from callsign.engines.transcript.model import Tier
from callsign.engines.transcript.readers.table import read_transcript
from callsign.engines.transcript.script import EmptyScript
from tests.engines.transcript.readers.shared_samples import (
    SHARED,
    letters,
    shared,
    spoken,
    times,
    turns,
)

CHANGELOG = sorted((SHARED / "transcripts/changelog").glob("*.md"))
OTTER = "Ada Okafor  0:12\nGood morning.\n\nLuis Prieto  0:14\nThank you.\n"
REV = "Ada Okafor (00:12):\nGood morning.\n\nLuis Prieto (00:14):\nThank you.\n"
DESCRIPT = "[00:00:12] **Ada Okafor:** Good morning.\n\n[00:00:14] **Luis Prieto:** Thank you.\n"
PLAIN = "00:12 ADA OKAFOR: Good morning.\n00:14 LUIS PRIETO: Thank you.\n"
HTML = (
    "<cite>Ada Okafor:</cite>\n<time>0:12</time>\n<p>Good morning.</p>\n"
    "<cite>Luis Prieto:</cite>\n<time>0:14</time>\n<p>Thank you.</p>\n"
)


def read(text):
    return read_transcript(text.encode()).transcript


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("otter", OTTER),
        ("rev", REV),
        ("descript", DESCRIPT),
        ("script", PLAIN),
        ("podcast-html", HTML),
    ],
)
class TestATimeBesideATurn:
    def test_is_when_the_turn_begins(self, name, text):
        reading = read_transcript(text.encode())

        assert reading.format.name == name
        assert turns(reading.transcript) == [
            ("Ada Okafor", "Good morning."),
            ("Luis Prieto", "Thank you."),
        ]
        assert [one.start_ms for one in reading.transcript.turns] == [12_000, 14_000]
        assert reading.transcript.notes == ()

    def test_is_shared_by_words_up_to_the_next(self, name, text):
        said = read(text)

        assert times(said) == [
            ("Good", 12_000, 12_666),
            ("morning.", 12_666, 14_000),
            ("Thank", None, None),  # nobody says when the last turn ends
            ("you.", None, None),
        ]
        assert [word.tier for word in said.words[1:3]] == [Tier.INTERPOLATED, Tier.NONE]


class TestWordsBetweenTwoTimes:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("0:12", "9:12"),  # a word would be off by minutes
            ("0:12", "0:25"),  # a word in six seconds: music, or a cut
            ("0:12", "0:12"),
        ],
    )
    def test_have_no_times_where_that_would_be_a_guess(self, first, second):
        said = read(OTTER.replace("0:12", first).replace("0:14", second))

        assert {word.tier for word in said.words} == {Tier.NONE}
        assert [one.start_ms is None for one in said.turns] == [False, False]

    def test_have_none_behind_a_time_that_runs_backwards(self):
        said = read(OTTER.replace("0:14", "0:04"))

        assert [one.start_ms for one in said.turns] == [12_000, None]
        assert said.problems[-1].message == ("a time earlier than the one before")


class TestHeadings:
    def test_are_told_from_speech_that_ends_in_a_time(self):
        said = read(OTTER.replace("Thank you.", "it rose at 10:30"))

        assert turns(said)[1] == ("Luis Prieto", "it rose at 10:30")

    def test_leave_what_stands_above_them_apart(self):
        said = read(f"Ada Okafor  0:02\n\n{OTTER}".replace("0:02", "0:02\nHello."))

        assert turns(said)[0] == ("Ada Okafor", "Hello.")
        titled = read("Local Desk, Friday\n\n" + REV)
        assert [one.text for one in titled.boilerplate] == ["Local Desk, Friday"]
        assert turns(titled)[0] == ("Ada Okafor", "Good morning.")

    def test_may_be_in_capitals_and_grow_shorter(self):
        said = read(
            "ADA OKAFOR (00:12):\nYes.\n\nLUIS PRIETO (00:13):\nNo.\n\n"
            "OKAFOR (00:14):\nYes.\n\nSpeaker 4 (00:15):\nNo.\n"
        )

        assert [name for name, _ in turns(said)] == [
            "Ada Okafor",
            "Luis Prieto",
            "Ada Okafor",
            None,
        ]

    def test_keep_paragraphs_and_sounds(self):
        said = read(REV.replace("Good morning.", "One\nline. [laughter]\n\nTwo."))

        assert turns(said)[0] == ("Ada Okafor", "One line.\n\nTwo.")
        assert [(one.kind, one.after_word) for one in said.events] == [
            ("laughter", "w2")
        ]


class TestMarkdown:
    def test_keeps_the_times_of_sounds_and_chapters(self):
        reading = read_transcript(
            b"**Ada Okafor:** Good \\[unintelligible 00:03:18.16\\] morning. \\[04:19\\]"
            b" It rose.\n\n**Break:** \\[10:49\\]\n\n**Luis Prieto:** It did.\n"
        )
        said = reading.transcript

        assert reading.format.name == "markdown"
        assert [(one.kind, one.start_ms) for one in said.events] == [
            ("inaudible", 198_160),
            ("break", 649_000),
        ]
        assert [(one.kind, one.text) for one in said.notes] == [
            ("timecode", "\\[04:19\\]")
        ]


class TestAPageOfHtml:
    def test_is_read_without_its_title(self):
        reading = read_transcript(
            b"<html><head><title>Local Desk</title></head><body><h1>The river</h1>"
            b"<p>ADA OKAFOR, HOST: Good morning.</p><p>LUIS PRIETO: Yes.</p></body></html>"
        )

        assert reading.format.name == "html"
        assert turns(reading.transcript) == [
            ("Ada Okafor", "Good morning."),
            ("Luis Prieto", "Yes."),
        ]


class TestADocumentOfNpr:
    DOCUMENT = {
        "id": "g-s1-1-transcript",
        "profiles": [{"href": "/v1/profiles/transcript", "rels": ["type"]}],
        "text": "<p>ADA OKAFOR, HOST: Good morning.</p><p>LUIS PRIETO: Yes.</p>",
    }

    @pytest.mark.parametrize("answer", [DOCUMENT, {"resources": [DOCUMENT]}])
    def test_is_read_alone_or_in_an_answer(self, answer):
        reading = read_transcript(json.dumps(answer).encode())

        assert reading.format.name == "npr"
        assert turns(reading.transcript) == [
            ("Ada Okafor", "Good morning."),
            ("Luis Prieto", "Yes."),
        ]

    def test_without_text_is_empty(self):
        with pytest.raises(EmptyScript):
            read_transcript(json.dumps(self.DOCUMENT | {"text": ""}).encode())


@pytest.mark.skipif(not CHANGELOG, reason="the shared transcripts are not here")
@pytest.mark.parametrize("path", CHANGELOG, ids=lambda path: path.stem)
def test_a_shared_podcast_loses_no_letter(path):
    text = re.sub(r"^\*\*(?!Break)[^*]+\*\*", "", path.read_text(), flags=re.MULTILINE)

    reading = read_transcript(path.read_bytes())
    said = reading.transcript

    kept = letters(
        spoken(said),
        *(one.text for one in (*said.events, *said.notes)),
    )
    assert reading.format.name == "markdown"
    assert only_letters(kept) == only_letters(unescape(text))


def only_letters(text):
    """Count letters; sounds stand apart from speech, so their order tells nothing."""
    return sorted(letter for letter in text if letter.isalpha())


def test_the_shared_podcast_in_html_loses_no_letter():
    content = shared("transcripts/podcast-namespace/example.html")
    paragraphs = re.findall(r"<p>(.*?)</p>", content.decode(), re.DOTALL)

    said = read_transcript(content).transcript

    assert spoken(said) == letters(unescape("".join(paragraphs)))
    assert all(turn.start_ms is not None for turn in said.turns)
