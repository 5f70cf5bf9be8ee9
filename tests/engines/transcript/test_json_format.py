import json

import pytest

from callsign.engines.transcript.json_format import (
    NotTranscriptJson,
    UnknownVersion,
    from_json,
    to_json,
)
from callsign.engines.transcript.model import (
    Boilerplate,
    Event,
    Evidence,
    EvidenceKind,
    Note,
    Problem,
    Role,
    Speaker,
    Tier,
    Transcript,
    Turn,
    Word,
)

TALK = Transcript(
    speakers=(
        Speaker(
            "s1",
            "Ada Okafor",
            Role.HOST,
            ("ADA OKAFOR, HOST", "OKAFOR"),
            (Evidence(EvidenceKind.LABEL, "ADA OKAFOR, HOST", 1),),
        ),
        Speaker("s2", None, None),
    ),
    turns=(
        Turn(
            "s1",
            "Good morning.",
            (Word("w1", "Good", 0, 240, Tier.HEARD), Word("w2", "morning.")),
        ),
        Turn(
            None,
            "Hello.",
            (Word("w3", "Hello.", 900, 1_200, Tier.TYPED, score=0.5),),
            900,
            1_200,
        ),
    ),
    events=(Event("w2", "music", "[music]", 300, 900), Event(None, "soundbite", "(…)")),
    notes=(Note("correction", "It was June.", "w2", "w1", "2026-11-23"),),
    boilerplate=(Boilerplate(1, "KDEMO"),),
    problems=(Problem(3, "odd"), Problem(None, "odder")),
)


class TestWritingJson:
    def test_has_every_key_and_null_for_the_unknown(self):
        document = json.loads(to_json(TALK))

        assert document["version"] == 2
        assert document["speakers"][1] == {
            "id": "s2",
            "name": None,
            "role": None,
            "labels": [],
            "evidence": [],
        }
        assert document["turns"][0]["words"][1] == {
            "id": "w2",
            "text": "morning.",
            "start_ms": None,
            "end_ms": None,
            "tier": "none",
            "score": None,
        }
        assert document["events"][1]["after_word"] is None

    def test_comes_back_as_it_was(self):
        assert from_json(to_json(TALK)) == TALK


class TestReadingJson:
    def test_reads_version_1_which_had_no_scores(self):
        document = json.loads(to_json(TALK))
        document["version"] = 1
        for turn in document["turns"]:
            for word in turn["words"]:
                del word["score"]
        for note in document["notes"]:
            del note["first_word"], note["made_on"]

        old = from_json(json.dumps(document))

        assert [word.text for word in old.words] == [word.text for word in TALK.words]
        assert {word.score for word in old.words} == {None}
        assert old.notes[0].first_word is None

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("hello", "this is not JSON"),
            ("[]", "the transcript must be an object"),
            ("{}", "the transcript has no 'version'"),
            ('{"version": "1"}', "'version' of the transcript must be a whole number"),
            ("[" * 100_000, "this is not JSON"),  # deeper than any reader goes
        ],
    )
    def test_names_what_is_wrong(self, text, message):
        with pytest.raises(NotTranscriptJson, match=message):
            from_json(text)

    def test_names_the_part_that_is_wrong(self):
        document = json.loads(to_json(TALK))
        document["turns"][1]["words"][0]["end_ms"] = 5

        with pytest.raises(NotTranscriptJson, match=r"words\[0\]: speech cannot run"):
            from_json(json.dumps(document))

    def test_refuses_a_later_version(self):
        with pytest.raises(UnknownVersion, match="version 3"):
            from_json('{"version": 3}')
