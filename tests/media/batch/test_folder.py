"""A batch in this process: what it makes, finds again, tries again and leaves behind."""

import os
import shutil
from pathlib import Path

import pytest

from callsign.lib.batch.ledger import entries
from callsign.media.batch.order import Kind, Order
from callsign.media.batch.tally import State, state_of
from callsign.media.recognizing.sphinx import SphinxRecognizer
from tests.media.batch.archives import READ, contents, run, write_script
from tests.tape import silence, write_tape

SPEECH = Path(__file__).parents[4] / "shared/data/audio/jfk/jfk.flac"
MAKING = "callsign.media.batch.work.make"


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    write_script(folder / "a.txt", "Ada")
    write_script(folder / "1987/b.txt", "Luis")
    return folder


@pytest.fixture
def into(tmp_path):
    return tmp_path / "results"


def states(rows):
    return {row.paths[0]: str(state_of(row)) for row in rows}


class TestASecondRun:
    def test_makes_only_what_is_lacking(self, archive, into, monkeypatch):
        run(archive, into)
        write_script(archive / "c.txt", "Mina")
        # Nobody need read the others: they are known by their size and time.
        hashed = []
        monkeypatch.setattr(
            "callsign.media.batch.work.digest_of",
            lambda file: hashed.append(file.name) or "3f9c",
        )

        rows = run(archive, into)

        assert states(rows) == {
            "a.txt": State.STOOD,
            "1987/b.txt": State.STOOD,
            "c.txt": State.MADE,
        }
        assert hashed == ["c.txt"]

    def test_knows_a_file_that_was_moved(self, archive, into):
        run(archive, into)
        (archive / "a.txt").rename(archive / "1987/z.txt")

        assert set(states(run(archive, into)).values()) == {State.STOOD}

    def test_makes_anew_what_was_changed(self, archive, into):
        run(archive, into)
        write_script(archive / "a.txt", "Mina")

        assert states(run(archive, into))["a.txt"] == State.MADE

    def test_makes_something_else_for_other_options(self, archive, into):
        run(archive, into)

        rows = run(archive, into, Order(Kind.READ, to="txt"))

        assert set(states(rows).values()) == {State.MADE}
        assert len(list(entries(into))) == 4

    def test_hashes_every_file_again_when_asked_to(self, archive, into):
        run(archive, into)
        file = archive / "a.txt"
        before = file.stat()
        file.write_bytes(file.read_bytes().replace(b"Ada", b"Eve"))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

        assert states(run(archive, into))["a.txt"] == State.STOOD
        assert states(run(archive, into, again=True))["a.txt"] == State.MADE


class TestTheSameContentTwice:
    def test_is_one_job_with_two_rows(self, archive, into):
        shutil.copy(archive / "a.txt", archive / "copy.txt")

        rows = run(archive, into)

        names = {row.paths[0]: row.outcome.receipt.name for row in rows}
        assert len(rows) == 3
        assert names["a.txt"] == names["copy.txt"]
        assert len(list(entries(into))) == 2


class TestAFileThatCannotBeRead:
    def test_stops_nobody_and_is_not_tried_again(self, archive, into):
        (archive / "a.txt").write_bytes(b"\xff\xfb\x90" + bytes(2_000))

        first, second = run(archive, into), run(archive, into)

        assert states(first) == {"a.txt": State.FAILED, "1987/b.txt": State.MADE}
        assert states(second) == {"a.txt": State.FAILED, "1987/b.txt": State.STOOD}
        assert first[0].outcome.is_new
        assert not second[0].outcome.is_new

    def test_says_that_it_may_not_be_opened(self, archive, into, monkeypatch):
        def refused(_):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("callsign.media.batch.work.digest_of", refused)

        rows = run(archive, into)

        assert set(states(rows).values()) == {State.FAILED_NOW}
        assert rows[0].outcome.receipt.trouble.message == "Permission denied"

    @pytest.mark.parametrize(
        ("error", "name"),
        [
            (MemoryError(), "MemoryError"),
            (OSError(5, "Input/output error"), "OSError"),
            (ZeroDivisionError("a mistake of ours"), "ZeroDivisionError"),
        ],
    )
    def test_is_tried_again_when_that_may_help(
        self, archive, into, monkeypatch, error, name
    ):
        def fail(*_, **__):
            raise error

        with monkeypatch.context() as patched:
            patched.setattr(MAKING, fail)
            failed = run(archive, into)
        healed = run(archive, into)

        assert {row.outcome.receipt.trouble.name for row in failed} == {name}
        assert set(states(failed).values()) == {State.FAILED_NOW}
        assert set(states(healed).values()) == {State.MADE}
        assert not list(into.glob("failures/*/*"))

    def test_says_where_a_mistake_of_ours_is(self, archive, into, monkeypatch):
        monkeypatch.setattr(MAKING, lambda *_, **__: 1 / 0)

        rows = run(archive, into)

        assert "ZeroDivisionError: division by zero" in (
            rows[0].outcome.receipt.trouble.message
        )


class TestAFileThatChangesMeanwhile:
    def test_gives_no_result_under_the_name_of_what_it_was(
        self, archive, into, monkeypatch
    ):
        from_now = iter(["Eve", "Mina"])

        def changed(order, files, *, shelf):
            write_script(files[0], next(from_now))
            return None

        monkeypatch.setattr(MAKING, changed)

        rows = run(archive, into)

        assert {row.outcome.receipt.trouble.name for row in rows} == {
            "ChangedMeanwhile"
        }
        assert contents(into).keys() == {
            f"failures/{name[:2]}/{name}.json"
            for name in (row.outcome.receipt.name for row in rows)
        }


class TestAWorkerWithAnotherVersion:
    def test_makes_nothing(self, archive, into, monkeypatch):
        monkeypatch.setattr("tests.media.batch.archives.installed", lambda: "9.9")

        rows = run(archive, into)

        assert {row.outcome.receipt.trouble.name for row in rows} == {"OtherVersion"}
        assert set(states(rows).values()) == {State.FAILED_NOW}
        assert contents(into) == {}


class TestRecordings:
    @pytest.mark.skipif(not SPEECH.exists(), reason="the recordings are not here")
    def test_are_aligned_with_the_script_of_their_name(self, tmp_path, into):
        folder = tmp_path / "tapes"
        folder.mkdir()
        shutil.copy(SPEECH, folder)
        (folder / "jfk.txt").write_text(
            "KENNEDY: And so, my fellow Americans: ask not what your country can do for"
            " you. Ask what you can do for your country.",
            encoding="utf-8",
        )

        (row,) = run(folder, into, Order(Kind.ALIGN, to="srt"))

        receipt = row.outcome.receipt
        assert (receipt.words, receipt.audio_ms) == (22, 11_000)
        assert receipt.findings == ()
        assert [source.path for source in receipt.sources] == ["jfk.flac", "jfk.txt"]

    def test_that_are_silent_fit_no_script(self, tmp_path, into):
        folder = tmp_path / "tapes"
        write_script(folder / "tape.txt", "Ada")
        write_tape(folder / "tape.wav", silence(2))

        (row,) = run(folder, into, Order(Kind.ALIGN))

        assert row.paths == ("tape.wav", "tape.txt")
        assert row.outcome.receipt.trouble.name == "OtherRecording"
        assert state_of(row) == State.FAILED

    def test_that_are_silent_have_no_words(self, tmp_path, into):
        folder = tmp_path / "tapes"
        folder.mkdir()
        write_tape(folder / "tape.wav", silence(2))
        identity = SphinxRecognizer().identity
        order = Order(Kind.RECOGNIZE, recognizer="pocketsphinx", identity=identity)

        (row,) = run(folder, into, order)

        assert row.outcome.receipt.trouble.name == "NobodySpeaks"

    def test_are_not_heard_by_another_machine_than_was_asked_for(self, tmp_path, into):
        folder = tmp_path / "tapes"
        folder.mkdir()
        write_tape(folder / "tape.wav", silence(1))
        order = Order(Kind.RECOGNIZE, recognizer="pocketsphinx", identity="another")

        (row,) = run(folder, into, order)

        assert row.outcome.receipt.trouble.stops_all


class TestWhatAMachineHeard:
    def test_says_so_in_every_file_it_becomes(self, tmp_path, into):
        folder = tmp_path / "drafts"
        folder.mkdir()
        (folder / "draft.json").write_text(
            '{"text": " Good morning.", "language": "en", "segments": [{"id": 0,'
            ' "start": 0.0, "end": 1.0, "text": " Good morning.", "tokens": [1],'
            ' "temperature": 0.0, "avg_logprob": -0.1, "no_speech_prob": 0.0}]}',
            encoding="utf-8",
        )

        run(folder, into, Order(Kind.READ, to="vtt"))

        (captions,) = into.glob("results/*/*/transcript.vtt")
        assert "Made by a machine" in captions.read_text(encoding="utf-8")


class TestReceipts:
    def test_tell_of_what_was_made_and_what_is_odd_by_line(self, tmp_path, into):
        folder = tmp_path / "scripts"
        folder.mkdir()
        (folder / "a.txt").write_bytes(b"OKAFOR: Hello.\nPRIETO: Y\x00es.\n")

        (row,) = run(folder, into, READ)

        receipt = row.outcome.receipt
        assert (receipt.words, receipt.finding_count) == (2, 1)
        assert receipt.findings[0].where == "line 2"
        assert state_of(row) == State.MADE_IN_PART
        assert receipt.sources[0].path == "a.txt"
