"""What the script reader promises, clause by clause."""

import pytest

from callsign.engines.transcript.model import EvidenceKind, Role
from callsign.engines.transcript.script import (
    LONGEST_SCRIPT,
    EmptyScript,
    ScriptTooLong,
    read_script,
)


def said(transcript):
    """Return who says what, as a reader would tell it."""
    names = {speaker.id: speaker.name for speaker in transcript.speakers}
    return [(names.get(turn.speaker), turn.text) for turn in transcript.turns]


def roles(transcript):
    return {speaker.name: speaker.role for speaker in transcript.speakers}


class TestReadingTheFirstEra:
    SCRIPT = """ADA OKAFOR, host:

This is LOCAL DESK. I'm Ada Okafor in Boise.

Luis Prieto reads rivers for a living.

Mr. LUIS PRIETO (Author, "Water: A History"): Thank you.

OKAFOR: The gauge  was wrong -- a week.

Mr. PRIETO: It was. (Soundbite of laughter)

(Soundbite of NASA clip)

Unidentified Man #2: One small step.

Unidentified Man#1: Go.
"""

    def test_gives_each_turn_to_its_speaker(self):
        assert said(read_script(self.SCRIPT)) == [
            (
                "Ada Okafor",
                "This is LOCAL DESK. I'm Ada Okafor in Boise.\n\n"
                "Luis Prieto reads rivers for a living.",
            ),
            ("Luis Prieto", "Thank you."),
            ("Ada Okafor", "The gauge  was wrong -- a week."),
            ("Luis Prieto", "It was."),
            (None, "One small step."),
            (None, "Go."),
        ]

    def test_keeps_labels_as_printed(self):
        speakers = read_script(self.SCRIPT).speakers

        assert speakers[0].labels == ("ADA OKAFOR, host", "OKAFOR")
        assert speakers[1].labels == (
            'Mr. LUIS PRIETO (Author, "Water: A History")',
            "Mr. PRIETO",
        )
        assert [one.role for one in speakers] == [
            Role.HOST,
            Role.GUEST,
            Role.UNIDENTIFIED,
            Role.UNIDENTIFIED,
        ]

    def test_keeps_sounds_apart_from_words(self):
        transcript = read_script(self.SCRIPT)

        assert [(one.kind, one.text) for one in transcript.events] == [
            ("soundbite", "(Soundbite of laughter)"),
            ("soundbite", "(Soundbite of NASA clip)"),
        ]


class TestRefusingAScript:
    @pytest.mark.parametrize("text", ["", "  \r\n\t", "\ufeff"])
    def test_names_an_empty_one(self, text):
        with pytest.raises(EmptyScript):
            read_script(text)

    def test_says_how_long_one_may_be(self):
        with pytest.raises(ScriptTooLong, match="at most 20 million"):
            read_script("a" * (LONGEST_SCRIPT + 1))


class TestOpeningWithoutALabel:
    def test_belongs_to_the_host_who_names_herself(self):
        transcript = read_script(
            "Good morning. I'm Ada Okafor, in for June Bell.\n\nLUIS PRIETO: Hi.\n"
        )

        assert said(transcript)[0][0] == "Ada Okafor"
        assert EvidenceKind.SELF_IDENTIFICATION in {
            one.kind for one in transcript.speakers[0].evidence
        }

    def test_belongs_to_the_host_known_later_by_surname(self):
        transcript = read_script(
            "The gauge was misread. Luis Prieto knows why.\n\n"
            "LUIS PRIETO: Hello.\n\nOKAFOR: Why?\n\nPRIETO: Mud.\n"
        )

        assert [name for name, _ in said(transcript)] == [
            "Okafor",
            "Luis Prieto",
            "Okafor",
            "Luis Prieto",
        ]
        assert roles(transcript)["Okafor"] is Role.HOST

    def test_belongs_to_the_given_host(self):
        transcript = read_script(
            "Good morning.\n\nLUIS PRIETO: Hello.\n\nOKAFOR: Why?\n",
            hosts=["Ada Okafor"],
        )

        assert [name for name, _ in said(transcript)] == [
            "Ada Okafor",
            "Luis Prieto",
            "Ada Okafor",
        ]
