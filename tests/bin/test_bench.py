import re
import sys

import pytest

from bench.measuring import ROOT, Bars
from bin.house import bench


@pytest.fixture
def benches(tmp_path, monkeypatch):
    """A folder with one bench and one file that benches share."""
    (tmp_path / "reading.py").write_text(
        '"""How fast scripts are read."""\nif __name__ == "__main__":\n    print(1)\n'
    )
    (tmp_path / "measuring.py").write_text('"""What every bench needs."""\n')
    monkeypatch.setattr(bench, "BENCHES", tmp_path)


class TestListingTheBenches:
    def test_says_what_each_measures(self, benches, monkeypatch, capsys):
        monkeypatch.setattr(sys, "argv", ["bin/bench"])

        bench.main()

        assert capsys.readouterr().out.split(None, 1) == [
            "reading",
            "How fast scripts are read.\n",
        ]

    def test_knows_a_bench_from_what_benches_share(self, benches):
        assert list(bench.available()) == ["reading"]

    def test_names_those_there_are_when_asked_for_another(self, benches, monkeypatch):
        monkeypatch.setattr(sys, "argv", ["bin/bench", "writing"])

        with pytest.raises(SystemExit, match="there are: reading"):
            bench.main()


class TestBars:
    def test_that_are_all_reached_let_the_bench_end_well(self):
        bars = Bars()
        bars.most("the slowest page, ms", 1_000, 1_000)
        bars.least("answers a second", 5_000, 5_000)

        bars.end()

    def test_that_are_missed_end_the_bench_with_each_of_them(self):
        bars = Bars()
        bars.most("the slowest page, ms", 1_200.4, 1_000)
        bars.least("answers a second", float("nan"), 5_000)

        with pytest.raises(SystemExit) as ended:
            bars.end()

        assert ended.value.code == (
            "Missed:\n- the slowest page, ms: 1,200.4, at most 1,000\n"
            "- answers a second: nan, at least 5,000"
        )

    def test_that_a_bench_states_are_held_by_it(self):
        """A bench that prints a bar fails when it is missed."""
        for file in sorted((ROOT / "bench").glob("*.py")):
            text = file.read_text(encoding="utf-8")
            states = re.search(
                r"^[A-Z_, ]*BAR(S|_[A-Z_0-9]+)?\b.* = ", text, re.MULTILINE
            )
            if states and "write_result(" in text:
                assert "bars.end()" in text or "sys.exit(main())" in text, file.name
