"""The verbs that work on the station's database, which run as programs of their own."""

import os
import subprocess
import sys


def manage(*arguments: str) -> int:
    """Run one of Django's management commands; return its exit code."""
    environment = {"DJANGO_SETTINGS_MODULE": "callsign.config.settings", **os.environ}
    program = [sys.executable, "-m", "django", *arguments]
    return subprocess.run(program, env=environment, check=False).returncode  # noqa: S603
