"""A model is fetched when an operator says so, and at no other time."""

import sys
from types import ModuleType

import pytest

from callsign.commands.program import main


@pytest.fixture
def library(monkeypatch, tmp_path):
    """Stand in for faster-whisper, whose ``download_model`` takes these."""
    monkeypatch.setenv("CALLSIGN_DATA", str(tmp_path))
    module = ModuleType("faster_whisper")
    module.fetched = []

    def download_model(
        size_or_id,
        output_dir=None,
        local_files_only=False,
        cache_dir=None,
        revision=None,
        use_auth_token=None,
    ):
        if size_or_id == "enormous":
            raise ValueError("Invalid model size 'enormous'")
        module.fetched.append(size_or_id)
        place = tmp_path / output_dir
        place.mkdir(parents=True, exist_ok=True)
        (place / "model.bin").write_bytes(b"weights")
        return output_dir

    module.download_model = download_model
    monkeypatch.setitem(sys.modules, "faster_whisper", module)
    return module


class TestFetching:
    def test_puts_a_model_into_the_station_s_folder(self, library, tmp_path, capsys):
        assert main(["models", "fetch", "small"]) == 0

        assert (tmp_path / "models/small/model.bin").is_file()
        assert "small is here" in capsys.readouterr().out

    def test_takes_a_model_of_anybody_s(self, library, tmp_path):
        assert main(["models", "fetch", "kdemo/river"]) == 0

        assert (tmp_path / "models/kdemo--river/model.bin").is_file()

    def test_fetches_nothing_twice(self, library):
        main(["models", "fetch", "small"])
        main(["models", "fetch", "small"])

        assert library.fetched == ["small"]

    @pytest.mark.parametrize("name", ["enormous", "../../etc", "a/b/c", "-x y"])
    def test_says_why_there_is_none(self, library, name, capsys):
        assert main(["models", "fetch", "--", name]) == 2
        assert "callsign models:" in capsys.readouterr().err

    def test_asks_for_the_extra(self, library, monkeypatch, capsys):
        monkeypatch.setitem(sys.modules, "faster_whisper", None)

        assert main(["models", "fetch", "small"]) == 2
        assert "pip install" in capsys.readouterr().err
