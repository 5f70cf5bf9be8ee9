"""The table: a sample of every format is told from all the others, and read whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callsign.engines.transcript.readers.table import READABLE, read_transcript
from callsign.engines.transcript.script import NotAScript
from tests.engines.transcript.readers.damage import damaged
from tests.engines.transcript.readers.machine_samples import TEXT
from tests.engines.transcript.readers.written_samples import (
    FORMAT_OF,
    SAMPLES,
    sample,
)


def test_every_format_has_a_sample():
    assert set(FORMAT_OF.values()) == {one.name for one in READABLE}


@pytest.mark.parametrize("name", FORMAT_OF)
def test_a_sample_is_told_from_all_others_and_read_whole(name):
    reading = read_transcript(sample(name))

    assert reading.format.name == FORMAT_OF[name]
    assert [word.text for word in reading.transcript.words] == TEXT.split()


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_sample_raises_nothing_but_what_it_names(name, seed):
    try:
        said = read_transcript(damaged(SAMPLES[name](), seed)).transcript
    except NotAScript:
        return

    for turn in said.turns:
        assert turn.text.split() == [word.text for word in turn.words]
