"""Only the seconds that are wanted are decoded, and they are the right ones."""

import av
import numpy as np
import pytest
from av.audio.frame import AudioFrame

from callsign.media.decoding import RATE_HZ, decode_speech
from callsign.media.excerpts import EndsBefore, decode_excerpts
from callsign.media.opening import NotAudio
from callsign.media.sound import Stopped

SECONDS = 60


@pytest.fixture(scope="module", params=["wav", "flac", "mp3", "ogg"])
def recording(request, tmp_path_factory):
    """A minute whose every second has a loudness of its own."""
    path = tmp_path_factory.mktemp("sound") / f"minute.{request.param}"
    codec = {"wav": "pcm_s16le", "flac": "flac", "mp3": "mp3", "ogg": "libopus"}
    moments = np.arange(SECONDS * 48_000) / 48_000
    loudness = 1_000 + 400 * (np.floor(moments) * 7 % SECONDS)
    wave = (loudness * np.sin(2 * np.pi * 440 * moments)).astype(np.int16)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec[request.param], rate=48_000, layout="mono")
        frame = AudioFrame.from_ndarray(wave[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = 48_000
        resampler = av.AudioResampler(
            format=stream.format, layout="mono", rate=48_000, frame_size=960
        )
        for part in resampler.resample(frame):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return path


class TestExcerpts:
    def test_are_what_the_whole_recording_has_there(self, recording):
        spans = [(7_000, 9_000), (31_500, 34_000), (55_010, 57_000)]

        with (
            decode_speech(recording) as whole,
            decode_excerpts(recording, spans) as cut,
        ):
            wanted = [
                level for a, b in spans for level in whole.levels[a // 10 : b // 10]
            ]
            apart = np.abs(np.array(wanted) - np.array(cut.levels))

        # A resampler that begins anew needs a few samples, and an encoder rings.
        assert np.mean(apart > 1) < 0.05

    def test_are_exactly_as_long_as_was_asked(self, recording):
        with decode_excerpts(recording, [(0, 1_010), (40_000, 41_000)]) as cut:
            assert cut.samples == 2_010 * RATE_HZ // 1000
            assert len(cut.levels) == 201

    def test_may_end_a_little_after_the_recording(self, recording):
        with decode_excerpts(recording, [(58_000, 60_500)]) as cut:
            assert cut.duration_ms == 2_500

    @pytest.mark.parametrize("span", [(58_000, 70_000), (90_000, 95_000)])
    def test_cannot_be_beyond_its_end(self, recording, span):
        with pytest.raises(EndsBefore):
            decode_excerpts(recording, [span])


class TestWhatCannotBeDecoded:
    def test_is_said_so(self, tmp_path):
        path = tmp_path / "minute.wav"
        path.write_bytes(b"no sound at all")

        with pytest.raises(NotAudio):
            decode_excerpts(path, [(0, 1_000)])

    def test_stops_when_it_is_told_to(self, recording):
        with pytest.raises(Stopped):
            decode_excerpts(recording, [(1_000, 50_000)], cancelled=lambda: True)
