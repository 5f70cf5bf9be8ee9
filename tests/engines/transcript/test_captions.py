import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsign.engines.transcript.captions import NoTimes, paced
from callsign.engines.transcript.model import Role, Speaker, Transcript, Turn, Word
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
            Transcript((ADA,), (turn(("Good", 0, 300), ("morning.", 300, 3_723_004)),))
        )

        assert text == (
            "WEBVTT\n\n00:00:00.000 --> 01:02:03.004\n<v Ada Okafor>Good morning.</v>\n"
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

        assert [cue[:2] for cue in cues(text)] == [(0, 400), (9_000, 9_300)]

    def test_refuses_a_transcript_without_times(self):
        with pytest.raises(NoTimes, match="align it"):
            to_webvtt(read_script("OKAFOR: Hello."))


class TestWritingSrt:
    def test_names_who_begins(self):
        text = to_srt(
            Transcript((ADA,), (turn(("Good", 0, 300), ("morning.", 300, 900)),))
        )

        assert text == "1\n00:00:00,000 --> 00:00:00,900\nAda Okafor: Good morning.\n"

    def test_counts_the_name_among_its_lines(self):
        script = read_script("OKAFOR: " + "The river rose again last night. " * 40)

        first = cues(to_srt(paced(script)))[0]

        assert first[2][0].startswith("Okafor: The river")
        assert len(first[2]) == 2


times = st.lists(st.integers(0, 5_000), min_size=2, max_size=2).map(sorted)
words = st.tuples(
    st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=12),
    st.one_of(st.none(), times),
)


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
            said = [unescape(word) for word in said] if write is to_webvtt else said
            rest = iter(said)

            assert all(row[0] in rest for row in rows if row[1] is not None)
            assert all(start < end for start, end, _ in read)

    @given(st.lists(words, min_size=1, max_size=60))
    @settings(max_examples=200, deadline=None)
    def test_is_two_lines_of_42_characters_however_few_words_have_times(self, spoken):
        rows = [
            (text, *(span or (None, None))) for text, span in spoken if text.split()
        ]
        if not any(row[1] is not None for row in rows):
            return

        for write in (to_webvtt, to_srt):
            for _, _, lines in cues(write(Transcript((ADA,), (turn(*rows),)))):
                lines = [unescape(re.sub(r"</?v[^>]*>", "", line)) for line in lines]
                assert len(lines) <= 2
                assert all(len(line) <= 42 for line in lines)
