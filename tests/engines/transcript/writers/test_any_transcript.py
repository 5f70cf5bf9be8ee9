"""Whatever a transcript holds, every writer writes a whole file, or says it has no times."""

import json
import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsign.engines.transcript.captions import NoTimes
from callsign.engines.transcript.model import (
    Event,
    Note,
    Role,
    Speaker,
    Tier,
    Transcript,
    Turn,
    Word,
)
from callsign.engines.transcript.writers.facts import Facts
from callsign.engines.transcript.writers.table import WRITERS

ANYTHING = st.text(st.characters(), max_size=30)
WORDS = st.text(st.characters(), min_size=1, max_size=90).filter(
    lambda text: len(text.split()) == 1 and text.split()[0] == text
)
TIMES = st.one_of(
    st.just((None, None)), st.tuples(st.integers(0, 90_000), st.integers(0, 90_000))
).map(lambda pair: pair if pair[0] is None else tuple(sorted(pair)))


@st.composite
def transcripts(draw):
    speakers = [
        Speaker(
            f"s{at}",
            draw(st.one_of(st.none(), ANYTHING)),
            draw(st.sampled_from([None, *Role])),
            tuple(draw(st.lists(ANYTHING, max_size=1))),
        )
        for at in range(draw(st.integers(0, 3)))
    ]
    turns, count = [], 0
    for _ in range(draw(st.integers(0, 3))):
        words = []
        for text in draw(st.lists(WORDS, max_size=8)):
            count += 1
            start_ms, end_ms = draw(TIMES)
            words.append(Word(f"w{count}", text, start_ms, end_ms, Tier.IMPORTED))
        voice = draw(st.sampled_from([None, "s9", *(one.id for one in speakers)]))
        turns.append(Turn(voice, " ".join(one.text for one in words), tuple(words)))
    places = st.sampled_from([None, "w1", "w2", "w99"])
    kinds = st.sampled_from(["laughter", "music", "break", "other"])
    remarks = st.sampled_from(["correction", "retraction", "editor_note", "sic"])
    events = draw(st.lists(st.builds(Event, places, kinds, ANYTHING), max_size=2))
    days = st.sampled_from([None, "2026-11-23", "some day"])
    notes = st.builds(Note, remarks, ANYTHING, places, places, days)
    return Transcript(
        tuple(speakers),
        tuple(turns),
        tuple(events),
        tuple(draw(st.lists(notes, max_size=2))),
    )


def is_whole(writer, content):
    """Whether a file is what its kind of files is."""
    if writer.extension.endswith(("json", "mmif")):
        return isinstance(json.loads(content), dict)
    if writer.extension.endswith(("xml", "ttml")):
        return ET.fromstring(content) is not None
    if writer.extension == "docx":
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return all(
                ET.fromstring(archive.read(name)) is not None
                for name in archive.namelist()
            )
    return content.decode() is not None


@pytest.mark.parametrize("writer", WRITERS, ids=lambda one: one.name)
class TestAnyTranscript:
    @given(transcript=transcripts(), title=st.one_of(st.none(), ANYTHING))
    @settings(max_examples=60, deadline=None)
    def test_is_written_whole(self, writer, transcript, title):
        facts = Facts(title, title, title, None, title, title)
        try:
            content = writer.write(transcript, facts)
        except NoTimes:
            assert writer.needs_times
            return

        assert is_whole(writer, content)
