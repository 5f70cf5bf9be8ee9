"""A pytest plugin: count what happened for bin/test, and under CI let no test be skipped."""

import json
import os
from pathlib import Path

import pytest

OUTCOMES = ("passed", "failed", "error", "skipped", "xfailed", "deselected")


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:  # one of several processes; the first one counts them all
        return
    counts = {outcome: len(reporter.stats.get(outcome, ())) for outcome in OUTCOMES}
    if os.environ.get("CI") and counts["skipped"] and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    where = os.environ.get("CALLSIGN_TEST_COUNTS")
    if where:
        Path(where).write_text(json.dumps(counts))
