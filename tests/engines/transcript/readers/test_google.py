"""Google Speech-to-Text: three ways to write a time, and speakers who come last."""

import pytest

from tests.engines.transcript.readers.machine_samples import (
    TIMES,
    TURNS,
    google,
    google_2,
)
from tests.engines.transcript.readers.shared_samples import (
    letters,
    read_json,
    read_shared,
    spoken,
    times,
)


def one_word(**word):
    guess = {"transcript": "Ada.", "words": [{"word": "Ada."} | word]}
    result = {"alternatives": [guess], "languageCode": "en-us"}
    return read_json("google", {"results": [result]})


class TestTheSharedFile:
    def test_is_read_letter_by_letter_with_its_speakers(self):
        said, values = read_shared(
            "google", "stt-formats/gcpSttSpeakerDiarization.sample.json"
        )

        assert spoken(said) == letters(
            *(one["alternatives"][0]["transcript"] for one in values["results"])
        )
        tags = [
            one["speakerTag"]
            for one in values["results"][-1]["alternatives"][0]["words"]
        ]
        assert [
            said.speaker(turn.speaker).labels[0]
            for turn in said.turns
            for _ in turn.words
        ] == [f"Speaker {tag}" for tag in tags]
        assert all(one.start_ms is not None for one in said.words)


class TestATime:
    @pytest.mark.parametrize(
        ("start", "end"),
        [
            ("1.500s", "2s"),
            ({"seconds": "1", "nanos": 500_000_000}, {"seconds": 2}),
            ({"seconds": 1, "nanos": 500_000_000}, {"seconds": "2", "nanos": 0}),
        ],
    )
    def test_is_read_however_it_is_written(self, start, end):
        assert times(one_word(startTime=start, endTime=end)) == [("Ada.", 1_500, 2_000)]
        assert times(one_word(startOffset=start, endOffset=end)) == [
            ("Ada.", 1_500, 2_000)
        ]

    def test_that_is_zero_may_be_left_out(self):
        assert times(one_word(endOffset="0.4s")) == [("Ada.", 0, 400)]
        assert times(one_word(startTime={}, endTime={"seconds": 1})) == [
            ("Ada.", 0, 1_000)
        ]

    def test_that_is_none_is_reported(self):
        said = one_word(startTime={"nanos": -5}, endTime="1s")

        assert times(said) == [("Ada.", None, None)]
        assert "impossible times" in said.problems[0].message


class TestTheLastResult:
    def test_says_nothing_twice(self):
        said = read_json("google", google())

        assert [turn.text for turn in said.turns] == TURNS

    def test_is_speech_where_it_says_its_own_words_only(self):
        values = google()
        del values["results"][2]
        for word in values["results"][1]["alternatives"][0]["words"]:
            word["speakerTag"] = 2

        said = read_json("google", values)

        assert " ".join(turn.text for turn in said.turns) == " ".join(TURNS)

    def test_may_spell_its_own_words_longer(self):
        values = google()
        values["results"].pop()
        last = values["results"][1]["alternatives"][0]
        last["words"][2] |= {"word": "Adamantine."}
        for one in values["results"]:
            for word in one["alternatives"][0]["words"]:
                word["speakerTag"] = 1

        said = read_json("google", values)

        assert [one.start_ms for one in said.words] == [at for at, _ in TIMES]


class TestAnAnswer:
    def test_may_be_wrapped_in_an_operation(self):
        said = read_json("google", {"name": "1", "done": True, "response": google()})

        assert [turn.text for turn in said.turns] == TURNS

    def test_may_be_one_of_several_files(self):
        files = {"gs://kdemo/1.wav": {"transcript": google_2()}}

        said = read_json("google", {"results": files})

        assert [(one.start_ms, one.end_ms) for one in said.words] == TIMES

    def test_of_two_channels_is_told_in_turns(self):
        results = google()["results"][:2]
        values = [one | {"channelTag": 2 - at} for at, one in enumerate(results)]

        said = read_json("google", {"results": values[::-1]})

        assert [turn.text for turn in said.turns] == TURNS
        assert [one.labels[0] for one in said.speakers] == ["Speaker 2", "Speaker 1"]
