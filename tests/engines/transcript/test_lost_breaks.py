"""Scripts that lost their line breaks, whole or here and there."""

import pytest

from callsign.engines.transcript.script import read_script


def said(script):
    transcript = read_script(script)
    names = {speaker.id: speaker.name for speaker in transcript.speakers}
    return [(names[turn.speaker], turn.text) for turn in transcript.turns]


class TestReadingLabelsInsideALine:
    def test_parts_a_page_that_came_as_one_line(self):
        script = (
            "The river rose - KDEMO November 3, 2026 Listen 4:32 Transcript ADA OKAFOR,"
            " HOST: Mina Sato reports. MINA SATO, BYLINE: The gauge is old. (SOUNDBITE OF"
            " WATER) JUNE BELL: I know. SATO: She does. BELL: I do... SATO: For KDEMO,"
            " I'm Mina Sato. Copyright 2026 KDEMO."
        )

        assert said(script) == [
            ("Ada Okafor", "Mina Sato reports."),
            ("Mina Sato", "The gauge is old."),
            ("June Bell", "I know."),
            ("Mina Sato", "She does."),
            ("June Bell", "I do..."),
            ("Mina Sato", "For KDEMO, I'm Mina Sato."),
        ]
        assert [one.line for one in read_script(script).boilerplate] == [1, 1]

    def test_parts_a_call_in_of_the_first_era(self):
        script = (
            "ADA OKAFOR, host: Luis Prieto joins us. Mr. LUIS PRIETO (Author, “Mud: A"
            " History”): Hi. OKAFOR: Yes? Unidentified Man #1: Hey. Mr. PRIETO: What?"
            " TONY (Caller): Hello?"
        )

        assert [name for name, _ in said(script)] == [
            "Ada Okafor",
            "Luis Prieto",
            "Ada Okafor",
            None,
            "Luis Prieto",
            "Tony",
        ]

    def test_parts_names_in_mixed_case(self):
        script = (
            "Ada Okafor: Good morning. Luis Prieto: Hi. Ada Okafor: Is it high?"
            " Luis Prieto: It is."
        )

        assert [text for _, text in said(script)] == [
            "Good morning.",
            "Hi.",
            "Is it high?",
            "It is.",
        ]

    def test_reports_where_one_break_was_lost(self):
        script = "ADA OKAFOR, HOST: One.\n\nLUIS PRIETO: Two. OKAFOR: Three.\n"

        assert said(script)[1:] == [("Luis Prieto", "Two."), ("Ada Okafor", "Three.")]
        assert [(one.line, one.message) for one in read_script(script).problems] == [
            (3, "“OKAFOR:” stands inside the line; read as the start of a turn")
        ]

    @pytest.mark.parametrize(
        "speech",
        [
            "He had one rule. RULE ONE: empty it.",
            "The paper said it all. RIVER RISES: nobody hurt.",
            "I asked Okafor: why?",
            "THERE IS A RULE. RUN OKAFOR: RUN.",  # all in capitals
            "He said. Rule one: empty it. He said. Rule one: fill it.",
        ],
    )
    def test_leaves_speech_whole(self, speech):
        assert said(f"ADA OKAFOR, HOST: One.\n\nLUIS PRIETO: {speech}\n") == [
            ("Ada Okafor", "One."),
            ("Luis Prieto", speech),
        ]
