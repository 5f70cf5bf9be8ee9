"""Kaldi: in the BBC's shape with its voices, from Vosk, and from a server."""

import json

import pytest

from callsign.engines.transcript.readers.table import read_transcript
from tests.engines.transcript.readers.machine_samples import (
    TEXT,
    TURNS,
    kaldi,
    kaldi_server,
    vosk,
)
from tests.engines.transcript.readers.shared_samples import (
    letters,
    read_json,
    read_shared,
    spoken,
    times,
)


class TestTheSharedFiles:
    @pytest.mark.parametrize(
        "name",
        ["kaldiTedTalkTranscript", "bbcKaldiTranscriptWithSpeakerSegments"],
    )
    def test_are_read_letter_by_letter(self, name):
        said, values = read_shared("kaldi", f"stt-formats/{name}.sample.json")

        assert spoken(said) == letters(values["retval"]["punct"])
        assert all(one.start_ms is not None for one in said.words)
        assert said.problems == ()

    def test_name_the_voices_of_their_segments(self):
        said, _ = read_shared(
            "kaldi", "stt-formats/bbcKaldiTranscriptWithSpeakerSegments.sample.json"
        )

        assert [one.labels for one in said.speakers] == [("S12",), ("S10",)]
        assert [one.name for one in said.speakers] == [None, None]


class TestTheBbcsShape:
    def test_needs_no_envelope(self):
        assert [
            turn.text for turn in read_json("kaldi", kaldi()["retval"]).turns
        ] == TURNS

    def test_may_have_words_without_marks(self):
        words = [{"word": "good", "start": 0, "end": 1, "confidence": 0.5}]

        said = read_json("kaldi", {"words": words})

        assert times(said) == [("good", 0, 1_000)]
        assert said.words[0].score == 0.5

    def test_is_read_though_its_text_is_another(self):
        values = kaldi()
        values["retval"]["punct"] = " ".join(["river"] * 20)

        said = read_json("kaldi", values)

        assert len(said.words) == 20
        assert (said.words[0].start_ms, said.words[-1].end_ms) == (500, 3_000)
        assert [one.message for one in said.problems] == [
            "punct: a passage unlike its words, timed as one"
        ]


class TestVosk:
    def test_may_write_one_result(self):
        said = read_json("kaldi", vosk()[0])

        assert [turn.text for turn in said.turns] == TURNS[:1]
        assert said.words[0].score == 0.99

    def test_may_write_its_results_one_after_the_other(self):
        rows = "\n".join(json.dumps(one, indent=2) for one in vosk())

        reading = read_transcript(rows.encode())

        assert reading.format.name == "kaldi"
        assert [turn.text for turn in reading.transcript.turns] == [TEXT]
        assert reading.transcript.problems == ()

    def test_may_have_heard_nothing_in_between(self):
        first, second = vosk()

        said = read_json("kaldi", [first, {"text": ""}, second])

        assert " ".join(one.text for one in said.words) == TEXT


class TestAServer:
    def test_counts_from_the_start_of_its_segment(self):
        values = kaldi_server() | {"segment-start": 10.5}

        assert read_json("kaldi", values).words[0].start_ms == 10_500

    def test_may_give_no_alignment(self):
        values = {"status": 0, "hypotheses": [{"utterance": "Good."}]}

        assert times(read_json("kaldi", values)) == [("Good.", None, None)]
