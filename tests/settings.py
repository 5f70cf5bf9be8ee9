"""
The settings of a station that tests may fill and throw away.

pytest-django reads the settings before any conftest runs, so what must be in the
environment by then is put there here.
"""

import os
import tempfile

# Tests keep nothing in the place a station keeps it.
os.environ["CALLSIGN_DATA"] = tempfile.mkdtemp(prefix="callsign-tests-")
os.environ.setdefault("CALLSIGN_DEBUG", "1")

from callsign.config.settings import *  # noqa: F403 - the environment comes first
