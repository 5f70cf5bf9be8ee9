"""Whole scripts, as stations print and pages show them."""

import re
from pathlib import Path

import pytest

from callsign.engines.transcript.model import Role
from callsign.engines.transcript.script import read_script
from callsign.engines.transcript.writers.plain_text import to_text

SAMPLES = Path(__file__).parents[2] / "data" / "scripts"
CHANGELOG = sorted(
    (Path(__file__).parents[4] / "shared/data/transcripts/changelog").glob("*.md")
)


def sample(name):
    return read_script((SAMPLES / name).read_text(encoding="utf-8"))


def cast(transcript):
    return [(speaker.name, speaker.role) for speaker in transcript.speakers]


class TestReadingSampleScripts:
    def test_a_call_in_of_the_first_era(self):
        transcript = sample("first-era-call-in.txt")

        assert cast(transcript) == [
            ("Ada Okafor", Role.HOST),
            ("Luis Prieto", Role.GUEST),
            ("Tony", Role.CALLER),
            ("Mina Sato", Role.GUEST),
            ("June Bell", Role.GUEST),
            (None, Role.UNIDENTIFIED),
            (None, Role.UNIDENTIFIED),
        ]
        assert len(transcript.turns) == 16
        assert transcript.turns[6].text == "...And he never called."
        assert transcript.turns[-1].text.endswith("This is WATERWAYS.")
        assert [one.line for one in transcript.boilerplate] == [39, 41]
        assert [(one.kind, one.text) for one in transcript.notes] == [
            ("phonetic", "(ph)")
        ]

    def test_a_page_of_the_second_era(self):
        transcript = sample("second-era-page.txt")

        assert cast(transcript) == [
            ("Ada Okafor", Role.HOST),  # the by-line has her first name
            ("Mina Sato", Role.BYLINE),
            ("Kelly McEvoy", Role.GUEST),
            (None, Role.UNIDENTIFIED),
            ("Luis Prieto", Role.GUEST),
        ]
        assert transcript.turns[0].text.startswith("For one week last month")
        assert transcript.turns[-1].text.endswith("I'm Mina Sato in Cutler.")
        assert [one.line for one in transcript.boilerplate if 23 < one.line < 55] == []
        assert "copyright in its data" in transcript.turns[6].text

    def test_a_station_that_shortens_names_to_initials(self):
        transcript = sample("station-initials.txt")

        assert cast(transcript) == [
            ("Bonny Bartlett", Role.HOST),
            ("Stephen Ivers", Role.GUEST),
        ]
        assert transcript.turns[-1].text == "Stephen Ivers, thank you."
        assert "It had two rules:" in transcript.turns[5].text

    def test_a_story_with_two_hosts_and_tape(self):
        transcript = sample("narrated-story.txt")

        assert cast(transcript)[:4] == [
            ("Ada Okafor", Role.HOST),
            ("Eric McEachern", Role.HOST),
            ("Stacey Vanek Porter", Role.BYLINE),
            ("Thomas Reed", Role.TAPE),
        ]
        assert "\n\nI walked across" in transcript.turns[7].text


@pytest.mark.skipif(not CHANGELOG, reason="the shared transcripts are not here")
@pytest.mark.parametrize("path", CHANGELOG, ids=lambda path: path.stem)
class TestReadingPodcastTranscripts:
    def test_gives_every_bold_label_its_turn(self, path):
        text = path.read_text(encoding="utf-8")
        printed = [
            name
            for name in re.findall(r"^\*\*([^*]+?):?\*\*:?", text, re.MULTILINE)
            if name != "Break"
        ]

        transcript = read_script(text)

        names = {speaker.id: speaker.name for speaker in transcript.speakers}
        assert [names[turn.speaker] for turn in transcript.turns] == printed

    def test_comes_back_from_plain_text(self, path):
        transcript = read_script(path.read_text(encoding="utf-8"))

        again = read_script(to_text(transcript))

        assert [turn.text for turn in again.turns] == [
            turn.text for turn in transcript.turns
        ]
        assert [one.name for one in again.speakers] == [
            one.name for one in transcript.speakers
        ]
