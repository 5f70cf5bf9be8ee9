"""Sound, as it comes out of good files and bad ones."""

import numpy as np
import pytest

from callsign.media.sound import Sound, Stopped
from tests.tape import shortened, silence, sweep, tone, write_tape


def heard(path):
    with Sound(path) as sound:
        samples = np.concatenate([frame.to_ndarray() for frame in sound], axis=1)
    return sound, samples


class TestHearingARecording:
    def test_gives_back_every_sample(self, tmp_path):
        written = sweep(3)

        sound, samples = heard(write_tape(tmp_path / "a.wav", written))

        assert np.abs(samples - written).max() < 2**-15
        assert (sound.heard_ms, sound.problems) == (3_000, [])

    def test_makes_surround_into_stereo(self, tmp_path):
        surround = tone(1, channels=6, rate_hz=48_000)
        tape = write_tape(tmp_path / "a.wav", surround, rate_hz=48_000)

        _, samples = heard(tape)

        assert samples.shape == (2, 48_000)

    def test_goes_on_when_rate_and_channels_change_halfway(self, tmp_path):
        """Two takes joined end to end, as MPEG audio allows."""
        first = write_tape(
            tmp_path / "a.mp3", tone(2), container="mp3", codec="libmp3lame"
        )
        second = write_tape(
            tmp_path / "b.mp3",
            tone(2, rate_hz=48_000, channels=2),
            rate_hz=48_000,
            container="mp3",
            codec="libmp3lame",
        )
        first.write_bytes(first.read_bytes() + second.read_bytes())

        sound, samples = heard(first)

        assert len(samples) == 1
        assert abs(sound.heard_ms - 4_000) < 150

    def test_tells_its_progress(self, tmp_path):
        told = []
        tape = write_tape(tmp_path / "a.wav", silence(45, rate_hz=8_000), rate_hz=8_000)

        with Sound(tape, on_progress=told.append) as sound:
            for _ in sound:
                pass

        assert told == sorted(told)
        assert len(told) >= 5
        assert told[-1] == 100

    def test_stops_when_asked(self, tmp_path):
        tape = write_tape(tmp_path / "a.wav", silence(45, rate_hz=8_000), rate_hz=8_000)
        answers = iter([False, False, True])

        with (
            Sound(tape, cancelled=lambda: next(answers)) as sound,
            pytest.raises(Stopped),
        ):
            for _ in sound:
                pass

        assert sound.heard_ms < 45_000


class TestADamagedRecording:
    @pytest.mark.parametrize(
        ("container", "codec"),
        [("wav", "pcm_s16le"), ("mp3", "libmp3lame"), ("flac", "flac")],
    )
    def test_that_was_cut_off_says_where_it_ends(self, tmp_path, container, codec):
        tape = write_tape(tmp_path / "a", sweep(10), container=container, codec=codec)

        sound, _ = heard(shortened(tape, to=0.5))

        (problem,) = sound.problems
        assert problem.message.startswith(
            "The file says it is 0:10 long, but its sound ends"
        )
        assert problem.at_ms == sound.heard_ms

    def test_that_was_cut_off_without_a_stated_length_lacks_its_end_mark(
        self, tmp_path
    ):
        tape = write_tape(
            tmp_path / "a",
            tone(10, rate_hz=48_000),
            rate_hz=48_000,
            container="ogg",
            codec="libopus",
        )

        sound, _ = heard(shortened(tape, to=0.5))

        assert "without an end mark" in sound.problems[0].message

    def test_with_a_hole_in_it_is_heard_around_the_hole(self, tmp_path):
        tape = write_tape(tmp_path / "a", sweep(20), container="flac", codec="flac")
        data = bytearray(tape.read_bytes())
        data[len(data) // 2 : len(data) // 2 + 3_000] = bytes(3_000)
        tape.write_bytes(data)

        sound, _ = heard(tape)

        assert sound.heard_ms > 19_000
        assert "damaged" in sound.problems[0].message
        assert sound.problems[0].at_ms == pytest.approx(10_000, abs=1_500)

    def test_whose_recorder_never_wrote_the_size_is_whole(self, tmp_path):
        tape = write_tape(tmp_path / "a.wav", tone(2))
        data = bytearray(tape.read_bytes())
        size = data.index(b"data") + 4
        data[size : size + 4] = b"\xff\xff\xff\xff"
        tape.write_bytes(data)

        sound, _ = heard(tape)

        assert (sound.heard_ms, sound.problems) == (2_000, [])

    def test_that_is_whole_is_not_blamed_for_its_padding(self, tmp_path):
        tape = write_tape(tmp_path / "a.m4a", tone(2), container="ipod", codec="aac")

        sound, _ = heard(tape)

        assert sound.problems == []


class TestSkippingTowardsAMoment:
    @pytest.mark.parametrize(
        ("container", "codec"),
        [
            ("wav", "pcm_s16le"),
            ("flac", "flac"),
            ("ogg", "libopus"),
            ("ipod", "aac"),
            ("mp3", "libmp3lame"),
            ("adts", "aac"),
        ],
    )
    def test_knows_to_the_sample_where_it_is(self, tmp_path, container, codec):
        rate_hz = 48_000
        tape = write_tape(
            tmp_path / "a",
            sweep(12, rate_hz=rate_hz),
            rate_hz=rate_hz,
            container=container,
            codec=codec,
        )
        _, whole = heard(tape)

        with Sound(tape) as sound:
            sound.skip_towards(8_000)
            begin = sound.samples
            rest = np.concatenate([frame.to_ndarray() for frame in sound], axis=1)

        asked = 8 * rate_hz
        assert begin <= asked
        here, there = whole[:, asked:], rest[:, asked - begin :]
        assert here.shape == there.shape
        assert np.abs(here - there).max() < 0.01

    def test_decodes_little_of_what_it_skips(self, tmp_path):
        tape = write_tape(
            tmp_path / "a.mp3", tone(60), container="mp3", codec="libmp3lame"
        )

        with Sound(tape) as sound:
            sound.skip_towards(55_000)

            assert 54_000 < sound.heard_ms <= 54_500


def test_decoding_uses_one_thread(tmp_path):
    """Twelve hours in the worker must leave the site its cores."""
    tape = write_tape(tmp_path / "a.flac", tone(1), container="flac", codec="flac")

    with Sound(tape) as sound:
        assert sound.stream.codec_context.thread_count == 1
