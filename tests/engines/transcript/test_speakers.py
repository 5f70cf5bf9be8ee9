import pytest

from callsign.engines.transcript.model import EvidenceKind, Role
from callsign.engines.transcript.script import read_script
from callsign.engines.transcript.speakers import (
    UnknownSpeaker,
    UnknownTurn,
    merge_speakers,
    reassign_turn,
    rename_speaker,
)

TALK = read_script(
    "ADA OKAFOR, HOST: One.\n\nLUIS PRIETO: Two.\n\nLOUIS PRIETO: Three."
)


class TestChangingWhoSpeaks:
    def test_renames_a_voice_once_for_all_turns(self):
        renamed = rename_speaker(TALK, "s2", name="Luis A. Prieto", role=Role.GUEST)

        assert renamed.speakers[1].name == "Luis A. Prieto"
        assert renamed.speakers[1].evidence[-1].kind is EvidenceKind.GIVEN
        assert renamed.turns == TALK.turns

    def test_merges_two_voices_with_their_labels(self):
        merged = merge_speakers(TALK, into="s2", gone="s3")

        assert [speaker.id for speaker in merged.speakers] == ["s1", "s2"]
        assert merged.speakers[1].labels == ("LUIS PRIETO", "LOUIS PRIETO")
        assert [turn.speaker for turn in merged.turns] == ["s1", "s2", "s2"]

    def test_gives_one_turn_to_another(self):
        assert reassign_turn(TALK, 2, to="s1").turns[2].speaker == "s1"

    def test_names_what_is_not_there(self):
        with pytest.raises(UnknownSpeaker):
            rename_speaker(TALK, "s9", name="Nobody")
        with pytest.raises(UnknownTurn):
            reassign_turn(TALK, 3, to="s1")
