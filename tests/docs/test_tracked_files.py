"""What is committed says nothing of the machine it was written on."""

import re
import subprocess

import pytest

from tests.docs.pages import ROOT

# Folders that only a developer's machine has, written so that this line is none of them.
OF_A_MACHINE = re.compile(rb"(?<![\w.:/-])/(?:work|root|home|Users|tmp)/\w")


@pytest.fixture(scope="module")
def tracked():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git repository")
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [file for file in files if file.is_file()]


class TestTrackedFiles:
    def test_name_no_folder_of_a_developers_machine(self, tracked):
        naming = [
            f"{file.relative_to(ROOT)}: {found[0].decode()}"
            for file in tracked
            if (found := OF_A_MACHINE.search(file.read_bytes()))
        ]

        assert naming == []

    def test_keep_out_what_a_station_keeps(self, tracked):
        kept = {"var", "node_modules", ".venv"}

        assert {file.relative_to(ROOT).parts[0] for file in tracked}.isdisjoint(kept)

    def test_keep_commands_that_can_be_run(self, tracked):
        commands = [file for file in tracked if file.parent == ROOT / "bin"]

        assert commands
        assert [file.name for file in commands if not file.stat().st_mode & 0o100] == []
