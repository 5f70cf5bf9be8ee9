"""What a file says it is."""

import pytest

from callsign.media.opening import EmptyFile
from callsign.media.probing import probe
from tests.tape import shortened, tone, write_tape


class TestProbing:
    def test_tells_codec_length_and_title(self, tmp_path):
        tape = write_tape(
            tmp_path / "a.bin",
            tone(3, channels=2),
            container="mp3",
            codec="libmp3lame",
            tags={"title": " Rain at last "},
        )

        probed = probe(tape)

        assert (probed.codec, probed.container, probed.mime) == (
            "mp3",
            "mp3",
            "audio/mpeg",
        )
        assert (probed.rate_hz, probed.channels, probed.title) == (
            44_100,
            2,
            "Rain at last",
        )
        assert probed.duration_ms == pytest.approx(3_000, abs=60)
        assert probed.problems == ()

    def test_of_twelve_hours_takes_its_word(self, tmp_path):
        """A header of twelve hours over a few seconds: nothing is decoded to tell."""
        tape = write_tape(tmp_path / "a.wav", tone(2, rate_hz=8_000), rate_hz=8_000)
        with tape.open("r+b") as file:
            data = file.read()
            place = data.index(b"data") + 4
            file.seek(place)
            file.write((12 * 3_600 * 16_000).to_bytes(4, "little"))
            file.truncate(place + 4 + 12 * 3_600 * 16_000)  # a hole, not bytes on disk

        probed = probe(tape)

        assert probed.duration_ms == 12 * 3_600_000

    def test_sees_at_once_that_a_wav_was_cut_off(self, tmp_path):
        tape = write_tape(tmp_path / "a.wav", tone(10))

        probed = probe(shortened(tape, to=0.5))

        assert "0:10 long" in probed.problems[0].message

    def test_refuses_an_empty_file(self, tmp_path):
        (tmp_path / "a.wav").touch()

        with pytest.raises(EmptyFile):
            probe(tmp_path / "a.wav")
