from callsign.engines.transcript.readers.table import read_transcript
from tests.engines.transcript.readers.shared_samples import times, turns


class TestAnSbvFile:
    def test_is_read_with_its_times_and_voices(self):
        reading = read_transcript(
            b"0:00:01.000,0:00:02.000\n>> ADA: Morning.\n\n"
            b"0:00:02.000,0:00:03.000\n>> LUIS: Yes.\n"
        )

        assert reading.format.name == "sbv"
        assert turns(reading.transcript) == [("Ada", "Morning."), ("Luis", "Yes.")]
        assert times(reading.transcript) == [
            ("Morning.", 1_000, 2_000),
            ("Yes.", 2_000, 3_000),
        ]
