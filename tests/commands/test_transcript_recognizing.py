"""A first draft from the command line."""

import json
from pathlib import Path

import pytest

from callsign.commands.program import main
from tests.media.recognizing.endpoints import endpoint, verbose
from tests.tape import silence, tone, write_tape

SPEECH = Path(__file__).parents[3] / "shared/data/audio/jfk/jfk.flac"
GOOD = (200, {}, verbose("Good", "morning,", "Ada."))


@pytest.fixture(autouse=True)
def station(monkeypatch, tmp_path):
    monkeypatch.setenv("CALLSIGN_DATA", str(tmp_path / "station"))


@pytest.fixture
def tape(tmp_path):
    write_tape(tmp_path / "tape.wav", tone(4))
    return str(tmp_path / "tape.wav")


@pytest.fixture
def asked(monkeypatch):
    with endpoint(GOOD) as served:
        monkeypatch.setenv("CALLSIGN_RECOGNIZER_URL", served.address())
        monkeypatch.setenv("CALLSIGN_RECOGNIZER_PRIVATE", "yes")
        monkeypatch.setenv("CALLSIGN_RECOGNIZER_PRICE", "6.00 USD")
        yield served


class TestRecognizing:
    def test_writes_what_an_endpoint_heard_and_what_it_cost(self, tape, asked, capsys):
        code = main(["transcript", "recognize", tape, "--with", "endpoint"])

        output = capsys.readouterr()
        words = json.loads(output.out)["turns"][0]["words"]
        assert code == 0
        assert [word["text"] for word in words] == ["Good", "morning,", "Ada."]
        assert "for 0.40 USD" in output.err

    def test_pays_for_nothing_twice(self, tape, asked, capsys):
        for _ in range(2):
            main(["transcript", "recognize", tape, "--with", "endpoint", "--to", "txt"])

        assert len(asked.paths) == 1
        assert "known from before" in capsys.readouterr().err

    def test_says_that_nobody_spoke(self, tmp_path, capsys):
        write_tape(tmp_path / "tape.wav", silence(2))

        assert main(["transcript", "recognize", str(tmp_path / "tape.wav")]) == 2
        assert "no words were heard" in capsys.readouterr().err

    def test_says_that_there_is_no_address(self, tape, capsys):
        assert main(["transcript", "recognize", tape, "--with", "endpoint"]) == 2
        assert "CALLSIGN_RECOGNIZER_URL" in capsys.readouterr().err

    def test_says_that_there_is_no_recording(self, capsys):
        assert main(["transcript", "recognize", "nowhere.wav"]) == 2
        assert "nowhere.wav" in capsys.readouterr().err

    @pytest.mark.skipif(not SPEECH.exists(), reason="the recordings are not here")
    def test_says_of_a_rough_draft_that_it_is_one(self, capsys):
        assert main(["transcript", "recognize", str(SPEECH), "--to", "txt"]) == 0

        output = capsys.readouterr()
        assert "country" in output.out
        assert "nearly half of its words are wrong" in output.err
