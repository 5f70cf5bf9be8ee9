"""digital-paper-edit: words, and paragraphs that say who spoke from when to when."""

import pytest

from tests.engines.transcript.readers.machine_samples import TURNS, paper_edit
from tests.engines.transcript.readers.shared_samples import (
    letters,
    read_json,
    read_shared,
    spoken,
)


class TestTheSharedFiles:
    @pytest.mark.parametrize(
        "name",
        ["digitalPaperEdit", "NathanielGleicher-aws-dpe", "alignement-result"],
    )
    def test_are_read_letter_by_letter(self, name):
        said, values = read_shared("paper-edit", f"stt-formats/{name}.sample.json")

        assert spoken(said) == letters(*(one["text"] for one in values["words"]))
        assert all(one.start_ms is not None for one in said.words)
        assert sum(len(turn.text.split("\n\n")) for turn in said.turns) == len(
            values["paragraphs"]
        )
        assert said.problems == ()


class TestAParagraph:
    def test_of_the_same_voice_goes_on_with_its_turn(self):
        values = paper_edit()
        for one in values["paragraphs"]:
            one["speaker"] = "Ada Okafor"

        said = read_json("paper-edit", values)

        assert [turn.text for turn in said.turns] == ["\n\n".join(TURNS)]

    def test_keeps_the_words_that_stand_beside_it(self):
        values = paper_edit()
        values["paragraphs"][0] |= {"start": 0.6, "end": 1.0}
        values["paragraphs"][1] |= {"start": 2.0, "end": 2.1}

        said = read_json("paper-edit", values)

        assert [turn.text for turn in said.turns] == TURNS

    def test_keeps_a_word_without_times_where_it_stands(self):
        values = paper_edit()
        values["words"][4] |= {"start": None, "end": None}

        said = read_json("paper-edit", values)

        assert [turn.text for turn in said.turns] == TURNS
        assert said.words[4].start_ms is None

    def test_without_times_leaves_all_words_to_one_turn(self):
        values = paper_edit()
        for one in values["paragraphs"]:
            one["start"] = "noon"

        said = read_json("paper-edit", values)

        assert " ".join(one.text for one in said.words) == " ".join(TURNS)


class TestAFileThatWasCutOff:
    def test_has_its_words_though_nobody_says_whose(self):
        values = {"words": [None, *paper_edit()["words"]]}

        said = read_json("paper-edit", values)

        assert [turn.text for turn in said.turns] == [" ".join(TURNS)]
        assert said.speakers == ()
