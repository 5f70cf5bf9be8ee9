"""A machine's voices get the names that are told of them, and no others."""

from callsign.engines.transcript.model import EvidenceKind, Role
from callsign.engines.transcript.naming import named
from callsign.engines.transcript.readers.building import Building


def talk(*turns):
    building = Building()
    for voice, text in turns:
        building.new_turn()
        building.say(text, speaker=building.speaker(f"Speaker {voice}"))
    return building.transcript()


def names(transcript):
    return [one.name for one in transcript.speakers]


class TestAVoice:
    def test_is_who_it_says(self):
        one = named(
            talk((1, "Good morning. I'm Ada Okafor."), (2, "Yes.")),
            hosts=["Ada Okafor"],
        ).speakers[0]

        assert (one.name, one.role) == ("Ada Okafor", Role.HOST)
        assert one.evidence[0].kind is EvidenceKind.SELF_IDENTIFICATION

    def test_may_be_a_host_by_the_first_name(self):
        found = named(talk((1, "Hi, I'm Ada.")), hosts=["Ada Okafor", "June Bell"])

        assert names(found) == ["Ada Okafor"]

    def test_is_who_was_introduced_right_before(self):
        found = named(
            talk((1, "With us is Luis Prieto."), (2, "Thanks for having me."))
        )

        assert names(found) == [None, "Luis Prieto"]

    def test_stays_nobody_where_two_were_named(self):
        found = named(talk((1, "June Bell met Luis Prieto."), (2, "I did.")))

        assert names(found) == [None, None]

    def test_stays_nobody_where_two_claim_one_name(self):
        found = named(talk((1, "I'm Ada Okafor."), (2, "No, I'm Ada Okafor.")))

        assert names(found) == [None, None]

    def test_stays_nobody_in_what_has_no_capitals(self):
        assert names(named(talk((1, "good morning i'm ada okafor")))) == [None]


class TestAVoiceThatIsKnown:
    """Print, introduction and what somebody says of themselves, against each other."""

    ADA = ("Ada Okafor", "voice-print, score 0.80")

    def test_has_the_name_of_its_print(self):
        found = named(
            talk((1, "Good morning."), (2, "Yes.")),
            hosts=["Ada Okafor"],
            known={"s1": self.ADA},
        )

        assert names(found) == ["Ada Okafor", None]
        one = found.speakers[0]
        assert one.role == Role.HOST
        assert [(why.kind, why.text) for why in one.evidence] == [
            (EvidenceKind.VOICE, "voice-print, score 0.80")
        ]

    def test_is_who_it_says_in_spite_of_a_print(self):
        found = named(talk((1, "I'm Luis Prieto.")), known={"s1": self.ADA})

        assert names(found) == ["Luis Prieto"]
        assert [one.kind for one in found.speakers[0].evidence] == [
            EvidenceKind.SELF_IDENTIFICATION
        ]

    def test_has_both_reasons_where_they_agree(self):
        found = named(talk((1, "I'm Ada Okafor.")), known={"s1": self.ADA})

        assert [one.kind for one in found.speakers[0].evidence] == [
            EvidenceKind.SELF_IDENTIFICATION,
            EvidenceKind.VOICE,
        ]

    def test_is_nobody_where_the_introduction_says_another(self):
        found = named(
            talk((1, "With us is Luis Prieto."), (2, "Thanks.")), known={"s2": self.ADA}
        )

        assert names(found) == [None, None]

    def test_is_not_whom_another_voice_says_it_is(self):
        found = named(
            talk((1, "I'm Ada Okafor."), (2, "Good morning.")), known={"s2": self.ADA}
        )

        assert names(found) == ["Ada Okafor", None]

    def test_is_nobody_where_another_is_introduced_so(self):
        found = named(
            talk((1, "With us is Ada Okafor."), (2, "Thanks."), (3, "Yes.")),
            known={"s3": self.ADA},
        )

        assert names(found) == [None, None, None]
