"""Amazon Transcribe: items and marks, and who spoke in four different places."""

from tests.engines.transcript.readers.machine_samples import TURNS, aws
from tests.engines.transcript.readers.shared_samples import (
    letters,
    read_json,
    read_shared,
    spoken,
    times,
)


def without_voices():
    values = aws()
    for item in values["results"]["items"]:
        item.pop("speaker_label", None)
    return values


def texts(transcript):
    return [turn.text for turn in transcript.turns]


class TestTheSharedFile:
    def test_is_read_letter_by_letter(self):
        said, values = read_shared("aws", "stt-formats/amazonTranscribe.sample.json")

        assert spoken(said) == letters(
            values["results"]["transcripts"][0]["transcript"]
        )
        assert all(one.start_ms is not None for one in said.words)
        assert said.problems == ()


class TestAMark:
    def test_joins_the_word_before_it(self):
        said = read_json("aws", aws())

        assert times(said)[1] == ("morning,", 700, 1_200)
        assert said.words[1].score == 0.9

    def test_before_any_word_is_kept(self):
        values = aws()
        values["results"]["items"].insert(
            0, {"type": "punctuation", "alternatives": [{"content": "¡"}]}
        )
        values["results"]["transcripts"][0]["transcript"] = f"¡{' '.join(TURNS)}"

        assert read_json("aws", values).words[0].text == "¡Good"


class TestAVoice:
    def test_may_stand_beside_the_items_with_their_times(self):
        values = without_voices()
        values["results"]["speaker_labels"] = {
            "speakers": 2,
            "segments": [
                {
                    "items": [
                        {"start_time": one["start_time"], "speaker_label": label}
                        for one in values["results"]["items"]
                        if "start_time" in one
                        for label in [
                            "spk_0" if float(one["start_time"]) < 2 else "spk_1"
                        ]
                    ]
                }
            ],
        }

        assert texts(read_json("aws", values)) == TURNS

    def test_may_be_known_by_segment_only(self):
        values = without_voices()
        values["results"]["speaker_labels"] = {
            "segments": [
                {"start_time": "0.5", "speaker_label": "spk_0"},
                {"start_time": "1.9", "speaker_label": "spk_1"},
            ]
        }

        said = read_json("aws", values)

        assert texts(said) == TURNS
        assert [one.labels for one in said.speakers] == [("spk_0",), ("spk_1",)]
        assert [one.name for one in said.speakers] == [None, None]


class TestChannels:
    def test_are_told_in_the_order_they_spoke(self):
        values = without_voices()
        items = values["results"]["items"]
        values["results"]["channel_labels"] = {
            "channels": [
                {"channel_label": "ch_0", "items": items[5:]},
                {"channel_label": "ch_1", "items": items[:5]},
            ]
        }

        said = read_json("aws", values)

        assert texts(said) == TURNS
        assert [one.labels[0] for one in said.speakers] == ["ch_1", "ch_0"]


class TestAFileWithoutItems:
    def test_has_its_speech_in_segments(self):
        results = {
            "transcripts": [{"transcript": " ".join(TURNS)}],
            "audio_segments": [
                {"transcript": said, "speaker_label": f"spk_{who}"}
                | {"start_time": str(who * 2), "end_time": str(who * 2 + 1)}
                for who, said in enumerate(TURNS)
            ],
        }

        said = read_json("aws", {"results": results})

        assert texts(said) == TURNS
        assert [turn.start_ms for turn in said.turns] == [0, 2_000]

    def test_has_it_in_one_text(self):
        results = {"transcripts": [{"transcript": TURNS[0]}], "items": []}

        assert texts(read_json("aws", {"results": results})) == TURNS[:1]


class TestADamagedItem:
    def test_takes_no_spoken_word_with_it(self):
        values = aws()
        values["results"]["items"][3] = None

        said = read_json("aws", values)

        assert " ".join(one.text for one in said.words) == " ".join(TURNS)
        assert [one.start_ms for one in said.words] == [
            500,
            700,
            None,
            2_000,
            2_200,
            2_700,
        ]
        assert said.problems[0].message == "results.items[3]: not a word, left out"
