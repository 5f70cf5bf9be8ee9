"""Whole folders from the command line."""

import csv
import os
import sys

import pytest

from callsign.commands import transcript, transcript_batch_showing
from callsign.commands.program import INTERRUPTED, main
from callsign.commands.transcript_batch_showing import Progress
from callsign.lib.batch.receipt import Trouble
from callsign.media.batch import order, work
from tests.media.batch.archives import write_script
from tests.media.recognizing.endpoints import endpoint, verbose
from tests.tape import tone, write_tape

DAMAGED = b"\xff\xfb\x90" + bytes(2_000)


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    write_script(folder / "a.txt", "Ada")
    write_script(folder / "b.txt", "Luis")
    return folder


@pytest.fixture
def into(tmp_path):
    return tmp_path / "results"


@pytest.fixture(autouse=True)
def station(monkeypatch, tmp_path):
    monkeypatch.setenv("CALLSIGN_DATA", str(tmp_path / "station"))


def batch(folder, into, *options, kind="read"):
    return main(
        ["transcript", "batch", kind, str(folder), "--into", str(into), *options]
    )


def table(file):
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


class TestReadingAFolder:
    def test_puts_every_result_in_its_place_and_sums_up(self, archive, into, capsys):
        (archive / "cover.png").write_bytes(b"")

        code = batch(archive, into)

        lines = capsys.readouterr().out.splitlines()
        rows = table(into / "report.csv")
        assert code == 0
        assert lines[1].split()[:3] == ["made", "2", "8"]
        assert lines[2].split()[:3] == ["left", "out", "1"]
        assert all((into / row["result"]).is_file() for row in rows[:2])
        assert rows[2]["message"] == "a file with the ending .png"
        assert table(into / "failures.csv") == []

    def test_finds_the_second_time_what_stands(self, archive, into, capsys):
        batch(archive, into)
        capsys.readouterr()

        assert batch(archive, into) == 0
        assert capsys.readouterr().out.splitlines()[1].startswith("there already")

    def test_writes_the_format_that_is_wanted(self, archive, into):
        assert batch(archive, into, "--to", "srt") == 0
        assert len(list(into.glob("results/*/*/transcript.srt"))) == 2

    def test_takes_a_name_that_is_no_text(self, archive, into):
        write_script(archive / os.fsdecode(b"caf\xe9.txt"), "Mina")

        assert [batch(archive, into), batch(archive, into)] == [0, 0]
        assert table(into / "report.csv")[2]["file"] == r"caf\udce9.txt"

    def test_works_in_several_processes(self, archive, into, capsys):
        assert batch(archive, into, "--jobs", "2") == 0
        assert capsys.readouterr().out.splitlines()[1].split()[:2] == ["made", "2"]

    def test_ends_with_1_and_a_list_when_something_failed(self, archive, into, capsys):
        (archive / "=damaged.txt").write_bytes(DAMAGED)

        code = batch(archive, into)

        (row,) = table(into / "failures.csv")
        assert code == 1
        assert row["file"] == "'=damaged.txt"  # no formula for a spreadsheet
        assert row["error"] == "NotText"
        assert "failures.csv" in capsys.readouterr().out

    def test_ends_with_1_both_times_when_parts_were_left_out(self, archive, into):
        (archive / "a.txt").write_bytes(b"OKAFOR: Hello.\nPRIETO: Y\x00es.\n")

        assert [batch(archive, into), batch(archive, into)] == [1, 1]

    def test_ends_with_2_when_all_failed(self, archive, into):
        for name in ("a.txt", "b.txt"):
            (archive / name).write_bytes(DAMAGED)

        assert batch(archive, into) == 2

    def test_ends_with_2_for_an_empty_folder(self, tmp_path, into):
        (tmp_path / "empty").mkdir()

        assert batch(tmp_path / "empty", into) == 2

    @pytest.mark.parametrize(
        ("folder", "options", "says"),
        [
            ("nowhere", [], "no such folder"),
            ("results", [], "must not be RESULTS"),
            ("archive", ["--jobs", "0"], "at least 1"),
            ("archive", ["--scheduler", "tcp://127.0.0.1:9"], "no scheduler answers"),
        ],
    )
    def test_ends_with_2_and_a_sentence(
        self, archive, into, tmp_path, capsys, monkeypatch, folder, options, says
    ):
        into.mkdir()
        if "--scheduler" in options:
            module = pytest.importorskip("callsign.lib.batch.cluster")
            monkeypatch.setattr(module, "CONNECT_S", 0.2)

        assert batch(tmp_path / folder, into, *options) == 2
        assert says in capsys.readouterr().err

    def test_says_what_to_install_where_there_is_no_dask(
        self, archive, into, monkeypatch, capsys
    ):
        monkeypatch.delitem(sys.modules, "callsign.lib.batch.cluster", raising=False)
        monkeypatch.setitem(sys.modules, "distributed", None)

        assert batch(archive, into, "--scheduler", "tcp://127.0.0.1:9") == 2
        assert "pip install 'callsign-radio[archive]'" in capsys.readouterr().err

    def test_says_so_where_nothing_can_be_remembered(self, archive, into, capsys):
        (into / "known.sqlite3").mkdir(parents=True)

        assert batch(archive, into) == 2
        assert "unable to open database file" in capsys.readouterr().err


class TestInterruptingAFolder:
    def test_sums_up_what_was_done_until_then(self, archive, into, monkeypatch, capsys):
        make = work.make

        def interrupted(order, files, *, shelf):
            if files[0].name == "b.txt":
                raise KeyboardInterrupt
            return make(order, files, shelf=shelf)

        monkeypatch.setattr(work, "make", interrupted)

        assert batch(archive, into) == INTERRUPTED
        assert capsys.readouterr().out.splitlines()[1].split()[:2] == ["made", "1"]
        assert [row["file"] for row in table(into / "report.csv")] == ["a.txt"]
        assert list((into / "unfinished").iterdir()) == []

    def test_goes_on_where_it_was(self, archive, into, monkeypatch, capsys):
        self.test_sums_up_what_was_done_until_then(archive, into, monkeypatch, capsys)
        monkeypatch.undo()

        assert batch(archive, into) == 0
        states = {row["file"]: row["outcome"] for row in table(into / "report.csv")}
        assert states == {"a.txt": "there already", "b.txt": "made"}


class TestTroubleThatAllWouldMeet:
    def test_ends_the_batch_at_once(self, archive, into, monkeypatch, capsys):
        tried = []

        def full(error):
            tried.append(error)
            return Trouble("OSError", "No space left on device", stops_all=True)

        monkeypatch.setattr(work, "trouble_of", full)
        monkeypatch.setattr(work, "make", lambda *_, **__: 1 / 0)

        assert batch(archive, into) == 2
        assert len(tried) == 1
        assert "No space left on device" in capsys.readouterr().err


class TestRecognizingAFolder:
    def test_keeps_what_an_endpoint_heard_and_sums_up_the_cost(
        self, tmp_path, into, monkeypatch, capsys
    ):
        (tmp_path / "tapes").mkdir()
        for number in range(2):
            samples = tone(4, hz=440.0 + number)
            write_tape(tmp_path / "tapes" / f"tape-{number}.wav", samples)
        heard = (200, {}, verbose("Good", "morning,", "Ada."))
        monkeypatch.setenv("CALLSIGN_RECOGNIZER_PRIVATE", "yes")
        monkeypatch.setenv("CALLSIGN_RECOGNIZER_PRICE", "6.00 USD")

        with endpoint(heard, heard) as served:
            monkeypatch.setenv("CALLSIGN_RECOGNIZER_URL", served.address())
            code = batch(
                tmp_path / "tapes", into, "--with", "endpoint", kind="recognize"
            )

        out = capsys.readouterr().out
        assert code == 0
        assert out.splitlines()[1].split()[:3] == ["made", "2", "6"]
        assert "cost: 0.80 USD" in out

    def test_ends_with_2_where_no_machine_is_set_up(self, archive, into, capsys):
        assert batch(archive, into, "--with", "endpoint", kind="recognize") == 2
        assert "CALLSIGN_RECOGNIZER_URL" in capsys.readouterr().err


class TestTheProgressOfABatch:
    def test_is_a_line_every_half_minute_where_there_is_no_terminal(self, capsys):
        now_s = 0.0
        show = Progress(100, 1_000, clock=lambda: now_s)

        for _ in range(50):
            now_s += 1.0
            show(10, is_new=True)

        assert capsys.readouterr().err == (
            "callsign transcript: 30 of 100 done, 1.0 a second, about 1 min 10 s left\n"
        )

    def test_is_a_bar_on_a_terminal_that_goes_when_all_is_done(
        self, capsys, monkeypatch
    ):
        monkeypatch.setattr(transcript_batch_showing.sys.stderr, "isatty", lambda: True)
        now_s = 0.0
        show = Progress(2, 20, clock=lambda: now_s)

        now_s = 1.0
        show(10, is_new=False)
        show.clear()

        drawn = capsys.readouterr().err
        assert "[############            ] 1 of 2 done" in drawn
        assert drawn.endswith("\r\x1b[K")


class TestTheArguments:
    def test_offer_every_kind_there_is(self):
        assert list(transcript.KINDS) == [str(kind) for kind in order.Kind]
