"""What a writer wrote is read back: the same words, voices and, where it can, times."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsign.engines.transcript.model import Event, Note, Role, Transcript
from callsign.engines.transcript.readers.table import read_transcript
from callsign.engines.transcript.writers.facts import NO_FACTS, Facts
from callsign.engines.transcript.writers.table import WRITERS, writer_named
from tests.engines.transcript.talks import talk
from tests.engines.transcript.writers.opening import readable

READ_BACK = [one.name for one in WRITERS if one.name != "pbcore"]
EXACT = ["json", "podcasting", "mmif"]
# A caption comes up to 1.5 s early or late, and shares its 7 s among its words.
WITHIN_A_CAPTION = {"vtt-words": 1_500, "vtt": 8_500, "srt": 8_500, "ttml": 8_500}

PLAIN = "the river rose 1,200 feet on Main Street and never fell again, Luis.".split()
AWKWARD = ["R&B", "<3", "AT&T;", "“yes”", "–", "5:30", "Año", "naïve", "日本", "&amp;"]


def talks(vocabulary, opening=()):
    sentences = st.lists(st.sampled_from(vocabulary), min_size=1, max_size=30).map(
        lambda words: f"Well {' '.join(words)} today."
    )
    turns = st.lists(
        st.tuples(st.sampled_from(["s1", "s2"]), sentences), min_size=2, max_size=6
    )
    return turns.map(lambda rows: talk(*in_turns([*opening, *rows])))


def in_turns(rows):
    """Two people take turns; who goes on speaking begins a paragraph."""
    merged = []
    for speaker, text in rows:
        if merged and merged[-1][0] == speaker:
            merged[-1] = (speaker, f"{merged[-1][1]}\n\n{text}")
        else:
            merged.append((speaker, text))
    return merged


def read_back(name, transcript, facts=NO_FACTS) -> Transcript:
    return read_transcript(writer_named(name).write(transcript, facts)).transcript


def texts(transcript):
    return [word.text for word in transcript.words]


def voices(transcript):
    return [
        (transcript.speaker(turn.speaker).name, word.text)
        for turn in transcript.turns
        for word in turn.words
    ]


@pytest.mark.parametrize("name", READ_BACK)
class TestWhatIsWritten:
    @given(data=st.data())
    @settings(max_examples=25, deadline=None)
    def test_is_read_with_the_same_words(self, name, data):
        talk = data.draw(talks(PLAIN))

        assert texts(read_back(name, talk)) == texts(talk)

    def test_is_read_as_what_it_is(self, name):
        written = writer_named(name).write(SAMPLE, FACTS)

        known = {"json": "callsign", "vtt-words": "webvtt", "vtt": "webvtt"}
        known |= {"html": "podcast-html", "txt": "script", "npr": "script"}
        assert read_transcript(written).format.name == known.get(name, name)

    def test_says_no_more_for_what_is_known_of_the_story(self, name):
        assert texts(read_back(name, SAMPLE, FACTS)) == texts(SAMPLE)


@pytest.mark.parametrize("name", READ_BACK)
class TestWhoSpoke:
    @given(data=st.data())
    @settings(max_examples=25, deadline=None)
    def test_is_read_back(self, name, data):
        talk = data.draw(talks(PLAIN))

        assert voices(read_back(name, talk)) == voices(talk)


@pytest.mark.parametrize(
    "name", ["json", "vtt", "vtt-words", "ttml", "podcasting", "mmif"]
)
class TestWordsThatLookLikeMarkup:
    @given(talk=talks([*PLAIN, *AWKWARD]))
    @settings(max_examples=25, deadline=None)
    def test_are_read_as_they_were_written(self, name, talk):
        assert texts(read_back(name, talk)) == texts(talk)


def called(*names):
    """SAMPLE, by people of these names."""
    speakers = zip(SAMPLE.speakers, names, strict=True)
    return replace(
        SAMPLE,
        speakers=tuple(replace(one, name=n, labels=(n,)) for one, n in speakers),
    )


def names(said):
    return [said.speaker(turn.speaker).name for turn in said.turns]


# A lone letter or a figure is what machines call a voice that nobody knows.
NAMES = st.text("ABCabcñé日.!?&/<>[]()*_'’\"-:5", min_size=2, max_size=20).map(
    "Q{}k".format
)


class TestNames:
    @pytest.mark.parametrize("name", READ_BACK)
    @pytest.mark.parametrize(
        "said", [("Ada", "Luis"), ("Ada Okafor", "Luis Prieto"), ("Ñandú", "Zoë-Ann")]
    )
    @pytest.mark.parametrize("facts", ["NO_FACTS", "FACTS"])
    def test_of_one_word_or_two_are_read_back_from_every_format(
        self, name, said, facts
    ):
        again = read_back(name, called(*said), globals()[facts])

        first, second = (one.upper() if name == "npr" else one for one in said)
        found = [one.upper() if name == "npr" else one for one in names(again)]
        assert found == [first, second, first]
        assert texts(again) == texts(SAMPLE)

    @pytest.mark.parametrize("name", ["json", "html", "docx", "ttml"])
    @pytest.mark.parametrize(
        "said",
        [
            ("Bob!", "Dr. No?"),
            ("R&B", "AC/DC"),
            ("<Ada>", "[Luis]"),
            ("ada", "luis"),
            ("Music", "5:30 Crew"),
            ("Mc*Donald*", "__main__"),
            ('Ada "Ace" Okafor', "Luis 'Lu' Prieto"),
            ("Ada --> Luis", "&amp;"),
            ("J.R.", "-Ada"),
        ],
    )
    def test_that_look_like_none_are_read_back_where_the_format_marks_them(
        self, name, said
    ):
        again = read_back(name, called(*said), FACTS)

        assert names(again) == [said[0], said[1], said[0]]
        assert texts(again) == texts(SAMPLE)

    @pytest.mark.parametrize(
        "name", ["json", "html", "docx", "vtt", "vtt-words", "podcasting", "mmif"]
    )
    @given(first=NAMES, second=NAMES)
    @settings(max_examples=40, deadline=None)
    def test_of_any_letters_are_read_back_where_the_format_marks_them(
        self, name, first, second
    ):
        if first == second:
            return
        again = read_back(name, called(first, second), FACTS)

        assert names(again) == [first, second, first]
        assert texts(again) == texts(SAMPLE)

    @pytest.mark.parametrize("name", ["html", "docx"])
    def test_keep_what_the_voice_is(self, name):
        host = called("Bob!", "Luis")
        first = replace(host.speakers[0], role=Role.HOST)
        host = replace(host, speakers=(first, host.speakers[1]))

        assert read_back(name, host).speakers[0].role is Role.HOST


class TestMarkupInSrt:
    SAID = ["<b>", "-->", "{i}", "{\\an8}", "&lt;", "R&B", "<3", "<00:01>", "a\\N"]

    def test_is_read_back_as_what_was_said(self):
        said = talk(("s1", f"Well {' '.join(self.SAID)} today."), ("s2", "Yes."))

        assert texts(read_back("srt", said)) == texts(said)

    def test_is_shown_in_a_correction_as_it_was_written(self):
        note = Note("correction", "It is <b> --> <i>.", "w8", "w7", "2026-11-23")

        written = writer_named("srt").write(replace(SAMPLE, notes=(note,)), NO_FACTS)

        assert b"&lt;b> --&gt; &lt;i>" in b" ".join(written.split())
        assert written.count(b"-->") == written.count(b"\n\n") + 1


class TestTimes:
    @pytest.mark.parametrize("name", EXACT)
    @given(talk=talks(PLAIN))
    @settings(max_examples=20, deadline=None)
    def test_are_exact_where_each_word_has_its_own(self, name, talk):
        again = read_back(name, talk)

        assert [(one.start_ms, one.end_ms) for one in again.words] == [
            (one.start_ms, one.end_ms) for one in talk.words
        ]

    @pytest.mark.parametrize(("name", "most_ms"), WITHIN_A_CAPTION.items())
    @given(data=st.data())
    @settings(max_examples=20, deadline=None)
    def test_are_near_in_captions(self, name, most_ms, data):
        talk = data.draw(talks(PLAIN))

        again = read_back(name, talk)

        assert all(
            abs(ours.start_ms - theirs.start_ms) <= most_ms
            for ours, theirs in zip(talk.words, again.words, strict=True)
        )

    @given(talk=talks(PLAIN))
    @settings(max_examples=20, deadline=None)
    def test_of_turns_are_told_in_seconds_by_html(self, talk):
        again = read_back("html", talk)

        assert all(
            0 <= ours.start_ms - theirs.start_ms < 1_000
            for ours, theirs in zip(talk.turns, again.turns, strict=True)
        )


class TestWhoSpeaksTooFastToBeNamed:
    def test_is_a_dash_in_srt_and_lost_read_back(self):
        said = hurried(*[("s1", "Yes indeed."), ("s2", "It really did rise.")] * 4)

        again = read_back("srt", said)

        assert {turn.speaker for turn in again.turns} == {None}
        assert [one for one in texts(again) if one != "–"] == texts(said)

    def test_is_named_in_every_other_format(self):
        said = hurried(*[("s1", "Yes indeed."), ("s2", "It really did rise.")] * 4)

        for name in READ_BACK:
            if name != "srt":
                assert voices(read_back(name, said)) == voices(said)


def hurried(*turns):
    """A talk four times as fast as people talk."""
    said = talk(*turns)
    return replace(
        said,
        turns=tuple(
            replace(
                turn,
                start_ms=turn.start_ms // 4,
                end_ms=turn.end_ms // 4,
                words=tuple(
                    replace(one, start_ms=one.start_ms // 4, end_ms=one.end_ms // 4)
                    for one in turn.words
                ),
            )
            for turn in said.turns
        ),
    )


class TestCallsignJson:
    @given(talk=talks(PLAIN))
    def test_loses_nothing(self, talk):
        assert read_back("json", talk) == talk


FACTS = Facts("The river rose", "en-US", "https://kdemo.example/river/", None, "KDEMO")
SAMPLE = replace(
    talk(
        ("s1", "Good morning.\n\nThe river rose on Main Street."),
        ("s2", "It rose again."),
        ("s1", "Thank you, Luis."),
    ),
    events=(Event("w2", "laughter", "(LAUGHTER)"),),
    notes=(Note("correction", "It rose on Elm Street.", "w8", "w7", "2026-11-23"),),
)


@pytest.mark.parametrize("name", ["json", "html", "txt", "npr", "docx"])
class TestSoundsAndCorrections:
    def test_are_read_back_at_their_words(self, name):
        again = read_back(name, SAMPLE)

        assert [(one.kind, one.after_word) for one in again.events] == [
            ("laughter", "w2")
        ]
        assert [(one.kind, one.after_word) for one in again.notes] == [
            ("correction", "w8")
        ]


@pytest.mark.parametrize("writer", WRITERS, ids=lambda one: one.name)
class TestEveryWriter:
    @pytest.mark.parametrize("kind", ["correction", "retraction"])
    def test_carries_what_the_newsroom_corrected(self, writer, kind):
        note = Note(kind, "It rose on Elm Street.", "w8", "w7", "2026-11-23")
        written = writer.write(replace(SAMPLE, notes=(note,)), FACTS)

        assert "Elm Street" in readable(written)
        assert "2026" in readable(written)

    def test_writes_the_same_twice(self, writer):
        assert writer.write(SAMPLE, FACTS) == writer.write(SAMPLE, FACTS)

    def test_knows_nothing_but_the_words(self, writer):
        assert writer.write(replace(SAMPLE, notes=()), NO_FACTS)
