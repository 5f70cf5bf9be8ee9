import errno
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from callsign.lib.batch.ledger import entries
from callsign.lib.batch.receipt import NotAReceipt, Trouble, from_json, to_json
from callsign.lib.batch.results import Results
from tests.lib.batch.receipts import CONTENT, receipt

DAMAGED = Trouble("DamagedFile", "nothing in it can be trusted", is_final=True)


@pytest.fixture
def results(tmp_path):
    return Results(tmp_path / "results")


def unfinished(results):
    return list((results.folder / "unfinished").iterdir())


class TestPuttingAResultInItsPlace:
    def test_makes_it_stand_with_its_receipt(self, results):
        made = receipt()

        assert results.put(made, CONTENT)
        assert results.standing(made.name) == made
        assert (results.place_of(made.name) / "transcript.json").read_bytes() == CONTENT

    def test_leaves_one_that_stands_as_it_is(self, results):
        first, second = receipt(), receipt()
        results.put(first, CONTENT)

        assert not results.put(second, CONTENT)
        assert results.standing(first.name).token == first.token
        assert [token for _, _, token in entries(results.folder)] == [first.token]
        assert unfinished(results) == []

    def test_lets_one_in_of_many_who_come_at_once(self, results):
        makings = [receipt() for _ in range(8)]
        gate = threading.Barrier(len(makings))
        placed = []

        def put(one):
            gate.wait()
            placed.append(results.put(one, CONTENT))

        threads = [threading.Thread(target=put, args=(one,)) for one in makings]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

        assert sorted(placed) == [False] * 7 + [True]
        assert len(list(entries(results.folder))) == 1
        assert unfinished(results) == []

    def test_leaves_nothing_when_the_disk_is_full(self, results, monkeypatch):
        def full(*_):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("callsign.lib.batch.results.os.fsync", full)
        made = receipt()

        with pytest.raises(OSError, match="No space"):
            results.put(made, CONTENT)

        assert results.standing(made.name) is None
        assert unfinished(results) == []

    def test_knows_its_own_when_the_answer_of_a_file_server_was_lost(
        self, results, monkeypatch
    ):
        rename = Path.rename

        def done_and_then_lost(self, target):
            rename(self, target)
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")

        monkeypatch.setattr(Path, "rename", done_and_then_lost)

        assert results.put(receipt(), CONTENT)

    def test_takes_away_what_was_said_of_a_failure(self, results):
        results.put_failure(receipt(trouble=DAMAGED))

        results.put(receipt(), CONTENT)

        assert results.failure(receipt().name) is None


class TestFindingADamagedResult:
    @pytest.mark.parametrize("name", ["transcript.json", "receipt.json"])
    @pytest.mark.parametrize("left", [None, b"", b"{"])
    def test_sets_it_aside_so_that_it_is_made_again(self, results, name, left):
        made = receipt()
        results.put(made, CONTENT)
        file = results.place_of(made.name) / name
        if left is None:
            file.unlink()
        else:
            file.write_bytes(left)

        assert results.standing(made.name) is None
        assert results.put(receipt(), CONTENT)

    def test_puts_another_where_nobody_looked_before(self, results):
        made = receipt()
        results.put(made, CONTENT)
        (results.place_of(made.name) / "transcript.json").unlink()

        assert results.put(receipt(), CONTENT)


class TestKeepingAFailure:
    def test_tells_of_the_latest_time(self, results):
        failed = receipt(trouble=DAMAGED)
        results.put_failure(failed)
        results.put_failure(replace(failed, token="later", work_s=2.0))

        assert results.failure(failed.name).work_s == 2.0
        assert unfinished(results) == []

    def test_knows_of_none_before(self, results):
        assert results.failure(receipt().name) is None


class TestReadingAReceipt:
    def test_reads_what_was_written(self):
        made = receipt(trouble=DAMAGED)

        assert from_json(to_json(made)) == made

    @pytest.mark.parametrize(
        "content", [b"", b"{", b"[]", b"{}", b'{"name": "x"}', b"\xff"]
    )
    def test_refuses_what_is_none(self, content):
        with pytest.raises(NotAReceipt):
            from_json(content)

    def test_passes_over_what_a_later_version_adds(self):
        content = to_json(receipt()).replace(b'"words"', b'"mood": "good", "words"')

        assert from_json(content).words == 2
