import os
import time

from callsign.lib.batch.results import Results
from callsign.lib.batch.sweeping import STALE_S, sweep
from tests.lib.batch.receipts import CONTENT, receipt


def left_behind(folder, name, *, age_s):
    one = folder / "unfinished" / name
    one.mkdir(parents=True)
    (one / "transcript.json").write_bytes(b"half")
    then = time.time() - age_s
    os.utime(one, (then, then))


class TestSweeping:
    def test_takes_away_what_nobody_goes_on_with(self, tmp_path):
        left_behind(tmp_path, "old", age_s=STALE_S + 60)
        left_behind(tmp_path, "new", age_s=0)

        assert sweep(tmp_path) == 1
        assert [one.name for one in (tmp_path / "unfinished").iterdir()] == ["new"]

    def test_leaves_results_alone(self, tmp_path):
        results = Results(tmp_path)
        made = receipt()
        results.put(made, CONTENT)

        sweep(tmp_path, older_than_s=0)

        assert results.standing(made.name) == made

    def test_finds_nothing_in_a_new_folder(self, tmp_path):
        assert sweep(tmp_path) == 0
