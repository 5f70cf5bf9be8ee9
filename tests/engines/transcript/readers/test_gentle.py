"""Gentle: a script verbatim, with the times of what was found."""

from tests.engines.transcript.readers.machine_samples import gentle
from tests.engines.transcript.readers.shared_samples import (
    letters,
    read_json,
    spoken,
    times,
)


def word(text, at, **more):
    offsets = {"startOffset": at, "endOffset": at + len(text)}
    return {"word": text, "case": "success"} | offsets | more


def read(transcript, *words):
    return read_json("gentle", {"transcript": transcript, "words": list(words)})


class TestAWordThatWasNotFound:
    def test_is_said_without_times(self):
        said = read(
            "Good “old” day.",
            word("Good", 0, start=0, end=1),
            word("old", 6, case="not-found-in-audio"),
            word("day", 11, start=2, end=3),
        )

        assert times(said) == [
            ("Good", 0, 1_000),
            ("“old”", None, None),
            ("day.", 2_000, 3_000),
        ]
        assert said.problems == ()

    def test_in_half_of_a_token_leaves_the_other_half_its_times(self):
        said = read(
            "twenty-five",
            word("twenty", 0, start=0, end=1),
            word("five", 7, case="not-found-in-audio"),
        )

        assert times(said) == [("twenty-five", 0, 1_000)]


class TestWhatTheScriptDoesNotHave:
    def test_is_reported_and_not_said(self):
        said = read(
            "Good.",
            word("Good", 0, start=0, end=1),
            {"word": "um", "case": "not-found-in-transcript", "start": 1, "end": 2},
        )

        assert [one.text for one in said.words] == ["Good."]
        assert said.problems[0].message == "words[1]: heard 'um', not in the script"


class TestAScript:
    def test_keeps_its_paragraphs(self):
        said = read(
            "Good\nday.\n\nDay good.",
            word("Good", 0, start=0, end=1),
            word("day", 5, start=1, end=2),
            word("Day", 11, start=2, end=3),
            word("good", 15, start=3, end=4),
        )

        assert said.turns[0].text == "Good day.\n\nDay good."
        assert [one.start_ms for one in said.words] == [0, 1_000, 2_000, 3_000]

    def test_that_is_missing_is_its_words(self):
        values = gentle()
        del values["transcript"]

        said = read_json("gentle", values)

        assert spoken(said) == letters(*(one["word"] for one in values["words"]))
