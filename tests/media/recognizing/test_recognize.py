"""A recording is heard in pieces, each of them once."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from callsign.engines.transcript.model import Tier
from callsign.media.aligning import Cancelled
from callsign.media.recognizing.recognize import estimated, recognize
from callsign.media.recognizing.recognizer import (
    NotAnAnswer,
    Price,
    Stalled,
    TryLater,
)
from callsign.media.recognizing.shelf import Shelf
from tests.media.recognizing.parrots import Parrot
from tests.tape import RATE_HZ, silence, tone, write_tape


@pytest.fixture
def tape(tmp_path):
    """Return a minute of sound that never repeats, without a pause."""
    moments = np.arange(60 * RATE_HZ) / RATE_HZ
    rising = 0.3 * np.sin(2 * np.pi * (200 * moments + 5 * moments**2))
    path = tmp_path / "tape.wav"
    write_tape(path, rising.astype(np.float32)[np.newaxis])
    return path


class TestRecognizing:
    def test_joins_the_pieces_on_one_clock(self, tape):
        parrot = Parrot()

        transcript = recognize(tape, parrot).transcript

        starts = [word.start_ms for word in transcript.words]
        assert len(parrot.pieces_ms) > 1
        assert sum(parrot.pieces_ms) == pytest.approx(60_000, abs=20)
        assert starts == sorted(starts)
        assert starts[-1] > 50_000
        assert {word.tier for word in transcript.words} == {Tier.HEARD}
        assert {word.score for word in transcript.words} == {0.9}

    def test_hands_over_no_piece_that_is_too_long(self, tape):
        parrot = Parrot()

        recognize(tape, parrot)

        assert max(parrot.pieces_ms) <= parrot.longest_ms

    def test_pays_nobody_for_silence(self, tmp_path):
        quiet = np.concatenate([tone(40), silence(60), tone(20)], axis=1)
        write_tape(tmp_path / "tape.wav", quiet)
        parrot = Parrot()
        parrot.price = Price(Decimal("0.60"), "USD")

        result = recognize(tmp_path / "tape.wav", parrot)

        assert result.heard_ms < 100_000
        assert result.cost.amount < estimated(parrot, result.duration_ms).cost.amount

    def test_goes_on_where_it_stopped(self, tape, tmp_path):
        shelf = Shelf(tmp_path / "shelf")
        broken = Parrot(fails_at=1, error=TryLater("busy"))
        with pytest.raises(TryLater) as busy:
            recognize(tape, broken, shelf=shelf)
        assert busy.value.sent_ms == broken.pieces_ms[0]

        parrot = Parrot()
        result = recognize(tape, parrot, shelf=shelf)

        assert result.kept_ms == broken.pieces_ms[0]
        assert result.kept_ms + result.heard_ms == pytest.approx(60_000, abs=20)
        assert result.transcript == recognize(tape, Parrot()).transcript

    @pytest.mark.parametrize("error", [NotAnAnswer("no words"), Stalled("silent")])
    def test_knows_what_may_be_charged_for_nothing(self, tape, error):
        with pytest.raises(type(error)) as failed:
            recognize(tape, Parrot(fails_at=0, error=error))

        assert 0 < failed.value.sent_ms <= Parrot.longest_ms

    def test_hears_again_what_another_recognizer_heard(self, tape, tmp_path):
        shelf = Shelf(tmp_path / "shelf")
        recognize(tape, Parrot(), shelf=shelf)
        other = Parrot()
        other.identity = "parrot 2"

        assert recognize(tape, other, shelf=shelf).kept_ms == 0

    def test_hears_again_what_was_damaged(self, tape, tmp_path):
        shelf = Shelf(tmp_path / "shelf")
        recognize(tape, Parrot(), shelf=shelf)
        for file in shelf.folder.glob("*/*"):
            file.write_text('[["half')

        assert recognize(tape, Parrot(), shelf=shelf).kept_ms == 0

    def test_stops_when_it_is_told_to(self, tape):
        parrot = Parrot()

        with pytest.raises(Cancelled):
            recognize(tape, parrot, cancelled=lambda: len(parrot.pieces_ms) == 1)

        assert len(parrot.pieces_ms) == 1

    def test_tells_how_far_it_is(self, tape):
        told = []

        recognize(tape, Parrot(), on_progress=told.append)

        listening = [one.percent for one in told if one.stage == "listening"]
        assert listening == sorted(listening)
        assert listening[-1] == 100


class TestAShelf:
    def test_is_swept_of_what_is_old(self, tape, tmp_path):
        shelf = Shelf(tmp_path / "shelf")
        recognize(tape, Parrot(), shelf=shelf)
        files = list(shelf.folder.glob("*/*"))

        assert shelf.sweep(before=0.0) == 0
        assert shelf.sweep(before=files[0].stat().st_mtime + 60) == len(files)
        assert recognize(tape, Parrot(), shelf=shelf).kept_ms == 0

    def test_keeps_nothing_half(self, tape, tmp_path):
        shelf = Shelf(tmp_path / "shelf")

        with pytest.raises(TypeError):
            shelf.keep(np.zeros(10, dtype=np.int16), "parrot", [(object(),)])

        assert [file for file in Path(shelf.folder).glob("*/*") if file.is_file()] == []
