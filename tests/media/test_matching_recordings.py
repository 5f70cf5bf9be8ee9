"""What an edition is made of, found by listening."""

from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callsign.engines.transcript.edit_list import EditList, Kept, Other, Part
from callsign.media.aligning import Cancelled
from callsign.media.encoding import Codec, encode
from callsign.media.matching_recordings import TWICE, match_recordings
from callsign.media.opening import NotAudio
from tests.broadcasts import RATE_HZ, babble
from tests.tape import silence, write_tape

MASTER_S = 60
EDGE_MS = 50  # as far as an edge may be off; measured are 10


@cache
def master_sound() -> np.ndarray:
    return babble(MASTER_S, seed=1)


@cache
def other_sound() -> np.ndarray:
    return babble(20, seed=2)


@pytest.fixture(scope="module")
def master(tmp_path_factory):
    path = tmp_path_factory.mktemp("master") / "master.wav"
    return write_tape(path, master_sound(), rate_hz=RATE_HZ)


@pytest.fixture
def edition_of(tmp_path):
    """Write an edition as its edit list says, softer, and as MP3 if that is wanted."""

    def write(edits: EditList, bit_rate: int | None = None):
        sound = np.concatenate([cut(part) for part in edits.parts], axis=1)
        tape = write_tape(tmp_path / "edition.wav", 0.4 * sound, rate_hz=RATE_HZ)
        if bit_rate is None:
            return tape
        encoded = tmp_path / "edition.mp3"
        encode(tape, encoded, codec=Codec.MP3, bit_rate=bit_rate)
        return encoded

    return write


def cut(part: Part) -> np.ndarray:
    if isinstance(part, Kept):
        return master_sound()[:, samples(part.start_ms) : samples(part.end_ms)]
    return other_sound()[:, : samples(part.duration_ms)]


def samples(ms: int) -> int:
    return ms * RATE_HZ // 1000


def edges(edits: EditList) -> list[tuple[str, int, int]]:
    """Return what begins when; of the master, from where."""
    return [
        ("keep", at_ms, part.start_ms)
        if isinstance(part, Kept)
        else ("other", at_ms, 0)
        for at_ms, part in edits.placed
    ]


def assert_alike(found: EditList, wanted: EditList) -> None:
    assert [one[0] for one in edges(found)] == [one[0] for one in edges(wanted)]
    for ours, theirs in zip(edges(found), edges(wanted), strict=True):
        assert ours[1:] == pytest.approx(theirs[1:], abs=EDGE_MS)
    assert found.duration_ms == pytest.approx(wanted.duration_ms, abs=EDGE_MS)


class TestAnEdition:
    @pytest.mark.parametrize("bit_rate", [None, 128_000, 48_000])
    def test_without_a_promo_and_with_an_advertisement(
        self, master, edition_of, bit_rate
    ):
        edits = EditList(
            (Kept(0, 20_123), Other(9_000), Kept(27_450, 41_007), Kept(44_000, 60_000))
        )

        match = match_recordings(master, edition_of(edits, bit_rate))

        assert_alike(match.edits, edits)
        assert match.confidence > 0.8
        assert not match.doubts

    def test_that_is_the_master_in_another_encoding(self, master, edition_of):
        match = match_recordings(
            master, edition_of(EditList((Kept(0, 60_000),)), 64_000)
        )

        assert_alike(match.edits, EditList((Kept(0, 60_000),)))
        assert match.shared > 0.99

    def test_whose_parts_come_in_another_order(self, master, edition_of):
        edits = EditList((Kept(30_000, 60_000), Kept(5_000, 25_000)))

        match = match_recordings(master, edition_of(edits))

        assert_alike(match.edits, edits)

    def test_in_which_an_advertisement_took_the_place_of_a_promo(
        self, master, edition_of
    ):
        edits = EditList((Kept(0, 20_000), Other(10_000), Kept(30_000, 60_000)))

        match = match_recordings(master, edition_of(edits))

        assert_alike(match.edits, edits)

    def test_that_plays_a_passage_twice_has_it_once_and_says_so(self, master, tmp_path):
        billboard = cut(Kept(40_000, 46_000))
        sound = np.concatenate([billboard, master_sound()], axis=1)
        tape = write_tape(tmp_path / "twice.wav", sound, rate_hz=RATE_HZ)

        match = match_recordings(master, tape)

        assert_alike(match.edits, EditList((Other(6_000), Kept(0, 60_000))))
        assert [one.why for one in match.doubts] == [TWICE]

    def test_that_was_slowed_down_by_a_hair_keeps_its_own_length(
        self, master, tmp_path
    ):
        moments = np.arange(0, master_sound().shape[1] - 1, 0.9995)
        slow = np.interp(moments, np.arange(master_sound().shape[1]), master_sound()[0])
        tape = write_tape(
            tmp_path / "slow.wav", slow.astype(np.float32)[np.newaxis], rate_hz=RATE_HZ
        )

        match = match_recordings(master, tape)

        assert match.edits.duration_ms == pytest.approx(60_030, abs=2)

    @settings(
        max_examples=6,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.lists(st.integers(0, 15), min_size=2, max_size=6, unique=True),
        st.integers(0, 3_999),
        st.booleans(),
        st.booleans(),
    )
    def test_of_random_cuts_is_found(
        self, master, edition_of, places, by_ms, has_ad, is_encoded
    ):
        stops = sorted(4_000 * place + by_ms for place in places)
        stops = [one for one in stops if one <= 60_000]
        pairs = zip(stops[::2], stops[1::2], strict=False)
        parts: list[Part] = [Kept(*pair) for pair in pairs]
        if not parts:
            return
        if has_ad:
            parts.insert(1, Other(7_000))
        edits = EditList(tuple(parts))

        match = match_recordings(
            master, edition_of(edits, 96_000 if is_encoded else None)
        )

        assert_alike(match.edits, edits)


class TestWhatIsNoEdition:
    def test_another_recording(self, master, tmp_path):
        tape = write_tape(tmp_path / "other.wav", other_sound(), rate_hz=RATE_HZ)

        match = match_recordings(master, tape)

        assert match.is_other_recording
        assert match.confidence == 0
        assert match.edits == EditList((Other(20_000),))

    @pytest.mark.parametrize("seconds", [0.05, 0.5, 30])
    def test_silence(self, master, tmp_path, seconds):
        tape = write_tape(
            tmp_path / "silence.wav", silence(seconds, rate_hz=RATE_HZ), rate_hz=RATE_HZ
        )

        match = match_recordings(master, tape)

        assert match.is_other_recording
        assert match.edits.duration_ms == round(1000 * seconds)

    def test_silence_as_the_master(self, master, tmp_path):
        tape = write_tape(
            tmp_path / "silence.wav", silence(30, rate_hz=RATE_HZ), rate_hz=RATE_HZ
        )

        assert match_recordings(tape, master).is_other_recording

    def test_what_is_no_recording(self, master, tmp_path):
        path = tmp_path / "script.wav"
        path.write_text("ADA OKAFOR, HOST: Good morning.")

        with pytest.raises(NotAudio):
            match_recordings(master, path)


class TestWhoeverWaits:
    def test_hears_how_far_it_is(self, master):
        told = []

        match_recordings(master, master, on_progress=told.append)

        assert told[-1].percent == 100
        assert len({one.stage for one in told}) == 3

    def test_may_stop_it(self, master):
        answers = iter([False, False])

        with pytest.raises(Cancelled):
            match_recordings(master, master, cancelled=lambda: next(answers, True))
