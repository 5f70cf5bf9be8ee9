"""Lock files: every package has its hash, and none says where it came from."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON_LOCKS = sorted(ROOT.glob("requirements*.lock"))


def pins(lock):
    """Return the packages of a lock file with everything written below each."""
    parts = re.split(r"^(?=[a-z0-9])", lock.read_text(), flags=re.M | re.I)
    return {part.split("==")[0]: part for part in parts if "==" in part}


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda lock: lock.name)
class TestAPythonLockFile:
    def test_gives_every_package_a_hash(self, lock):
        assert pins(lock)
        assert [name for name, pin in pins(lock).items() if "sha256:" not in pin] == []

    def test_carries_no_address(self, lock):
        assert "://" not in lock.read_text()
        assert "index-url" not in lock.read_text()


class TestTheTestToolsLockFile:
    def test_pins_what_a_station_runs_on_to_the_same_versions(self):
        runtime = pins(ROOT / "requirements.lock")
        dev = pins(ROOT / "requirements-dev.lock")

        versions = {name: pin.split()[0] for name, pin in runtime.items()}

        assert versions == {name: dev[name].split()[0] for name in versions}


class TestTheFrontEndLockFile:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    def test_gives_every_package_a_hash(self):
        fetched = {name: lock for name, lock in self.packages.items() if name}

        assert fetched
        assert all(lock["integrity"].startswith("sha512-") for lock in fetched.values())

    def test_carries_no_address(self):
        assert "://" not in (ROOT / "package-lock.json").read_text()
