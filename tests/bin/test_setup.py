import sys

import pytest

from bin.house import setup
from bin.house.stamps import Stamps, digest_of


@pytest.fixture
def stamps(tmp_path, monkeypatch):
    stamps = Stamps(tmp_path / ".venv/stamps.json")
    monkeypatch.setattr(setup, "STAMPS", stamps)
    return stamps


@pytest.fixture
def installed(stamps, monkeypatch):
    """The steps that a set-up would have run, written down instead."""
    steps = []
    monkeypatch.setattr(setup, "make_venv", lambda: steps.append("venv"))
    monkeypatch.setattr(setup, "registry_settings", lambda python: {})
    monkeypatch.setattr(
        setup, "install_packages", lambda lock, env: steps.append(lock.name)
    )
    monkeypatch.setattr(
        setup.front_end, "install", lambda dev, env: steps.append(f"fonts {dev=}")
    )
    monkeypatch.setattr(setup.front_end, "FONTS", setup.ROOT)
    return steps


class TestSettingUp:
    def test_installs_what_a_station_runs_on(self, installed):
        assert setup.set_up(dev=False)

        assert installed == ["venv", "requirements.lock", "fonts dev=False"]

    def test_does_nothing_the_second_time(self, installed):
        setup.set_up(dev=False)
        installed.clear()

        assert not setup.set_up(dev=False)
        assert installed == []

    def test_keeps_the_test_tools_when_a_demo_is_set_up(self, installed):
        setup.set_up(dev=True)
        installed.clear()

        assert not setup.set_up(dev=False)
        assert installed == []

    def test_leaves_the_environment_of_another_tree_alone(self, tmp_path, monkeypatch):
        theirs = tmp_path / "theirs"
        theirs.mkdir()
        (theirs / "stamps.json").write_text('{"root": "theirs"}')
        link = tmp_path / ".venv"
        link.symlink_to(theirs)
        monkeypatch.setattr(setup, "VENV", link)
        monkeypatch.setattr(setup, "PYTHON", link / "bin/python")
        monkeypatch.setattr(setup, "STAMPS", Stamps(link / "stamps.json"))
        monkeypatch.setattr(setup, "run", lambda *step: pytest.fail(str(step)))

        with pytest.raises(setup.SomebodyElsesVenv, match="nothing was done"):
            setup.set_up(dev=False)
        assert (theirs / "stamps.json").read_text() == '{"root": "theirs"}'

    def test_installs_again_when_a_lock_file_changed(self, installed, stamps):
        setup.set_up(dev=False)
        stamps.set("runtime", "the digest of last week's lock file")
        installed.clear()

        assert setup.set_up(dev=False)
        assert installed == ["venv", "requirements.lock"]


class TestMakingTheEnvironment:
    def test_names_the_package_that_brings_a_missing_venv_module(
        self, stamps, monkeypatch
    ):
        monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)

        with pytest.raises(setup.NoVenvModule, match="apt-get install python3-venv"):
            setup.make_venv()

    def test_makes_it_anew_where_the_house_was_moved(self, stamps, monkeypatch):
        steps = []
        monkeypatch.setattr(setup, "run", lambda saying, command: steps.append(command))
        stamps.set("root", "/srv/the-old-place")

        setup.make_venv()

        assert "--clear" in steps[0]
        assert stamps.holds("root", str(setup.ROOT))

    def test_leaves_one_that_stands(self, stamps, monkeypatch):
        monkeypatch.setattr(setup, "run", None)
        monkeypatch.setattr(setup, "PYTHON", setup.Path(sys.executable))
        stamps.set("root", str(setup.ROOT))

        setup.make_venv()


class TestADigest:
    def test_changes_with_a_byte(self, tmp_path):
        lock = tmp_path / "requirements.lock"
        lock.write_text("django==5.2.1")
        before = digest_of([lock])

        lock.write_text("django==5.2.2")

        assert digest_of([lock]) != before

    def test_counts_a_broken_stamp_file_as_nothing_done(self, stamps):
        stamps.path.parent.mkdir()
        stamps.path.write_text('{"dev": ')

        assert not stamps.holds("dev", "a digest")
