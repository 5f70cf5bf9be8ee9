"""AssemblyAI: utterances where they say all, or else the text and its words."""

from tests.engines.transcript.readers.machine_samples import TEXT, TURNS, assemblyai
from tests.engines.transcript.readers.shared_samples import read_json


class TestUtterances:
    def test_that_say_less_than_the_text_are_not_trusted(self):
        values = assemblyai()
        del values["utterances"][0]

        said = read_json("assemblyai", values)

        assert [turn.text for turn in said.turns] == TURNS  # by the voices of words
        assert [one.name for one in said.speakers] == [None, None]

    def test_without_words_share_their_times(self):
        values = assemblyai()
        for one in values["utterances"]:
            del one["words"]

        said = read_json("assemblyai", values)

        assert [(one.start_ms, one.end_ms) for one in said.turns] == [
            (500, 1_600),
            (2_000, 3_000),
        ]

    def test_may_be_null(self):
        values = assemblyai() | {"utterances": None}
        for one in values["words"]:
            one["speaker"] = None

        said = read_json("assemblyai", values)

        assert [turn.text for turn in said.turns] == [TEXT]
        assert said.speakers == ()


class TestAJobThatFailed:
    def test_says_that_nobody_speaks(self):
        values = {"status": "error", "audio_url": "x", "text": None, "words": None}

        said = read_json("assemblyai", values)

        assert said.turns == ()
        assert [one.message for one in said.problems] == ["nobody speaks in this file"]
