"""A transcript on the clock of another cut, from the command line."""

import io
import json
import sys

import numpy as np
import pytest

from callsign.commands.program import main
from callsign.engines.transcript.edit_list_text import read_edit_list
from callsign.engines.transcript.json_format import to_json
from tests.broadcasts import RATE_HZ, babble
from tests.engines.transcript.talks import talk
from tests.tape import write_tape

EDITS = "keep 0:00 0:01\nother 0:30 Advertisement\nkeep 0:02.5 0:05\n"


@pytest.fixture
def interview(tmp_path):
    path = tmp_path / "interview.json"
    said = talk(
        ("s1", "Good morning. I'm Ada Okafor."), ("s2", "The river rose on Monday.")
    )
    path.write_text(to_json(said), encoding="utf-8")
    return str(path)


@pytest.fixture
def podcast(tmp_path):
    path = tmp_path / "podcast.txt"
    path.write_text(EDITS, encoding="utf-8")
    return str(path)


class TestATranscriptOnAnEdition:
    def test_is_written_on_the_editions_clock(self, podcast, interview, capsys):
        code = main(["transcript", "edition", podcast, interview])

        output = capsys.readouterr()
        turns = json.loads(output.out)["turns"]
        assert code == 0
        assert [turn["text"] for turn in turns] == [
            "Good morning.",
            "The river rose on Monday.",
        ]
        assert turns[1]["start_ms"] == 31_000
        assert "7 of 10 words" in output.err

    def test_becomes_captions(self, podcast, interview, capsys):
        code = main(["transcript", "edition", podcast, interview, "--to", "vtt"])

        assert code == 0
        assert "00:00:31.000 -->" in capsys.readouterr().out

    def test_takes_the_list_from_the_standard_input(
        self, interview, capsys, monkeypatch
    ):
        stdin = io.TextIOWrapper(io.BytesIO(EDITS.encode()))
        monkeypatch.setattr(sys, "stdin", stdin)

        assert main(["transcript", "edition", "-", interview]) == 0
        assert json.loads(capsys.readouterr().out)["turns"][1]["start_ms"] == 31_000


class TestWhatCannotBeUsed:
    def test_is_named_line_by_line(self, podcast, interview, tmp_path, capsys):
        wrong = tmp_path / "wrong.txt"
        wrong.write_text("keep 0:00 0:01\nkeep noon 0:05\n", encoding="utf-8")

        code = main(["transcript", "edition", str(wrong), interview])

        output = capsys.readouterr()
        assert code == 2
        assert not output.out
        assert "line 2: “noon” is no time" in output.err

    def test_a_file_that_is_not_there(self, podcast, capsys):
        assert main(["transcript", "edition", podcast, "/nowhere/at/all"]) == 2
        assert "/nowhere/at/all: No such file" in capsys.readouterr().err

    def test_a_transcript_without_times(self, podcast, tmp_path, capsys):
        script = tmp_path / "script.txt"
        script.write_text("ADA OKAFOR: Good morning.\n", encoding="utf-8")

        assert main(["transcript", "edition", podcast, str(script)]) == 2
        assert "no times yet" in capsys.readouterr().err

    def test_an_edition_that_has_nothing_of_it(self, interview, tmp_path, capsys):
        other = tmp_path / "other.txt"
        other.write_text("keep 1:00 2:00\n", encoding="utf-8")

        assert main(["transcript", "edition", str(other), interview]) == 2
        assert "0 of 10 words" in capsys.readouterr().err

    def test_two_standard_inputs(self, capsys):
        assert main(["transcript", "edition", "-", "-"]) == 2
        assert "only one" in capsys.readouterr().err

    def test_three_recordings(self, interview, capsys):
        assert main(["transcript", "edition", "a", "b", "c", interview]) == 2
        assert "or two recordings" in capsys.readouterr().err


class TestFindingWhatAnEditionIsMadeOf:
    @pytest.fixture
    def master(self, tmp_path):
        sound = babble(12, seed=1)
        return str(write_tape(tmp_path / "master.wav", sound, rate_hz=RATE_HZ))

    @pytest.fixture
    def later_feed(self, tmp_path):
        sound = np.concatenate([babble(4, seed=2), babble(12, seed=1)], axis=1)
        return str(write_tape(tmp_path / "later.wav", sound, rate_hz=RATE_HZ))

    def test_writes_its_edit_list(self, master, later_feed, capsys):
        code = main(["transcript", "edits", master, later_feed])

        output = capsys.readouterr()
        other, kept = read_edit_list(output.out).parts
        assert code == 0
        assert other.duration_ms == pytest.approx(4_000, abs=50)
        assert kept.end_ms == 12_000
        assert "75% of it is of the master" in output.err

    def test_puts_a_transcript_on_it_in_one_go(
        self, master, later_feed, interview, capsys
    ):
        code = main(["transcript", "edition", master, later_feed, interview])

        turns = json.loads(capsys.readouterr().out)["turns"]
        assert code == 0
        assert turns[0]["start_ms"] == pytest.approx(4_000, abs=50)

    def test_says_that_it_is_another_recording(self, master, tmp_path, capsys):
        sound = babble(12, seed=3)
        other = str(write_tape(tmp_path / "other.wav", sound, rate_hz=RATE_HZ))

        assert main(["transcript", "edits", master, other]) == 2
        assert "has next to nothing of" in capsys.readouterr().err

    def test_says_what_is_no_recording(self, master, interview, capsys):
        assert main(["transcript", "edits", master, interview]) == 2
        assert "interview.json" in capsys.readouterr().err

    def test_says_what_is_not_there(self, master, capsys):
        assert main(["transcript", "edits", master, "/nowhere/at/all"]) == 2
        assert "/nowhere/at/all" in capsys.readouterr().err
