"""What stands around a script on a web page, and is not spoken."""

import pytest

from callsign.engines.transcript.script import read_script

OPENING = "ADA OKAFOR, HOST: The river rose.\n\n"


def texts(transcript):
    return [turn.text for turn in transcript.turns]


def apart(transcript):
    return [piece.text for piece in transcript.boilerplate]


class TestALineThatComesBack:
    @pytest.mark.parametrize("line", ["x", "X", "a", "Share", "Related", "transcript"])
    @pytest.mark.parametrize("gap", ["\n", "\n\n"])
    def test_is_no_menu(self, line, gap):
        transcript = read_script(f"{line}{gap}" * 30_000)

        assert [word.text for word in transcript.words] == [line] * 30_000
        assert apart(transcript) == []

    def test_is_one_where_a_page_has_it_a_few_times(self):
        transcript = read_script(f"{OPENING}Share\n\nLUIS PRIETO: It did.\n\nShare\n")

        assert texts(transcript) == ["The river rose.", "It did."]
        assert apart(transcript) == ["Share", "Share"]


class TestSettingApartInTheMiddle:
    @pytest.mark.parametrize(
        "line",
        [
            "Sponsor Message",
            "Support for KDEMO comes from Bell Hardware, in Cutler since 1950.",
            "We use cookies to improve your experience.",
            "By continuing to use this site, you agree to our cookie policy.",
            "Get the day's top stories delivered to your inbox.",
            "The gauge in Cutler, seen on Nov. 3. (June Bell/KDEMO)",
            "June Bell | KDEMO",
            "Getty Images",
            "[DONATE NOW]",
            "[END OF TRANSCRIPT]",
        ],
    )
    def test_a_line_of_its_own(self, line):
        transcript = read_script(f"{OPENING}{line}\n\nLUIS PRIETO: It did.\n")

        assert texts(transcript) == ["The river rose.", "It did."]
        assert apart(transcript) == [line]

    def test_a_list_of_other_stories(self):
        links = ["Related Stories", "What the river took", "Five things about gauges"]

        transcript = read_script(
            OPENING + "\n".join(links) + "\n\nIt rose again.\n\nLUIS PRIETO: It did.\n"
        )

        assert texts(transcript) == ["The river rose.\n\nIt rose again.", "It did."]
        assert apart(transcript) == links

    @pytest.mark.parametrize(
        "block",
        [
            ["The gauge, seen in October.", "June Bell", "/", "KDEMO"],
            ["June Bell", "/", "KDEMO", "The gauge, seen in October."],
            ["The gauge.", "June Bell", "/", "KDEMO", "The gauge."],
        ],
    )
    def test_a_caption_with_its_credit_over_three_lines(self, block):
        transcript = read_script(
            OPENING + "\n".join(block) + "\n\nIt fell.\n\nLUIS PRIETO: Yes.\n"
        )

        assert texts(transcript) == ["The river rose.\n\nIt fell.", "Yes."]
        assert apart(transcript) == block

    @pytest.mark.parametrize(
        "line",
        [
            "Support for the levee comes from the state.",
            "We use cookies in the bakery, she said.",
            "It came to your inbox, didn't it?",
            "Related or not, they rose.",
        ],
    )
    def test_leaves_speech_that_sounds_alike(self, line):
        transcript = read_script(f"{OPENING}{line}\n\nLUIS PRIETO: It did.\n")

        assert apart(transcript) == []


class TestSettingApartAtTheEndOfAParagraph:
    def test_a_footer_without_a_space_before_it(self):
        transcript = read_script(
            f"{OPENING}OKAFOR: That's our show.NPR transcripts are created on a rush"
            " deadline.\n"
        )

        assert texts(transcript)[-1] == "That's our show."

    def test_an_appeal_and_says_so(self):
        transcript = read_script(
            f"{OPENING}OKAFOR: Thanks. Support for KDEMO comes from Bell Hardware.\n"
        )

        assert texts(transcript)[-1] == "Thanks."
        assert transcript.problems[0].line == 3
        assert "taken for an appeal" in transcript.problems[0].message

    def test_but_not_a_pledge_that_is_all_of_a_turn(self):
        transcript = read_script(f"{OPENING}OKAFOR: Become a member today. Give now.\n")

        assert texts(transcript)[-1] == "Become a member today. Give now."
        assert apart(transcript) == []
