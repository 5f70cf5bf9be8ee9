"""Deepgram: channels, paragraphs, utterances."""

from tests.engines.transcript.readers.machine_samples import TEXT, TURNS, deepgram
from tests.engines.transcript.readers.shared_samples import read_json


def guess(values):
    return values["results"]["channels"][0]["alternatives"][0]


def without_voices():
    values = deepgram()
    for word in guess(values)["words"]:
        del word["speaker"]
    return values


class TestParagraphs:
    def test_are_paragraphs_here(self):
        said = read_json("deepgram", without_voices())

        assert said.turns[0].text == "\n\n".join(TURNS)

    def test_that_count_other_words_are_not_trusted(self):
        values = without_voices()
        guess(values)["paragraphs"]["paragraphs"][0]["num_words"] = 4

        said = read_json("deepgram", values)

        assert " ".join(said.turns[0].text.split()) == TEXT
        assert all(one.start_ms is not None for one in said.words)


class TestChannels:
    def test_are_told_in_the_order_they_spoke(self):
        words = guess(without_voices())["words"]
        channels = [
            {"alternatives": [{"transcript": TURNS[1], "words": words[3:]}]},
            {"alternatives": [{"transcript": TURNS[0], "words": words[:3]}]},
        ]

        said = read_json("deepgram", {"results": {"channels": channels}})

        assert [turn.text for turn in said.turns] == TURNS
        assert [one.labels[0] for one in said.speakers] == ["Channel 1", "Channel 0"]

    def test_without_words_say_their_text(self):
        channels = [{"alternatives": [{"transcript": said}]} for said in TURNS]

        said = read_json("deepgram", {"results": {"channels": channels}})

        assert [turn.text for turn in said.turns] == TURNS


class TestUtterances:
    def test_are_read_where_there_are_no_channels(self):
        utterances = [
            {"transcript": said, "start": who * 2, "end": who * 2 + 1, "speaker": who}
            for who, said in enumerate(TURNS)
        ]

        said = read_json("deepgram", {"results": {"utterances": utterances}})

        assert [(turn.text, turn.start_ms) for turn in said.turns] == [
            (TURNS[0], 0),
            (TURNS[1], 2_000),
        ]
