"""Writing the journal: nothing said is lost, whatever the disk does."""

import resource
from contextlib import contextmanager

import pytest

from callsign.air import journal as journals
from callsign.air.journal import Journal
from callsign.engines.stream.journal import Kind
from tests.air.studio import FRIDAY_NOON_MS, ScriptedClock, entries_in


@contextmanager
def room_for(size_bytes: int):
    """Let no file of this process grow beyond a size: the system then cuts a line off."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class TestADiskThatRefusesForLong:
    def test_costs_the_oldest_entries_and_says_how_many(self, tmp_path, monkeypatch):
        monkeypatch.setattr(journals, "MOST_WAITING", 3)
        (tmp_path / "journal").write_text("in the way of the folder")
        journal = Journal(tmp_path / "journal", ScriptedClock())

        for number in range(5):
            journal.write(Kind.LOST, "kdemo", source="studio", reason=str(number))
        with pytest.raises(OSError):
            journal.sync()
        journal.write(Kind.LOST, "kdemo", source="studio", reason="5")
        assert (journal.waiting, journal.dropped) == (3, 3)

        (tmp_path / "journal").unlink()
        journal.close()
        assert [one.number for one in entries_in(tmp_path / "journal")] == [4, 5, 6]
        assert journal.waiting == 0


class TestTheJournal:
    def test_has_a_file_for_each_day(self, tmp_path):
        clock = ScriptedClock()
        journal = Journal(tmp_path, clock)

        journal.write(Kind.STARTED, version="0.1.0")
        clock.pass_by(24 * 3_600)
        journal.write(Kind.LOST, "kdemo", source="studio", reason="closed")
        journal.close()

        names = sorted(path.name for path in tmp_path.iterdir())
        assert names == ["2026-11-20.jsonl", "2026-11-21.jsonl"]

    def test_lets_go_of_days_that_are_two_months_old(self, tmp_path):
        for name in ("2026-09-20.jsonl", "2026-09-21.jsonl", "notes.jsonl"):
            (tmp_path / name).write_bytes(b"")
        journal = Journal(tmp_path, ScriptedClock())

        journal.write(Kind.STARTED, version="0.1.0")
        journal.close()

        names = sorted(path.name for path in tmp_path.iterdir())
        assert names == ["2026-09-21.jsonl", "2026-11-20.jsonl", "notes.jsonl"]

    def test_counts_its_entries_in_one_run(self, tmp_path):
        journal = Journal(tmp_path, ScriptedClock())
        for _ in range(3):
            journal.write(Kind.SILENCE_BEGAN, "kdemo", source="studio", silent_ms=20)
        journal.close()

        entries = entries_in(tmp_path)
        assert [one.number for one in entries] == [1, 2, 3]
        assert {one.run for one in entries} == {journal.run}
        assert entries[0].at_ms == FRIDAY_NOON_MS

    def test_ends_a_line_that_was_torn_off(self, tmp_path):
        path = tmp_path / "2026-11-20.jsonl"
        path.write_bytes(b'{"run":"a1","num')
        journal = Journal(tmp_path, ScriptedClock())

        journal.write(Kind.STARTED, version="0.1.0")
        journal.close()

        torn, whole, end = path.read_bytes().split(b"\n")
        assert torn == b'{"run":"a1","num'
        assert b"started" in whole
        assert end == b""

    def test_keeps_what_the_disk_refuses(self, tmp_path):
        folder = tmp_path / "journal"
        folder.write_text("in the way")
        journal = Journal(folder, ScriptedClock())
        journal.write(Kind.STARTED, version="0.1.0")
        with pytest.raises(OSError, match="exists"):
            journal.sync()

        folder.unlink()
        journal.write(Kind.STOPPED)
        journal.close()

        kinds = [one.kind for one in entries_in(folder)]
        assert kinds == [Kind.STARTED, Kind.STOPPED]

    def test_takes_back_a_line_of_which_the_disk_took_a_part(self, tmp_path):
        journal = Journal(tmp_path, ScriptedClock())
        journal.write(Kind.STARTED, version="0.1.0")
        journal.sync()
        path = tmp_path / "2026-11-20.jsonl"
        before = path.read_bytes()
        journal.write(Kind.STOPPED)
        with (
            room_for(len(before) + 10),
            pytest.raises(OSError, match="No space left"),
        ):
            journal.sync()
        assert path.read_bytes() == before

        journal.close()

        kinds = [one.kind for one in entries_in(tmp_path)]
        assert kinds == [Kind.STARTED, Kind.STOPPED]
