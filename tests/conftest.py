"""What every test stands on."""

import os
import tempfile

# Before Django reads its settings: tests keep nothing in the place a station keeps it.
os.environ["CALLSIGN_DATA"] = tempfile.mkdtemp(prefix="callsign-tests-")
os.environ.setdefault("CALLSIGN_DEBUG", "1")
