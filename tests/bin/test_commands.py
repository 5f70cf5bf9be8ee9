"""The commands in bin/: each can be run by any shell, and the README knows them all."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = sorted(path for path in (ROOT / "bin").iterdir() if path.is_file())


@pytest.mark.parametrize(
    "command", [*COMMANDS, ROOT / ".ci/run"], ids=lambda path: path.name
)
class TestACommand:
    def test_needs_nothing_but_a_shell_to_begin(self, command):
        assert command.read_text().startswith("#!/bin/sh\n")
        assert command.stat().st_mode & 0o111

    def test_parses(self, command):
        subprocess.run(["sh", "-n", command], check=True)

    def test_stops_at_the_first_thing_that_fails(self, command):
        assert "\nset -eu\n" in command.read_text()


class TestTheReadme:
    def test_lists_every_command_and_no_other(self):
        readme = (ROOT / "README.md").read_text(encoding="utf-8")

        listed = re.findall(r"^\| `bin/([\w-]+)`", readme, flags=re.MULTILINE)

        assert sorted(listed) == [command.name for command in COMMANDS]


class TestFindingPython:
    FINDER = ROOT / "bin/house/python.sh"

    def found(self, folder, *, root):
        """Return what the finder says on a machine with nothing but a folder in PATH."""
        script = f"root={root}; . {self.FINDER}; root={root}; find_python"
        return subprocess.run(
            ["/bin/sh", "-c", script, f"{root}/bin/setup"],
            env={"PATH": str(folder)},
            capture_output=True,
            text=True,
            check=False,
        )

    @pytest.fixture
    def machine(self, tmp_path):
        """A folder of Pythons, each of which knows its version and no more."""
        (tmp_path / "bin").mkdir()
        (tmp_path / "dirname").symlink_to(shutil.which("dirname"))
        return tmp_path

    def install(self, machine, name, version):
        code = f"import sys; sys.version_info = {version}; exec(sys.argv[1])"
        program = machine / name
        program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{code}" "$2"\n')
        program.chmod(0o755)

    def test_takes_the_machines_own_where_it_will_do(self, machine):
        self.install(machine, "python3", (3, 12))
        self.install(machine, "python3.13", (3, 13))

        assert self.found(machine, root=machine).stdout.strip().endswith("/python3")

    def test_passes_by_one_that_is_too_old(self, machine):
        self.install(machine, "python3", (3, 9))
        self.install(machine, "python3.11", (3, 11))

        assert self.found(machine, root=machine).stdout.strip().endswith("/python3.11")

    def test_takes_one_that_needs_a_compiler_last(self, machine):
        self.install(machine, "python3", (3, 14))
        self.install(machine, "python3.13", (3, 13))

        assert self.found(machine, root=machine).stdout.strip().endswith("/python3.13")

    def test_says_what_to_install_where_there_is_none(self, machine):
        answer = self.found(machine, root=machine)

        assert answer.returncode == 1
        assert "apt-get install python3 python3-venv" in answer.stderr
