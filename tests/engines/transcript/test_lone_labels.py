"""Labels without a colon: names alone on their lines, and times beside labels."""

import re

import pytest

from callsign.engines.transcript.script import read_script
from tests.engines.transcript.conservation import is_conserved
from tests.engines.transcript.test_sample_scripts import CHANGELOG


def said(text):
    """Return who says what."""
    transcript = read_script(text)
    assert is_conserved(text, transcript)
    names = {one.id: one.name for one in transcript.speakers}
    return [(names.get(turn.speaker), turn.text) for turn in transcript.turns]


ADA_AND_LUIS = [
    ("Ada Okafor", "Good morning."),
    ("Luis Prieto", "Thank you."),
    ("Ada Okafor", "How high is the river?"),
    ("Luis Prieto", "Eleven feet."),
]


class TestANameAloneOnItsLine:
    @pytest.mark.parametrize(
        "form",
        [
            "{name}\n{text}",
            "{name}\n\n{text}",
            "{name}  {time}\n{text}",  # as meeting recorders write it
            "{name} ({time})\n{text}",
            "{time} {name}\n{text}",
            "[{time}] {name}\n{text}",
            "{name}\n{time}\n{text}",
        ],
    )
    @pytest.mark.parametrize("spelled", [str, str.upper])
    def test_is_a_label_where_names_alone_are_the_habit(self, form, spelled):
        text = "\n\n".join(
            form.format(name=spelled(name), text=text, time=f"00:0{at}")
            for at, (name, text) in enumerate(ADA_AND_LUIS)
        )

        assert said(text) == ADA_AND_LUIS
        assert read_script(text).problems == ()

    def test_is_a_label_where_it_stands_with_a_colon_elsewhere(self):
        text = (
            "ADA OKAFOR, HOST: Good morning.\n\nLUIS PRIETO: Thank you.\n\n"
            "OKAFOR\nHow high is the river?\n\nPRIETO: Eleven feet.\n"
        )

        assert said(text) == ADA_AND_LUIS

    def test_keeps_the_times_beside_it_as_notes(self):
        text = (
            "ADA OKAFOR  0:12\nYes.\n\nMINA SATO  0:14\nNo.\n\nADA OKAFOR  0:15\nYes."
        )

        notes = read_script(text).notes

        assert [(one.kind, one.text) for one in notes] == [
            ("timecode", "0:12"),
            ("timecode", "0:14"),
            ("timecode", "0:15"),
        ]

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            # nobody else stands alone, so it may be a heading
            ("ADA OKAFOR: Good morning.\n\nJune Bell\nThe river rose.\n", 3),
            # one voice throughout
            ("Ada Okafor\nGood morning.\n\nAda Okafor\nThe river rose.\n", 4),
            # nothing that reads like speech is below it
            ("ADA OKAFOR: Yes.\n\nLUIS PRIETO: No.\n\nPRIETO\nmud\n\nOKAFOR: Ah.", 5),
        ],
    )
    def test_is_a_problem_where_it_stays_speech(self, text, line):
        transcript = read_script(text)

        assert is_conserved(text, transcript)
        told = [one for one in transcript.problems if "stands alone" in one.message]
        assert line in [one.line for one in told]
        assert "put a colon behind it" in told[0].message

    @pytest.mark.parametrize(
        "text",
        [
            # a line that was broken to a width
            "ADA OKAFOR: I spoke with\nLUIS PRIETO\nabout mud.\n\nPRIETO: Yes.",
            # who the page is by, and about
            "ADA OKAFOR: Yes.\n\nPRIETO: No.\n\nOKAFOR\nOKAFOR is the host.",
            # the name of a chapter, in a script that marks its labels
            "**Ada Okafor:** Yes.\n\nLuis Prieto\n\nThe mud.\n\n**Luis Prieto:** No.",
        ],
    )
    def test_is_no_label_where_it_is_part_of_something_else(self, text):
        names = re.findall(r"^\*{0,2}[A-Z]\w+ ?\w*:", text, flags=re.MULTILINE)

        assert len(said(text)) == len(names)


class TestABareTime:
    @pytest.mark.parametrize("time", ["00:12", "1:00:12", "00:12 -", "00:00:12.250"])
    def test_before_a_label_is_a_note(self, time):
        text = f"{time} ADA OKAFOR: Good morning.\n\n{time} LUIS PRIETO: Thank you.\n"

        assert said(text) == ADA_AND_LUIS[:2]
        assert [one.text for one in read_script(text).notes] == [time, time]

    @pytest.mark.parametrize("time", ["00:01:12", "[00:01:12]", "(1:12)"])
    def test_on_a_line_of_its_own_is_a_note(self, time):
        text = f"ADA OKAFOR: Good morning.\n\n{time}\n\nLUIS PRIETO: Thank you.\n"

        assert said(text) == ADA_AND_LUIS[:2]
        assert [one.text for one in read_script(text).notes] == [time]

    def test_in_speech_is_spoken(self):
        text = "ADA OKAFOR: When?\n\nLUIS PRIETO: 10:30\n\nOKAFOR: 10:30 it is.\n"

        assert [one for _, one in said(text)] == ["When?", "10:30", "10:30 it is."]


# One voice alone has no turns to tell apart.
CONVERSATIONS = [path for path in CHANGELOG if "news" not in path.stem]


@pytest.mark.skipif(not CHANGELOG, reason="the shared transcripts are not here")
@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["{}\n", "{}\n\n", "{}  00:12\n", "00:12 {}: "])
class TestReadingRealConversations:
    def test_gives_the_words_to_the_same_people_in_every_form(self, path, form):
        """Bold labels are sure; the same labels in another form lead nobody astray."""
        text = path.read_text(encoding="utf-8")
        other = re.sub(
            r"^\*\*(?!Break)([^*]+?):?\*\*:? ?",
            lambda found: form.format(found[1]),
            text,
            flags=re.MULTILINE,
        )

        sure, read = spoken_by(read_script(text)), spoken_by(read_script(other))

        assert read.keys() - sure.keys() <= {None}
        for name, words in sure.items():
            assert abs(len(read[name]) - len(words)) <= 0.02 * len(words) + 20


def spoken_by(transcript):
    """Return the words of each name."""
    names = {one.id: one.name for one in transcript.speakers}
    words = {}
    for turn in transcript.turns:
        words.setdefault(names.get(turn.speaker), []).extend(turn.text.split())
    return words
