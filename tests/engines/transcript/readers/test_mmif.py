"""MMIF: speech among what programs saw and heard in an archive's recording."""

from tests.engines.transcript.readers.machine_samples import TEXT, TIMES, mmif
from tests.engines.transcript.readers.shared_samples import (
    letters,
    read_json,
    read_shared,
    spoken,
    times,
)

VOCABULARY = "http://mmif.clams.ai/vocabulary"


def found(kind, **properties):
    return {"@type": f"{VOCABULARY}/{kind}/v1", "properties": properties}


def text(name, said):
    return found("TextDocument", id=name, text={"@value": said})


def with_view(values, name, *annotations):
    values["views"].append({"id": name, "metadata": {}, "annotations": annotations})
    return values


class TestTheSharedFiles:
    def test_say_what_was_heard_and_not_what_was_seen(self):
        said, values = read_shared("mmif", "mmif/raw.json")

        assert spoken(said) == letters(
            *(
                one["properties"]["text"]
                for one in values["views"][3]["annotations"]
                if "/Token/" in one["@type"]
            )
        )
        assert said.turns[0].text.startswith("Hello, this is Jim Lehrer with the ")
        assert said.words[0].start_ms == 5_500
        assert "seen in a picture, not spoken" in said.problems[0].message

    def test_of_the_prototype_have_words_and_seconds(self):
        said, values = read_shared("mmif", "mmif/video-transcript-demux-fa.short.json")

        annotations = values["views"][0]["annotations"]
        assert spoken(said) == letters(*(one["feature"]["word"] for one in annotations))
        assert times(said)[0] == ("intro", 82_000, 82_150)

    def test_without_any_text_say_where_it_is(self):
        said, _ = read_shared("mmif", "mmif/video-transcript-sentencesplit.json")

        assert said.turns == ()
        assert (
            "the text is not in this file, but in file:///" in said.problems[0].message
        )


class TestATextWithoutTokens:
    def test_has_the_times_of_its_stretch(self):
        values = with_view(
            {"documents": [], "views": []},
            "v1",
            text("td1", "Good day."),
            found("TimeFrame", id="tf1", start=0, end=800),
            found("Alignment", id="a1", source="tf1", target="td1"),
        )

        assert times(read_json("mmif", values)) == [
            ("Good", 0, 400),
            ("day.", 400, 800),
        ]

    def test_may_be_a_document_of_its_own(self):
        values = {"documents": [text("m1", "Good day.")], "views": []}

        assert times(read_json("mmif", values)) == [
            ("Good", None, None),
            ("day.", None, None),
        ]


class TestAStretch:
    def test_may_target_points_in_time(self):
        values = with_view(
            {"documents": [], "views": []},
            "v1",
            text("td1", "Good."),
            found("TimePoint", id="tp1", timePoint=100),
            found("TimePoint", id="tp2", timePoint=700),
            found("TimeFrame", id="tf1", targets=["tp1", "v1:tp2"]),
            found("Alignment", source="tf1", target="td1"),
        )

        assert times(read_json("mmif", values)) == [("Good.", 100, 700)]

    def test_in_frames_leaves_its_words_untimed(self):
        values = mmif()
        contains = values["views"][0]["metadata"]["contains"]
        contains[f"{VOCABULARY}/TimeFrame/v5"]["timeUnit"] = "frames"

        said = read_json("mmif", values)

        assert " ".join(one.text for one in said.words) == TEXT
        assert {one.start_ms for one in said.words} == {None}
        assert said.problems[0].message == (
            "views[0].annotations[3]: times in frames, left out"
        )


class TestADraftOfAnotherProgram:
    def test_is_reported_and_not_said_twice(self):
        values = with_view(
            mmif(),
            "v2",
            text("td1", "God mourning."),
            found("Alignment", source="m1", target="v2:td1"),
        )

        said = read_json("mmif", values)

        assert [(one.start_ms, one.end_ms) for one in said.words] == TIMES
        assert [one.message for one in said.problems] == [
            "views[1].annotations[0]: another text of the recording, left out"
        ]


class TestTokensOfTwoPrograms:
    def test_are_those_that_have_times(self):
        values = mmif()
        values["views"][0]["annotations"][0]["properties"]["text"] = {}
        tokens = [found("Token", document="v1:td1", text=one) for one in TEXT.split()]

        said = read_json("mmif", with_view(values, "v2", *tokens))

        assert " ".join(one.text for one in said.words) == TEXT
        assert said.words[0].start_ms == 500

    def test_of_no_text_are_reported(self):
        values = with_view(mmif(), "v2", found("Token", document="td9", text="Good"))

        said = read_json("mmif", values)

        assert [one.message for one in said.problems] == [
            "views[1].annotations[0]: a word of no text"
        ]
        assert said.problems[0].is_loss


class TestVoices:
    """Nobody's vocabulary has them; programs write them beside words and times."""

    TOKENS = (
        found("Token", id="t1", start=0, end=5, document="v1:td1"),
        found("Token", id="t2", start=6, end=10, document="v1:td1"),
        found("Token", id="t3", start=11, end=16, document="v1:td1"),
    )
    FRAMES = tuple(
        found("TimeFrame", id=f"tf{at}", start=at * 1_000, end=at * 1_000 + 900)
        for at in (1, 2, 3)
    )
    ALIGNED = tuple(
        found("Alignment", id=f"al{at}", source=f"v1:tf{at}", target=f"v1:t{at}")
        for at in (1, 2, 3)
    )

    def said(self, *annotations):
        values = {"documents": [], "views": []}
        words = (text("td1", "Good. Yes! Again"), *self.TOKENS)
        with_view(values, "v1", *words, *self.FRAMES, *self.ALIGNED, *annotations)
        return read_json("mmif", values)

    def voices(self, *annotations):
        said = self.said(*annotations)
        names = {one.id: one.name or one.labels[0] for one in said.speakers}
        return [(names.get(turn.speaker), turn.text) for turn in said.turns]

    def test_stand_on_stretches_of_the_text(self):
        on_text = {"document": "v1:td1"}

        assert self.voices(
            found("Annotation", id="s1", start=0, end=5, speaker="Ada", **on_text),
            found("Sentence", id="s2", start=6, end=16, speaker="Luis", **on_text),
        ) == [("Ada", "Good."), ("Luis", "Yes! Again")]

    def test_stand_on_stretches_of_time(self):
        assert self.voices(
            found("TimeFrame", id="tf8", start=0, end=1_950, speaker="spk_0"),
            found("TimeFrame", id="tf9", start=1_990, end=9_000, speaker="spk_1"),
        ) == [("spk_0", "Good."), ("spk_1", "Yes! Again")]

    def test_of_people_who_interrupt_end_with_their_stretch(self):
        assert self.voices(
            found("TimeFrame", id="tf8", start=0, end=9_000, speaker="Ada"),
            found("TimeFrame", id="tf9", start=1_900, end=2_950, speaker="Luis"),
        ) == [("Ada", "Good."), ("Luis", "Yes!"), ("Ada", "Again")]

    def test_that_are_damaged_cost_no_word(self):
        said = self.said(
            found("Annotation", id="s1", start="x", end=[], speaker="Ada"),
            found("TimeFrame", id="tf8", start=-1, end=None, speaker=7),
            found("TimeFrame", id="tf9", start=9_000, end=1, speaker="Luis"),
        )

        assert [turn.text for turn in said.turns] == ["Good. Yes! Again"]
        assert said.speakers == ()
