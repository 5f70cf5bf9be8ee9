"""autoEdit 2: voices that speak in paragraphs of lines."""

from tests.engines.transcript.readers.machine_samples import TURNS, autoedit
from tests.engines.transcript.readers.shared_samples import (
    letters,
    read_json,
    read_shared,
    spoken,
)


class TestTheSharedFile:
    def test_is_read_letter_by_letter(self):
        said, values = read_shared(
            "autoedit", "stt-formats/autoEdit2TedTalkTranscript.sample.json"
        )

        assert spoken(said) == letters(
            *(
                word["text"]
                for voice in values["text"]
                for paragraph in voice["paragraph"]
                for word in paragraph["line"]
            )
        )
        assert all(one.start_ms is not None for one in said.words)
        assert [one.name for one in said.speakers] == [None]  # Unnamed Speaker


class TestAVoice:
    def test_that_speaks_in_paragraphs_has_them_here(self):
        values = autoedit()
        first, second = values["text"]
        first["paragraph"] += second["paragraph"]

        said = read_json("autoedit", {"text": [first]})

        assert [turn.text for turn in said.turns] == ["\n\n".join(TURNS)]

    def test_that_begins_again_has_two_turns(self):
        values = autoedit()
        for one in values["text"]:
            one["speaker"] = "Ada Okafor"

        assert [turn.text for turn in read_json("autoedit", values).turns] == TURNS

    def test_that_is_damaged_is_reported(self):
        values = autoedit()
        values["text"][1] = "Luis"

        said = read_json("autoedit", values)

        assert [one.message for one in said.problems] == [
            "text[1]: not a paragraph, left out"
        ]
        assert said.problems[0].is_loss
