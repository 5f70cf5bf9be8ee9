import sys

import pytest

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
