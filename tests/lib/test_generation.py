"""The generation, counted by many processes at once."""

import subprocess
import sys

from callsign.lib.generation import NEVER, Generation

BUMP = """
import sys
from pathlib import Path
from callsign.lib.generation import Generation
for _ in range(200):
    Generation(Path(sys.argv[1])).bump()
"""


class TestTheGeneration:
    def test_is_never_before_the_first_change(self, tmp_path):
        assert Generation(tmp_path / "generation").now() == NEVER

    def test_loses_no_change_of_any_process(self, tmp_path):
        file = tmp_path / "generation"
        writers = [
            subprocess.Popen([sys.executable, "-c", BUMP, str(file)]) for _ in range(3)
        ]

        assert [writer.wait() for writer in writers] == [0, 0, 0]
        assert Generation(file).now()[1] == 600

    def test_is_another_one_when_the_file_was_replaced(self, tmp_path):
        generation = Generation(tmp_path / "generation")
        generation.bump()
        before = generation.now()
        other = Generation(tmp_path / "restored")
        other.bump()

        (tmp_path / "restored").replace(tmp_path / "generation")

        assert generation.now() != before
