"""Captions of a transcript from which words were taken out."""

import re

from callsign.engines.transcript.corrections import retracted
from callsign.engines.transcript.writers.srt import to_srt
from callsign.engines.transcript.writers.webvtt import to_webvtt
from tests.engines.transcript.talks import talk

# A word every half second: nine seconds of it are taken back.
LONG = talk(
    ("s1", "What you can " + "never forgive them for " * 5 + "do for your country.")
)
NOTICE = "Misheard."


def without(transcript, first, last):
    return retracted(transcript, first, last, NOTICE, made_on="2026-11-27")


def cues(captions):
    return [cue for cue in re.split(r"\n\n+", captions) if "-->" in cue]


class TestBothSidesOfARetraction:
    def test_never_stand_in_one_cue(self):
        short = without(
            talk(("s1", "What you can never do for your country.")), "w4", "w4"
        )

        for written in (to_webvtt(short), to_srt(short)):
            assert not any("can" in cue and "for your" in cue for cue in cues(written))


class TestTheNoticeInSubtitles:
    def test_stands_where_the_words_were_said(self):
        written = cues(to_srt(without(LONG, "w4", "w23")))

        at = next(place for place, cue in enumerate(written) if NOTICE in cue)
        assert "can" in written[at - 1] and "do for your" in written[-1]
        assert at < len(written) - 1

    def test_is_short_where_there_is_little_time(self):
        written = cues(to_srt(without(LONG, "w4", "w6")))

        at = next(place for place, cue in enumerate(written) if "[Retracted;" in cue)
        assert 0 < at < len(written) - 1
        assert NOTICE in written[-1]

    def test_is_a_mark_where_there_is_none(self):
        written = cues(to_srt(without(LONG, "w4", "w4")))

        assert "can […]" in written[0]
        assert NOTICE in written[-1]

    def test_keeps_the_captions_in_order(self):
        for last in ("w4", "w6", "w7", "w23"):
            times = re.findall(r"(\S+) --> (\S+)", to_srt(without(LONG, "w4", last)))

            edges = [edge for cue in times for edge in cue]
            assert edges == sorted(edges)
