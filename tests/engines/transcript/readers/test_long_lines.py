"""Lines without end: damage that no reader may spend more than its length on."""

import pytest

from callsign.engines.transcript.readers.table import read_transcript
from tests.engines.transcript.readers.damage import damaged
from tests.engines.transcript.readers.machine_samples import TEXT
from tests.engines.transcript.readers.written_samples import sample

# Whoever looks at each letter of such a line for each other one never comes to its end.
LENGTH = 300_000
BETWEEN = "morn{}ing"


class TestALineWithoutEnd:
    @pytest.mark.parametrize("mark", ["[", "<v ", "& ", "a", "  ", ">> ", "(0:01) "])
    @pytest.mark.parametrize(
        "name", ["webvtt", "srt", "sbv", "html", "rev", "otter", "descript"]
    )
    def test_is_read_to_its_end(self, name, mark):
        content = sample(name).replace(
            b"morning", BETWEEN.format(mark * (LENGTH // len(mark))).encode(), 1
        )

        said = read_transcript(content).transcript

        assert said.words[-1].text == TEXT.split()[-1]

    def test_of_a_voice_whose_tag_breaks_off(self):
        content = damaged(sample("webvtt"), 409)

        assert read_transcript(content).format.name == "webvtt"
