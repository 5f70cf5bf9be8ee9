from callsign.engines.transcript.model import Role, Speaker
from callsign.engines.transcript.script import read_script
from callsign.engines.transcript.writers.npr_text import to_npr
from tests.engines.transcript.talks import talk

SCRIPT = """\
Ada Okafor, host: Good morning. I'm Ada Okafor.

(soundbite of river)

June Bell, byline: The river rose.

And rose.

Dr. Luis Prieto Jr.: It did. (laughter)

Ada Okafor: Thank you.

Luis Prieto: You're welcome.
"""


class TestNprStyleText:
    def test_names_in_full_with_the_role_at_first_then_by_surname(self):
        rows = to_npr(read_script(SCRIPT)).split("\n\n")

        assert rows == [
            "ADA OKAFOR, HOST: Good morning. I'm Ada Okafor.",
            "(SOUNDBITE OF RIVER)",
            "JUNE BELL, BYLINE: The river rose.",
            "And rose.",
            "LUIS PRIETO JR.: It did.",
            "(LAUGHTER)",
            "OKAFOR: Thank you.",
            "PRIETO: You're welcome.\n",
        ]

    def test_keeps_two_people_of_one_surname_apart(self):
        said = talk(
            ("s1", "Good morning."), ("s2", "Yes."), ("s1", "So."), ("s2", "No.")
        )
        sisters = (
            Speaker("s1", "Ada Okafor", Role.HOST),
            Speaker("s2", "Ife Okafor", Role.GUEST),
        )
        text = to_npr(type(said)(sisters, said.turns))

        assert text.count("ADA OKAFOR") == text.count("IFE OKAFOR") == 2

    def test_numbers_those_nobody_knows(self):
        said = talk(("s1", "Good morning."), ("s2", "Yes."))
        voices = (Speaker("s1", "Ada Okafor", Role.HOST), Speaker("s2", None, None))

        assert "UNIDENTIFIED PERSON #1: Yes." in to_npr(type(said)(voices, said.turns))
