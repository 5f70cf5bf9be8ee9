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

    def test_says_how_many_words_one_may_have(self):
        """A small file of tiny words would fill a small server's memory."""
        with pytest.raises(ScriptTooLong, match="more than 2,000,000 words"):
            read_script("a b c d " * 510_000)


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


def labels_read(*labels):
    """Return the speakers of a script that says one line under each label."""
    return read_script("".join(f"{label}: Yes.\n\n" for label in labels)).speakers


class TestReadingALabel:
    @pytest.mark.parametrize(
        ("label", "name", "role"),
        [
            ("ADA OKAFOR, host", "Ada Okafor", Role.HOST),
            ("ADA OKAFOR, HOST", "Ada Okafor", Role.HOST),
            ("Ada Okafor, Host", "Ada Okafor", Role.HOST),
            ("**Ada Okafor (Host)", "Ada Okafor", Role.HOST),
            ("ASMA KHALID, BYLINE", "Asma Khalid", Role.BYLINE),
            ("Mr. LUIS PRIETO (Author)", "Luis Prieto", Role.GUEST),
            ("Mr. KYLE", "Kyle", Role.GUEST),
            ("MAYOR CHAZ ALLEN", "Chaz Allen", Role.GUEST),
            (
                "Professor SUSAN DUDLEY (Biology, McMaster University)",
                "Susan Dudley",
                Role.GUEST,
            ),
            ('Ms. JUNE BELL (Author, "Rain: A Life")', "June Bell", Role.GUEST),
            ("Unidentified Man #2", None, Role.UNIDENTIFIED),
            ("Unidentified Man#1", None, Role.UNIDENTIFIED),  # without the space
            ("UNIDENTIFIED PERSON #1", None, Role.UNIDENTIFIED),
            ("UNIDENTIFIED SINGERS", None, Role.GROUP),
            ("UNIDENTIFIED MAN AND WOMAN", None, Role.GROUP),
            ("Unidentified Children", None, Role.GROUP),
            ("CROWD", None, Role.GROUP),
            ("AI-GENERATED VOICE #1", None, Role.UNIDENTIFIED),
            ("CALLER #2", None, Role.CALLER),
            ("TONY (Caller)", "Tony", Role.CALLER),
            ("SOPHIE", "Sophie", Role.CALLER),
            ("KELLY McEVERS, HOST", "Kelly McEvers", Role.HOST),
            ("KELLY MCEVERS, HOST", "Kelly McEvers", Role.HOST),
            ("STACEY VANEK SMITH, BYLINE", "Stacey Vanek Smith", Role.BYLINE),
            ("ALEXI HOROWITZ-GHAZI, BYLINE", "Alexi Horowitz-Ghazi", Role.BYLINE),
            ("LULU GARCIA-NAVARRO, HOST", "Lulu Garcia-Navarro", Role.HOST),
            ("SOLEDAD O'BRIEN, HOST", "Soledad O'Brien", Role.HOST),
            ("JÖRG MÜLLER, BYLINE", "Jörg Müller", Role.BYLINE),
            ("URSULA VON DER LEYEN, HOST", "Ursula von der Leyen", Role.HOST),
            ("A MARTINEZ, HOST", "A Martinez", Role.HOST),
            ("*ADA OKAFOR, HOST", "Ada Okafor", Role.HOST),
            ("J.D. REED, HOST", "J.D. Reed", Role.HOST),
            ("MARTIN REED JR., HOST", "Martin Reed Jr.", Role.HOST),
        ],
    )
    def test_gives_a_name_and_a_role(self, label, name, role):
        (speaker,) = labels_read(label)

        assert (speaker.name, speaker.role) == (name, role)
        assert speaker.labels == (label.strip("*"),)

    @pytest.mark.parametrize(
        ("first", "later"),
        [
            ("BILL MOYERS", "MOYERS"),
            ("Mr. BILL MOYERS (Author)", "Mr. MOYERS"),
            ("STACEY VANEK SMITH, BYLINE", "VANEK SMITH"),
            ("ALEXI HOROWITZ-GHAZI", "HOROWITZ-GHAZI"),
            ("MAYOR CHAZ ALLEN", "MAYOR ALLEN"),
            ("Sen. JUNE BELL (Idaho)", "BELL"),
            ("ROBERT REED JR.", "REED"),
            ("A MARTINEZ, HOST", "MARTÍNEZ"),
            ("Unidentified Man #2", "Unidentified Man#2"),
            ("Bonny Bartlett", "BB"),
            ("Chris Drew", "Chris"),
            ("DAVIS", "SUSAN DAVIS"),  # the short one came first
        ],
    )
    def test_knows_a_later_label_of_the_same_voice(self, first, later):
        assert len(labels_read(first, later, first)) == 1

    @pytest.mark.parametrize(
        "labels",
        [
            ("JOHN SMITH", "MARY SMITH"),
            ("Mr. JOHN SMITH (Fisher)", "Ms. SMITH"),
            ("UNIDENTIFIED PERSON #1", "UNIDENTIFIED PERSON #2"),
            ("ADA OKAFOR, HOST", "TONY"),
        ],
    )
    def test_keeps_different_people_apart(self, labels):
        assert len(labels_read(*labels)) == 2

    def test_reports_a_surname_that_fits_two(self):
        transcript = read_script(
            "JOHN SMITH: One.\n\nMARY SMITH: Two.\n\nSMITH: Three.\n"
        )

        assert [speaker.name for speaker in transcript.speakers] == [
            "John Smith",
            "Mary Smith",
            "Smith",
        ]
        assert transcript.problems[0].line == 5
        assert "John Smith or Mary Smith" in transcript.problems[0].message

    def test_tells_namesakes_apart_by_title_and_initial(self):
        titled = labels_read(
            "MARY SMITH, host", "Mr. JOHN SMITH (Fisher)", "Mr. SMITH", "SMITH"
        )
        initialed = labels_read("JOHN SMITH", "MARY SMITH", "J. SMITH", "M. SMITH")

        assert [one.labels[1:] for one in titled] == [("SMITH",), ("Mr. SMITH",)]
        assert [one.labels[1:] for one in initialed] == [("J. SMITH",), ("M. SMITH",)]


class TestTakingSpeechForSpeech:
    @pytest.mark.parametrize(
        "line",
        [
            "He said: no.",
            "It was 10:30 when the river rose.",
            "https://kdemo.example/river has the map.",
            "Note: the gauge is old.",
            "Q: How old?",
            "A: Forty years.",
            "Remember: look at the water.",
            "There are two rules: empty it, write it down.",
            "You can donate blood at the clinic.",
            "We spoke of the Copyright Act of 1976, and of rivers.",
            "Copyright is a strange thing.",
            "Support for the levee is growing.",
            "I would like to become a member of that crew.",
            "(I think) it was Friday.",
            "[the mayor] said so.",
            "She said [he] would (and the music was loud that night) go.",
            "(Reading between the lines of it, she knew.) So did I.",
        ],
    )
    def test_whatever_stands_in_it(self, line):
        transcript = read_script(
            f"ADA OKAFOR, HOST: Hello.\n\n{line}\n\nOKAFOR: Yes.\n"
        )

        assert transcript.turns[0].text == f"Hello.\n\n{line}"
        assert transcript.boilerplate == ()
        assert len(transcript.speakers) == 1


class TestSettingBoilerplateApart:
    @pytest.mark.parametrize(
        "footer",
        [
            "Copyright © 2019 NPR. All rights reserved. Visit our website terms of use.",
            "Copyright (c) 2009 NPR. All rights reserved.",
            "Copyright 2015 NPR. To see more, visit http://www.npr.org/.",
            "©2009 National Public Radio. All rights reserved.",
            "NPR transcripts are created on a rush deadline by Verb8tm, Inc.",
            "NPR transcripts are created on a rush deadline by an NPR contractor.",
            "Accuracy and availability of NPR transcripts may vary. Transcript text may"
            " be revised to correct errors or match updates to audio.",
            "The authoritative record of NPR's programming is the audio record.",
            "Transcript provided by NPR, Copyright NPR.",
            "To see more, visit https://www.npr.org.",
            "Donate today at kdemo.example.",
            "Become a member of KDEMO.",
            "KDEMO depends on your support.",
            "Your donation makes this possible.",
            "Support the news you depend on with a gift to KDEMO.",
        ],
    )
    @pytest.mark.parametrize("joint", ["\n\n", "\n", " "])
    def test_at_the_end_of_a_script(self, footer, joint):
        transcript = read_script(
            f"ADA OKAFOR, HOST: Hello.\n\nLUIS PRIETO: That was it.{joint}{footer}\n"
        )

        assert transcript.turns[-1].text == "That was it."
        assert " ".join(one.text for one in transcript.boilerplate) == footer

    def test_goes_on_reading_after_a_footer_in_the_middle(self):
        transcript = read_script(
            "OKAFOR: One.\n\nCopyright 2026 KDEMO.\n\nBy-products.\n\nPRIETO: Two.\n"
        )

        assert [text for _, text in said(transcript)] == ["One.", "Two."]

    @pytest.mark.parametrize(
        "line",
        [
            "Listen · 4:32",
            "4-Minute Listen",
            "Toggle more options",
            "Download",
            "Embed",
            "LISTEN & FOLLOW",
            "Heard on Morning Edition",
            "By Ada Okafor",
            "November 3, 2026 5:04 AM ET",
            "Published November 3, 2026 at 5:04 PM MST",
            "KDEMO 91.3",
            "A river rose at night",
            "Facebook",
            "Ada Okafor/KDEMO",
            "<iframe src='https://kdemo.example/embed'></iframe>",
            "Transcript",
        ],
    )
    def test_above_a_script(self, line):
        transcript = read_script(
            f"KDEMO\n\n{line}\n\nThe river rose. I'm Ada Okafor.\n\nLUIS PRIETO: Yes.\n"
        )

        assert transcript.turns[0].text == "The river rose. I'm Ada Okafor."
        assert line in "\n".join(one.text for one in transcript.boilerplate)


class TestReadingOddText:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85"])
    def test_counts_lines_of_every_kind(self, end):
        transcript = read_script(
            f"JOHN SMITH: a.{end}MARY SMITH: b.{end}SMITH: c.{end}"
        )

        assert transcript.problems[0].line == 3

    def test_leaves_control_characters_out_and_says_so(self):
        transcript = read_script("OKAFOR: Good\x00 eve\x07ning.\n")

        assert transcript.turns[0].text == "Good evening."
        assert transcript.problems[0].line == 1
        assert transcript.problems[0].is_loss

    def test_keeps_marks_of_direction_and_says_so(self):
        transcript = read_script("\u200fOKAFOR: שלום \u202eabc\n")

        assert transcript.turns[0].text == "שלום \u202eabc"
        assert transcript.problems[0].line == 1

    def test_sets_html_apart(self):
        transcript = read_script(
            "<p><b>OKAFOR:</b> Hi <script>alert(1)</script>there, 3 < 5.</p>"
            "<p>PRIETO: Yes.</p>"
        )

        assert [text for _, text in said(transcript)] == ["Hi there, 3 < 5.", "Yes."]
        assert "<script>alert(1)</script>" in transcript.boilerplate[0].text

    def test_reads_a_script_without_any_label(self):
        transcript = read_script("the river rose\nnobody saw it\n")

        assert [
            word.text for word in transcript.words
        ] == "the river rose nobody saw it".split()
        assert transcript.speakers[0].role is Role.HOST


class TestReadingAsides:
    @pytest.mark.parametrize(
        ("aside", "kind"),
        [
            ("(SOUNDBITE OF RIVER)", "soundbite"),
            ("(Soundbite of NASA clip)", "soundbite"),
            ('(SOUNDBITE OF SONG, "RIVER (LIVE)")', "soundbite"),
            ("(LAUGHTER)", "laughter"),
            ("(Laughter)", "laughter"),
            ("(laughs)", "laughter"),
            ("(CHEERING)", "applause"),
            ("[music]", "music"),
            ("[theme music]", "music"),
            ("[phone rings]", "sound"),
            ("(As Joe Rogan)", "direction"),
            ("(Singing)", "direction"),
            ("(Through interpreter)", "direction"),
            ("(voice-over)", "direction"),
            ("(Speaking Spanish)", "direction"),
            ("(unintelligible)", "inaudible"),
            ("(CROSSTALK)", "inaudible"),
            ("\\[laughs\\]", "laughter"),
        ],
    )
    @pytest.mark.parametrize("place", ["{} One. Two.", "One. {} Two.", "One. Two. {}"])
    def test_keeps_a_sound_apart_wherever_it_stands(self, aside, kind, place):
        transcript = read_script(f"OKAFOR: {place.format(aside)}\n")

        assert transcript.turns[0].text == "One. Two."
        assert [(event.kind, event.text) for event in transcript.events] == [
            (kind, aside)
        ]

    @pytest.mark.parametrize(
        ("text", "speech"),
        [
            ("Zbigniew Holub (ph), who", "Zbigniew Holub, who"),
            ("Zbigniew Holub (ph) was", "Zbigniew Holub was"),
            ("He said (sic) no.", "He said no."),
            ("Ten (LAUGHTER)... nine", "Ten... nine"),
        ],
    )
    def test_closes_the_gap_it_leaves(self, text, speech):
        assert read_script(f"OKAFOR: {text}").turns[0].text == speech


class TestReadingAnUnclosedSoundbite:
    def test_takes_the_line_for_one(self):
        transcript = read_script(
            "OKAFOR: One.\n\n(SOUNDBITE OF RIVER\n\nPRIETO: Two.\n"
        )

        assert [event.text for event in transcript.events] == ["(SOUNDBITE OF RIVER"]


class TestReadingTimesBesideLabels:
    @pytest.mark.parametrize(
        "line", ["[00:01:20] Ada Okafor: Bye.", "Ada Okafor (01:20): Bye."]
    )
    def test_keeps_them_as_notes(self, line):
        transcript = read_script(f"Ada Okafor: Hello.\n\n{line}\n")

        assert said(transcript) == [("Ada Okafor", "Hello."), ("Ada Okafor", "Bye.")]
        assert transcript.speakers[0].labels == ("Ada Okafor",)
        assert [note.kind for note in transcript.notes] == ["timecode"]


class TestReadingNotes:
    @pytest.mark.parametrize(
        "line",
        [
            "POST-BROADCAST CORRECTION: The gauge is older.",
            "[POST-BROADCAST CORRECTION: The gauge is older.]",
            "Editor's note: This story was updated.",
            "Correction Nov. 3, 2026: The gauge is older.",
        ],
    )
    def test_keeps_what_the_newsroom_adds_apart_from_speech(self, line):
        transcript = read_script(f"OKAFOR: One.\n\n{line}\n\nPRIETO: Two.\n")

        assert [text for _, text in said(transcript)] == ["One.", "Two."]
        assert [(note.text, note.after_word) for note in transcript.notes] == [
            (line, "w1")
        ]


class TestReportingOddities:
    @pytest.mark.parametrize(
        ("script", "line", "message"),
        [
            ("OKAFOR:\n\nPRIETO: Yes.\n", 1, "nothing is said under “OKAFOR:”"),
            (
                "OKAFOR: One.\n\nPRIETO: Two.\n\nLook: three.\n",
                5,
                "“Look:” was read as speech, not a label",
            ),
            ("Hello.\n\nLUIS PRIETO: Hi.\n", 1, "the opening has no label"),
            ("OKAFOR: <b>Hi</b>\n", 1, "HTML tags set apart"),
        ],
    )
    def test_names_the_line(self, script, line, message):
        problem = read_script(script).problems[0]

        assert problem.line == line
        assert message in problem.message
        assert not problem.is_loss


class TestTellingAHeadlineFromSpeech:
    def test_sets_one_apart_that_stands_above_a_script_without_labels(self):
        transcript = read_script("A river rose at night\n\nGood morning. It rained.\n")

        assert [text for _, text in said(transcript)] == ["Good morning. It rained."]

    def test_keeps_a_host_who_names_herself_without_a_full_stop(self):
        transcript = read_script("Hi I'm Ada Okafor\n\nLUIS PRIETO: Hello.\n")

        assert said(transcript)[0] == ("Ada Okafor", "Hi I'm Ada Okafor")


class TestReadingLabelsTypedInHaste:
    @pytest.mark.parametrize(
        "lines",
        [
            ["Ada okafor: One.", "Luis Prieto: Two.", "Ada Okafor: Three."],
            ["- Ada Okafor: One.", "• Luis Prieto: Two.", "– Ada Okafor: Three."],
            ["ADA OKAFOR:\u200b One.", "LUIS PRIETO: Two.", "OKAFOR: Three."],
            [">> ADA OKAFOR: One.", ">>LUIS PRIETO: Two.", ">> OKAFOR: Three."],
        ],
    )
    def test_finds_the_voices(self, lines):
        assert said(read_script("\n\n".join(lines))) == [
            ("Ada Okafor", "One."),
            ("Luis Prieto", "Two."),
            ("Ada Okafor", "Three."),
        ]


class TestReadingALineOfMusic:
    @pytest.mark.parametrize("line", ["[music]", "[MUSIC FADES]", "♪ ♪", "♫"])
    def test_takes_it_for_a_sound(self, line):
        transcript = read_script(f"OKAFOR: One.\n\n{line}\n\nPRIETO: Two.\n")

        assert [text for _, text in said(transcript)] == ["One.", "Two."]
        assert [(one.kind, one.text) for one in transcript.events] == [("music", line)]
        assert transcript.boilerplate == ()
