"""IBM Watson: stamps beside a text, hesitations in it, interim results before it."""

from tests.engines.transcript.readers.machine_samples import TEXT, TURNS, ibm
from tests.engines.transcript.readers.shared_samples import (
    letters,
    read_json,
    read_shared,
    spoken,
    times,
)


def one_result(text, *stamps, **more):
    guess = {"transcript": text, "timestamps": list(stamps)}
    return {"alternatives": [guess], "final": True} | more


class TestTheSharedFile:
    def test_is_read_letter_by_letter(self):
        said, values = read_shared(
            "ibm", "stt-formats/ibmTedTalkTranscript.sample.json"
        )

        assert spoken(said) == letters(
            *(
                one["alternatives"][0]["transcript"]
                for one in values["results"][0]["results"]
            )
        )
        assert all(one.score is not None for one in said.words)
        assert all(one.start_ms is not None for one in said.words)
        assert said.problems == ()


class TestAHesitation:
    def test_is_a_sound_and_no_word(self):
        result = one_result(
            "good %HESITATION day ",
            ["good", 0, 0.3],
            ["%HESITATION", 0.4, 0.8],
            ["day", 1, 1.2],
        )

        said = read_json("ibm", {"results": [result]})

        assert times(said) == [("good", 0, 300), ("day", 1_000, 1_200)]
        [sound] = said.events
        assert (sound.after_word, sound.text, sound.start_ms) == (
            "w1",
            "(hesitation)",
            400,
        )


class TestAnInterimResult:
    def test_is_left_out_where_a_final_one_follows(self):
        values = ibm()
        values["results"].insert(0, one_result("God mourning", final=False))

        said = read_json("ibm", values)

        assert " ".join(one.text for one in said.words) == TEXT
        assert "results[0]: an interim result" in said.problems[0].message

    def test_is_read_where_nothing_follows(self):
        values = {"results": [one_result("Good", ["Good", 0, 1], final=False)]}

        assert [one.text for one in read_json("ibm", values).words] == ["Good"]


class TestATextThatIsSpelledAnew:
    def test_keeps_the_times_of_the_words_that_agree(self):
        stamps = (["for", 0, 1], ["five", 1, 2], ["dollars", 2, 3], ["now", 3, 4])

        said = read_json("ibm", {"results": [one_result("For $5 now.", *stamps)]})

        assert times(said) == [
            ("For", 0, 1_000),
            ("$5", 1_000, 3_000),
            ("now.", 3_000, 4_000),
        ]

    def test_is_not_believed_where_it_lost_most_of_the_words(self):
        stamps = (["Good", 0, 1], ["morning", 1, 2], ["Luis", 2, 3])

        said = read_json("ibm", {"results": [one_result("Good", *stamps)]})

        assert [one.text for one in said.words] == ["Good", "morning", "Luis"]
        assert "less than its words say" in said.problems[0].message


class TestAJob:
    def test_holds_answers_one_after_the_other(self):
        values = {"results": [ibm(), ibm()], "status": "completed"}

        assert [turn.text for turn in read_json("ibm", values).turns] == TURNS * 2
