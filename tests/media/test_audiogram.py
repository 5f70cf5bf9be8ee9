"""Audiograms: quotes as films."""

import av
import numpy as np
import pytest

from callsign.media.audiogram import LONGEST_MS, NoLetters, TooLongToFilm, audiogram
from callsign.media.clip import ImpossibleClip
from callsign.media.film import NoFilmEncoder, film_encoder
from callsign.media.film_pictures import Burned, FilmShape, FilmText, bars
from callsign.media.sound import Stopped
from tests.cast import CALL_SIGN, GUEST, HOST
from tests.media.test_card import FONTS
from tests.tape import tone, write_tape

pytestmark = pytest.mark.skipif(
    not FONTS.exists(), reason="set-up has not copied the fonts"
)

RATE_HZ = 48_000
TEXT = FilmText(CALL_SIGN, "KDEMO Public Radio", "The crest", "Nov. 20", "#dc6c56")
SAID = (
    Burned(1_000, 1_500, HOST, "Has it crested?"),
    Burned(1_500, 2_200, GUEST, "It crested at noon."),
)


@pytest.fixture(scope="module")
def tape(tmp_path_factory):
    """Four seconds: quiet, and loud from 1.500 to 2.000 s."""
    signal = tone(4, dbfs=-40, rate_hz=RATE_HZ)
    signal[0, int(1.5 * RATE_HZ) : 2 * RATE_HZ] *= 30
    path = tmp_path_factory.mktemp("tape") / "tape.wav"
    return write_tape(path, signal, rate_hz=RATE_HZ)


def film(tape, target, **given):
    asked = {
        "start_ms": 1_000,
        "end_ms": 2_200,
        "captions": SAID,
        "text": TEXT,
        "shape": FilmShape.SQUARE,
        "fonts": FONTS,
    }
    return audiogram(tape, target, **{**asked, **given})


def pictures_of(path):
    with av.open(str(path)) as file:
        return [one.to_ndarray(format="rgb24") for one in file.decode(video=0)]


def sound_of(path):
    with av.open(str(path)) as file:
        frames = [one.to_ndarray() for one in file.decode(audio=0)]
        return np.concatenate(frames, axis=1)[0]


class TestAnAudiogram:
    @pytest.mark.parametrize("shape", list(FilmShape))
    def test_plays_where_films_are_played(self, tape, tmp_path, shape):
        count = film(tape, tmp_path / "q.mp4", shape=shape)

        with av.open(str(tmp_path / "q.mp4")) as file:
            pictures, sound = file.streams.video[0], file.streams.audio[0]
            assert (pictures.width, pictures.height) == shape.size
            assert pictures.codec_context.name in ("h264", "vp9")
            assert pictures.codec_context.pix_fmt == "yuv420p"
            assert sound.codec_context.name == "aac"
            assert file.duration / 1_000_000 == pytest.approx(1.2, abs=0.06)
        assert count == len(pictures_of(tmp_path / "q.mp4")) == 30

    def test_has_its_index_in_front(self, tape, tmp_path):
        film(tape, tmp_path / "q.mp4")

        written = (tmp_path / "q.mp4").read_bytes()
        assert written.index(b"moov") < written.index(b"mdat")

    def test_is_heard_as_the_clip_is(self, tape, tmp_path):
        film(tape, tmp_path / "q.mp4", start_ms=1_500, end_ms=2_000)

        samples = np.abs(sound_of(tmp_path / "q.mp4"))
        loud = np.flatnonzero(samples > 0.05)
        middle = samples[RATE_HZ // 5 : RATE_HZ // 4].max()
        assert loud[0] / RATE_HZ == pytest.approx(0, abs=0.02)
        assert loud[-1] / RATE_HZ == pytest.approx(0.5, abs=0.02)
        assert samples[: RATE_HZ // 200].max() < middle / 4

    def test_shows_pictures_and_sound_together(self, tape, tmp_path):
        film(tape, tmp_path / "q.mp4")

        with av.open(str(tmp_path / "q.mp4")) as file:
            lengths = [one.duration * one.time_base for one in file.streams]
        assert abs(lengths[0] - lengths[1]) < 0.06
        loud = np.flatnonzero(np.abs(sound_of(tmp_path / "q.mp4")) > 0.1)
        assert loud[0] / RATE_HZ == pytest.approx(0.5, abs=0.02)

    def test_burns_the_words_in_as_they_are_said(self, tape, tmp_path):
        film(tape, tmp_path / "q.mp4")

        first, *_, last = pictures_of(tmp_path / "q.mp4")
        words = slice(200, 740), slice(88, 992)
        assert (first[words] > 200).mean() > 0.005
        assert np.abs(first[words].astype(int) - last[words]).mean() > 2

    def test_shows_how_far_it_was_played(self, tape, tmp_path):
        film(tape, tmp_path / "q.mp4")

        first, *_, last = (one.astype(int) for one in pictures_of(tmp_path / "q.mp4"))
        strip = slice(750, 900), slice(88, 992)
        red = [
            (one[strip][..., 0] - one[strip][..., 2] > 80).sum()
            for one in (first, last)
        ]
        assert red[1] > 5 * max(red[0], 1)

    def test_ends_with_the_recording(self, tape, tmp_path):
        assert film(tape, tmp_path / "q.mp4", start_ms=3_000, end_ms=9_000) == 25

    def test_says_how_far_it_is(self, tape, tmp_path):
        said = []
        film(tape, tmp_path / "q.mp4", on_progress=said.append)

        assert said == sorted(said)
        assert said[-1] > 50

    def test_is_stopped_without_a_trace(self, tape, tmp_path):
        with pytest.raises(Stopped):
            film(tape, tmp_path / "q.mp4", cancelled=lambda: True)

        assert list(tmp_path.iterdir()) == []


class TestWhatCannotBeFilmed:
    def test_is_longer_than_ninety_seconds(self, tape, tmp_path):
        with pytest.raises(TooLongToFilm, match="90 seconds"):
            film(tape, tmp_path / "q.mp4", start_ms=0, end_ms=LONGEST_MS + 1)

    def test_is_written_in_letters_that_no_font_has(self, tape, tmp_path):
        with pytest.raises(NoLetters, match="北"):
            film(
                tape, tmp_path / "q.mp4", captions=[Burned(1_000, 1_500, HOST, "北京")]
            )

    @pytest.mark.parametrize(("start_ms", "end_ms"), [(9_000, 9_500), (2_000, 1_000)])
    def test_holds_nothing(self, tape, tmp_path, start_ms, end_ms):
        with pytest.raises(ImpossibleClip):
            film(tape, tmp_path / "q.mp4", start_ms=start_ms, end_ms=end_ms)

    def test_needs_an_encoder(self, monkeypatch):
        monkeypatch.setattr("callsign.media.film.ENCODERS", (("nothing", {}),))

        with pytest.raises(NoFilmEncoder):
            film_encoder()


class TestTheBars:
    def test_of_silence_are_flat(self):
        assert bars(np.zeros((1, 100), dtype=np.float32), 4) == [0, 0, 0, 0]

    def test_of_a_very_short_sound_are_as_many(self):
        assert len(bars(np.ones((1, 3), dtype=np.float32), 8)) == 8
