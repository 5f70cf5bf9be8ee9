import pytest

from callsign.engines.transcript.readers.source import DamagedFile
from callsign.engines.transcript.readers.table import read_transcript
from tests.engines.transcript.readers.shared_samples import shared, times

PAIR = (
    '<smil xmlns="http://www.w3.org/ns/SMIL"><body><par>{text}'
    '<audio src="a.mp3" clipBegin="00:00:01.000" clipEnd="2s"/></par></body></smil>'
)


class TestASmilFile:
    def test_is_read_with_the_times_of_its_sounds(self):
        reading = read_transcript(PAIR.format(text="<text>Yes.</text>").encode())

        assert reading.format.name == "smil"
        assert times(reading.transcript) == [("Yes.", 1_000, 2_000)]

    def test_names_the_file_in_which_its_texts_stand(self):
        with pytest.raises(
            DamagedFile, match=r"its 15 texts stand in sonnet001\.xhtml"
        ):
            read_transcript(shared("audio/aeneas/sonnet001.smil"))
