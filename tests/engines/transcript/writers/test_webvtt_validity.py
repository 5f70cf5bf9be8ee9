"""The W3C's own parser of WebVTT finds nothing to say about what is written."""

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
PARSER = ROOT / "node_modules/webvtt-parser"
PODCASTS = sorted((ROOT / "../shared/data/transcripts/changelog").glob("*.md"))
# Reads a list of files in JSON from the standard input; tells the errors in each.
PROGRAM = """
const { WebVTTParser } = require(process.argv[1]);
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const told = texts.map((text) => {
  const { cues, errors } = new WebVTTParser().parse(text, "subtitles");
  return { cues: cues.length, errors };
});
process.stdout.write(JSON.stringify(told));
"""

pytestmark = pytest.mark.skipif(
    not PARSER.is_dir(), reason="needs the packages of npm: bin/setup --dev"
)


def checked(*texts):
    """Return what the parser says of each text."""
    node, _ = compute_driver_executable()
    done = subprocess.run(
        [node, "-e", PROGRAM, str(PARSER)],
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
    return [
        writer_named(name).write(transcript, FACTS).decode()
        for name in ("vtt", "vtt-words")
    ]


class TestWhatIsWritten:
    def test_is_checked_by_a_parser_that_finds_faults(self):
        [found] = checked("WEBVTT\n\n00:02.000 --> 00:01.000\n<v>Good morning")

        assert found["errors"]

    @given(TEXTS, st.text(max_size=40))
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    def test_has_no_fault_whatever_is_said(self, turns, note):
        said = talk(*turns)
        odd = Speaker("s2", "Luis <b> & --> Prieto", Role.GUEST)
        said = replace(
            said,
            speakers=(said.speakers[0], odd),
            notes=(Note("correction", f"It --> was {note}", "w1"),),
        )

        for found in checked(*written(said)):
            assert found["errors"] == []
            assert found["cues"] > 0

    @pytest.mark.skipif(not PODCASTS, reason="needs the shared transcripts")
    def test_has_no_fault_in_hours_of_talk(self):
        texts = [
            text
            for file in PODCASTS[:5]
            for text in written(paced(read_transcript(file.read_bytes()).transcript))
        ]

        assert all(found["errors"] == [] for found in checked(*texts))
