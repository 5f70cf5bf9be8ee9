"""The W3C's parser of WebVTT, and a reader of IMSC, find no fault in what is written."""

import json
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright._impl._driver import compute_driver_executable

from callsign.engines.transcript.captions import paced
from callsign.engines.transcript.model import Note, Role, Speaker
from callsign.engines.transcript.readers.table import read_transcript
from callsign.engines.transcript.writers.facts import Facts
from callsign.engines.transcript.writers.table import writer_named
from tests.engines.transcript.talks import talk

ROOT = Path(__file__).parents[4]
PACKAGES = ROOT / "node_modules"
PODCASTS = sorted((ROOT / "../shared/data/transcripts/changelog").glob("*.md"))
# Each reads a list of files, in JSON, from the standard input, and tells what it finds.
WEBVTT = """
const { WebVTTParser } = require(process.argv[1] + "/webvtt-parser");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const told = texts.map((text) => {
  const { cues, errors } = new WebVTTParser().parse(text, "subtitles");
  return { count: cues.length, errors };
});
process.stdout.write(JSON.stringify(told));
"""
IMSC = """
const source = process.argv[1] + "/imsc/src/main/js";
const { fromXML } = require(source + "/doc.js");
const { generateISD } = require(source + "/isd.js");
const words = (one) => (one.text || "") + (one.contents || []).map(words).join("");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const told = texts.map((text) => {
  const errors = [];
  const say = (message) => { errors.push(message); return false; };
  const handler = { info: say, warn: say, error: say, fatal: say };
  const document = fromXML(text, handler);
  const times = document.getMediaTimeEvents();
  const shown = times.map((at) => generateISD(document, at, handler).contents.map(words));
  return { count: shown.filter((one) => one.join("")).length, errors };
});
process.stdout.write(JSON.stringify(told));
"""

pytestmark = pytest.mark.skipif(
    not all((PACKAGES / name).is_dir() for name in ("webvtt-parser", "imsc")),
    reason="needs the packages of npm: bin/setup --dev",
)


def checked(program, *texts):
    """Return what a reader says of each text."""
    node, _ = compute_driver_executable()
    done = subprocess.run(
        [node, "-e", program, str(PACKAGES)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


FACTS = Facts(
    "The river --> rose", "en-US", "https://kdemo.example/river/", date(2026, 11, 3),
    "KDEMO & friends", "© KDEMO\n\nAll rights reserved",
)  # fmt: skip
TEXTS = st.lists(
    st.tuples(
        st.sampled_from(["s1", "s2"]),
        st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=80),
    ).filter(lambda turn: turn[1].split()),
    min_size=1,
    max_size=6,
)


def written(transcript):
    """Return both forms of WebVTT that are written."""
    return [in_format("vtt", transcript), in_format("vtt-words", transcript)]


def in_format(name, transcript):
    return writer_named(name).write(transcript, FACTS).decode()


def oddly(turns, note):
    """Return a talk with a name and a note that look like markup."""
    said = talk(*turns)
    odd = Speaker("s2", "Luis <b> & --> Prieto", Role.GUEST)
    return replace(
        said,
        speakers=(said.speakers[0], odd),
        notes=(Note("correction", f"It --> was {note}", "w1"),),
    )


def podcasts():
    return [paced(read_transcript(one.read_bytes()).transcript) for one in PODCASTS[:4]]


WHATEVER = settings(
    max_examples=15, deadline=None, suppress_health_check=list(HealthCheck)
)


class TestWebVtt:
    def test_is_checked_by_a_parser_that_finds_faults(self):
        [found] = checked(WEBVTT, "WEBVTT\n\n00:02.000 --> 00:01.000\n<v>Good morning")

        assert found["errors"]

    @given(TEXTS, st.text(max_size=40))
    @WHATEVER
    def test_has_no_fault_whatever_is_said(self, turns, note):
        for found in checked(WEBVTT, *written(oddly(turns, note))):
            assert found["errors"] == []
            assert found["count"] > 0

    @pytest.mark.skipif(not PODCASTS, reason="needs the shared transcripts")
    def test_has_no_fault_in_hours_of_talk(self):
        texts = [text for talk in podcasts() for text in written(talk)]

        assert all(found["errors"] == [] for found in checked(WEBVTT, *texts))


class TestImsc:
    def test_is_checked_by_a_reader_that_finds_faults(self):
        text = in_format("ttml", talk(("s1", "Good morning.")))

        [found] = checked(IMSC, text.replace('begin="', 'begin="late '))
        assert found["errors"]

    @given(TEXTS, st.text(max_size=40))
    @WHATEVER
    def test_has_no_fault_and_shows_every_caption(self, turns, note):
        said = oddly(turns, note)
        text = in_format("ttml", said)

        [found] = checked(IMSC, text)
        assert found["errors"] == []
        assert found["count"] == text.count("<p ")
