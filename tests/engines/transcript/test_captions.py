import re
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsign.engines.transcript.captions import NoTimes, captions, paced
from callsign.engines.transcript.model import (
    Event,
    Role,
    Speaker,
    Transcript,
    Turn,
    Word,
)
from callsign.engines.transcript.script import read_script
from callsign.engines.transcript.writers.srt import to_srt
from callsign.engines.transcript.writers.webvtt import to_webvtt

ADA = Speaker("s1", "Ada Okafor", Role.HOST)
TIME = re.compile(
    r"(\d\d):(\d\d):(\d\d)[.,](\d{3}) --> (\d\d):(\d\d):(\d\d)[.,](\d{3})"
)


def turn(*words, speaker="s1"):
    text = " ".join(word[0] for word in words)
    return Turn(
        speaker, text, tuple(Word(f"w{at}", *word) for at, word in enumerate(words))
    )


def cues(text):
    """Read captions back: times and text of each, as a player would."""
    found = []
    for block in text.split("\n\n"):
        lines = [line for line in block.strip().split("\n") if line]
        at = next((i for i, line in enumerate(lines) if TIME.match(line)), None)
        if at is not None:
            parts = list(map(int, TIME.match(lines[at]).groups()))
            times = [
                ((h * 60 + m) * 60 + s) * 1000 + ms
                for h, m, s, ms in (parts[:4], parts[4:])
            ]
            found.append((*times, lines[at + 1 :]))
    return found


class TestWritingWebVtt:
    def test_gives_each_voice_its_name(self):
        text = to_webvtt(
            Transcript(
                (ADA,),
                (
                    turn(
                        ("Good", 3_723_004, 3_723_500),
                        ("morning.", 3_723_500, 3_724_900),
                    ),
                ),
            )
        )

        assert text == (
            "WEBVTT\n\n01:02:03.004 --> 01:02:04.900\n<v Ada Okafor>Good morning.</v>\n"
        )

    def test_escapes_what_would_be_markup(self):
        text = to_webvtt(
            Transcript((), (turn(("<script>", 0, 1), ("R&B", 1, 2), ("-->", 2, 3)),))
        )

        assert "&lt;script&gt; R&amp;B --&gt;" in text

    def test_takes_along_a_few_untimed_words_and_leaves_a_passage_out(self):
        few = turn(("in", None, None), ("Boise", 0, 400), ("tonight", None, None))
        passage = turn(*[("never", None, None)] * 80)
        text = to_webvtt(Transcript((ADA,), (few, passage)))

        assert "in Boise tonight" in text
        assert "never" not in text

    def test_ends_a_cue_at_a_long_pause(self):
        text = to_webvtt(
            Transcript((), (turn(("Well.", 0, 400), ("Yes.", 9_000, 9_300)),))
        )

        assert [cue[:2] for cue in cues(text)] == [(0, 1_000), (9_000, 10_000)]

    def test_refuses_a_transcript_without_times(self):
        with pytest.raises(NoTimes, match="align it"):
            to_webvtt(read_script("OKAFOR: Hello."))


class TestWritingSrt:
    def test_names_who_begins(self):
        text = to_srt(
            Transcript((ADA,), (turn(("Good", 0, 300), ("morning.", 300, 1_900)),))
        )

        assert (
            text == "1\n00:00:00,000 --> 00:00:01,900\n>> Ada Okafor: Good morning.\n"
        )

    def test_counts_the_name_among_its_lines(self):
        script = read_script("OKAFOR: " + "The river rose again last night. " * 40)

        first = cues(to_srt(paced(script)))[0]

        assert first[2][0].startswith(">> Okafor: The river")
        assert len(first[2]) == 2


times = st.lists(st.integers(0, 5_000), min_size=2, max_size=2).map(sorted)
words = st.tuples(
    st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=12),
    st.one_of(st.none(), times),
)


@st.composite
def talks_that_can_be_read(draw):
    """Each word takes as long, pause included, as it is read at 25 characters a second."""
    at_ms, turns = 0, []
    for _ in range(draw(st.integers(1, 4))):
        rows = []
        for text in draw(st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=40)):
            length_ms = (len(text) + 1) * 40 + draw(
                st.sampled_from([0, 0, 30, 900, 5_000])
            )
            rows.append((text, at_ms, at_ms + (len(text) + 1) * 35))
            at_ms += length_ms
        turns.append(turn(*rows, speaker=draw(st.sampled_from(["s1", "s2"]))))
    return Transcript((ADA,), tuple(turns))


SPOKEN = "I a the river, rose of Main Street extraordinarily. Dr. Bell (ph) why? 1,200".split()
TALKS_THAT_CAN_BE_READ = talks_that_can_be_read()
ENTITY = re.compile(r"&#?\w+;")


class TestEveryCaption:
    @given(st.lists(words, min_size=1, max_size=40))
    @settings(max_examples=200, deadline=None)
    def test_says_every_timed_word_and_ends_after_it_starts(self, spoken):
        rows = [
            (text, *(span or (None, None))) for text, span in spoken if text.split()
        ]
        transcript = Transcript((), (turn(*rows),))
        if not any(row[1] is not None for row in rows):
            return

        for write in (to_webvtt, to_srt):
            read = cues(write(transcript))
            said = [word for cue in read for line in cue[2] for word in line.split()]
            said = [ENTITY.sub(lambda one: unescape(one[0]), word) for word in said]
            rest = iter(said)

            assert all(row[0] in rest for row in rows if row[1] is not None)
            assert all(start < end for start, end, _ in read)

    @given(st.lists(words, min_size=1, max_size=60), st.integers(32, 65))
    @settings(max_examples=200, deadline=None)
    def test_is_two_short_lines_for_7_seconds_whatever_the_times(self, spoken, length):
        rows = [
            (text, *(span or (None, None))) for text, span in spoken if text.split()
        ]
        if not any(row[1] is not None for row in rows):
            return
        transcript = Transcript((ADA,), (turn(*rows),))

        for with_names in (False, True):
            cues = list(captions(transcript, line_length=length, with_names=with_names))
            for cue in cues:
                assert len(cue.lines) <= 2
                assert all(len(line) <= length for line in cue.lines)
                assert 0 <= cue.start_ms < cue.end_ms <= cue.start_ms + 7_000
            assert all(one.end_ms <= other.start_ms for one, other in pairwise(cues))

    @given(TALKS_THAT_CAN_BE_READ)
    @settings(max_examples=200, deadline=None)
    def test_can_be_read_where_its_words_can(self, transcript):
        for cue in captions(transcript):
            letters = len(" ".join(cue.lines))

            assert 1_000 * letters <= 25 * (cue.end_ms - cue.start_ms)

    @given(TALKS_THAT_CAN_BE_READ)
    @settings(max_examples=100, deadline=None)
    def test_says_each_word_once_and_in_order(self, transcript):
        said = [
            unit.text
            for cue in captions(transcript)
            for row in cue.rows
            for unit in row
        ]

        assert said == [word.text for word in transcript.words]


class TestACaption:
    def test_lingers_until_it_is_read(self):
        talk = Transcript((), (turn(("Tuesday", 0, 200), ("evening.", 200, 500)),))

        assert [cue.end_ms for cue in captions(talk)] == [1_000]

    def test_comes_early_where_two_speak_quickly(self):
        """A second for each: "Yes." takes from the pause before it."""
        yes = turn(("Yes.", 3_000, 3_200))
        why = turn(("Why?", 3_300, 3_500), speaker="s2")

        times = [
            (cue.start_ms, cue.end_ms) for cue in captions(Transcript((), (yes, why)))
        ]

        assert times[0][1] <= times[1][0]
        assert all(end - start >= 1_000 for start, end in times)

    def test_keeps_a_name_together(self):
        script = read_script(
            "OKAFOR: The mayor of the city said on the radio that Ada Okafor is right."
        )

        for cue in captions(paced(script), line_length=32):
            assert not any(line.endswith("Ada") for line in cue.lines)

    def test_shows_a_sound_where_there_is_a_pause_for_it(self):
        words = turn(("Well.", 0, 400), ("Yes.", 4_000, 4_400))
        laughs = Transcript((), (words,), (Event("w0", "laughter", "(LAUGHTER)"),))

        assert [cue.lines for cue in captions(laughs)] == [
            ("Well. (LAUGHTER)",),
            ("Yes.",),
        ]

    def test_names_somebody_briefly_where_there_is_no_time_for_more(self):
        luis = Speaker("s2", "Luis Prieto Villanueva", Role.GUEST)
        quick = [
            turn(("Yes.", at, at + 350), speaker=("s1", "s2")[at // 400 % 2])
            for at in range(0, 8_000, 400)
        ]
        lines = [
            cue.lines[0]
            for cue in captions(Transcript((ADA, luis), tuple(quick)), with_names=True)
        ]

        assert "– Yes." in lines
        assert all(line.endswith("Yes.") for line in lines)

    def test_parts_a_word_longer_than_a_line(self):
        address = "https://kdemo.example/" + "river-" * 12
        cues = list(captions(Transcript((), (turn((address, 0, 4_000)),))))

        assert "".join(line for cue in cues for line in cue.lines) == address

    def test_refuses_lines_that_no_player_shows(self):
        with pytest.raises(ValueError, match="up to 65"):
            list(captions(Transcript((), (turn(("Yes.", 0, 1)),)), line_length=80))
