"""Who a voice is, where labels give half of it: by-lines, sign-offs, initials."""

import pytest

from callsign.engines.transcript.model import EvidenceKind, Role
from callsign.engines.transcript.script import read_script


def cast(transcript):
    return [(speaker.name, speaker.role) for speaker in transcript.speakers]


def kinds(speaker):
    return [one.kind for one in speaker.evidence]


class TestReadingAByline:
    def test_gives_first_names_to_voices_known_by_surname(self):
        transcript = read_script(
            "By Ada Okafor, Luis Prieto\nNovember 3, 2026\n\nOKAFOR: Is it old?\n\nPRIETO: Yes.\n"
        )

        assert cast(transcript) == [("Ada Okafor", None), ("Luis Prieto", None)]
        assert EvidenceKind.INTRODUCTION in kinds(transcript.speakers[0])

    @pytest.mark.parametrize(
        "byline",
        ["By Mina Sato", "KDEMO | By Mina Sato", "By\nMina Sato\n4-Minute Listen"],
    )
    def test_names_who_opens_without_a_label(self, byline):
        transcript = read_script(
            f"{byline}\n\nThe gauge is old. It was misread.\n\nJUNE BELL: I know.\n"
        )

        assert cast(transcript)[0] == ("Mina Sato", Role.HOST)
        assert transcript.problems[0].message == (
            "the opening has no label; taken for Mina Sato"
        )

    def test_does_not_name_a_reporter_who_is_introduced(self):
        transcript = read_script(
            "By Mina Sato\n\nHere's Mina Sato.\n\nMINA SATO, BYLINE: The gauge is old.\n"
        )

        assert cast(transcript) == [(None, Role.HOST), ("Mina Sato", Role.BYLINE)]

    @pytest.mark.parametrize("office", ["HOST", "Host"])
    def test_gives_the_roles_of_a_list_of_who_is_on(self, office):
        transcript = read_script(
            f"{office}: Ada Okafor\nGuest: Luis Prieto\n\nOKAFOR: Hello.\n\nPRIETO: Hi.\n"
        )

        assert cast(transcript) == [
            ("Ada Okafor", Role.HOST),
            ("Luis Prieto", Role.GUEST),
        ]
        assert [piece.line for piece in transcript.boilerplate] == [1, 2]

    @pytest.mark.parametrize(
        "script",
        [
            "Ada Okafor: Hello.\n\nHOST: Luis Prieto\n",  # not above the script
            "CALLER: Luis Prieto\n\nHOST: Hello.\n",
        ],
    )
    def test_leaves_a_name_that_is_said(self, script):
        transcript = read_script(script)

        assert "Luis Prieto" in [turn.text for turn in transcript.turns]
        assert transcript.boilerplate == ()


class TestSigningOff:
    @pytest.mark.parametrize(
        "sign_off", ["For KDEMO, I'm Luis Prieto.", "I'm Luis Prieto for NPR News."]
    )
    def test_names_a_reporter(self, sign_off):
        transcript = read_script(
            "ADA OKAFOR, HOST: Here's our reporter.\n\nPRIETO: It rose.\n\n"
            f"JUNE BELL: I saw it.\n\nPRIETO: It fell. {sign_off}\n"
        )

        assert cast(transcript)[1:] == [
            ("Luis Prieto", Role.BYLINE),
            ("June Bell", Role.GUEST),
        ]
        assert EvidenceKind.SELF_IDENTIFICATION in kinds(transcript.speakers[1])

    def test_names_the_host_of_an_opening_without_a_label(self):
        transcript = read_script(
            "It rose a foot.\n\nOKAFOR: So I went.\n\nJUNE BELL: Hm.\n\n"
            "OKAFOR: For KDEMO, I'm Ada Okafor.\n"
        )

        assert cast(transcript)[0] == ("Ada Okafor", Role.HOST)
        assert transcript.turns[0].speaker == transcript.turns[1].speaker


class TestAHostWhoseSurnameIsAFirstName:
    def test_has_the_opening_without_a_label(self):
        transcript = read_script(
            "Susan Davis is at the Capitol. Hey, Sue.\n\nSUSAN DAVIS, BYLINE: Hey.\n\n"
            "KELLY: What's first?\n\nDAVIS: A vote.\n\nKELLY: Thanks.\n"
        )

        assert cast(transcript) == [
            ("Kelly", Role.HOST),
            ("Susan Davis", Role.BYLINE),
        ]

    @pytest.mark.parametrize(
        "opening", ["We want your calls. Luis Prieto is here.", "Tony's here."]
    )
    def test_is_no_caller(self, opening):
        transcript = read_script(
            f"{opening}\n\nLUIS PRIETO: Hi.\n\nTONY: Hello.\n\nPRIETO: Hi, Tony.\n\n"
            "TONY: Bye.\n"
        )

        assert ("Tony", Role.CALLER) in cast(transcript)


class TestReadingInitialsOfNobody:
    SCRIPT = "This is KDEMO.\n\nBB: What's new?\n\nSI: A gauge.\n\nBB: And?\n"

    def test_gives_no_name(self):
        assert {name for name, _ in cast(read_script(self.SCRIPT))} == {None}

    def test_reports_each_once(self):
        problems = read_script(self.SCRIPT).problems

        assert [one.line for one in problems if "initials" in one.message] == [3, 5]

    def test_says_nothing_where_a_name_explains_them(self):
        script = "Bonny Bartlett: Hi.\n\nStephen Ivers: Hi.\n\nBB: Well?\n\nSI: Well.\n"

        assert read_script(script).problems == ()
