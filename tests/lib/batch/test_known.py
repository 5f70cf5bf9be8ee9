import os
from contextlib import closing

import pytest

from callsign.lib.batch.known import Known
from callsign.lib.batch.receipt import Source


@pytest.fixture
def tape(tmp_path):
    file = tmp_path / "tape.mp3"
    file.write_bytes(b"sound")
    return file


def source_of(file):
    now = file.stat()
    return Source(file.name, "3f9c", now.st_size, now.st_mtime_ns)


class TestRememberingWhatFilesHold:
    def test_outlives_the_run(self, tmp_path, tape):
        known = Known(tmp_path / "known.sqlite3")
        known.keep(tape, source_of(tape))
        known.close()

        with closing(Known(tmp_path / "known.sqlite3")) as again:
            assert again.digest(tape) == "3f9c"

    def test_knows_nothing_of_a_file_that_was_touched(self, tmp_path, tape):
        with closing(Known(tmp_path / "known.sqlite3")) as known:
            known.keep(tape, source_of(tape))
            known.write()

            os.utime(tape, ns=(0, 0))

            assert known.digest(tape) is None

    def test_knows_nothing_of_a_file_that_is_gone(self, tmp_path, tape):
        with closing(Known(tmp_path / "known.sqlite3")) as known:
            assert known.digest(tmp_path / "gone.mp3") is None

    def test_says_that_its_file_is_damaged_and_goes_on(self, tmp_path, tape):
        (tmp_path / "known.sqlite3").write_bytes(b"no database, and long enough" * 100)

        with closing(Known(tmp_path / "known.sqlite3")) as known:
            known.keep(tape, source_of(tape))
            assert known.digest(tape) is None

        assert "not a database" in known.trouble
