"""
The settings of a station that tests may fill and throw away.

pytest-django reads the settings before any conftest runs, so what must be in the
environment by then is put there here.
"""

import os
import tempfile

from django.conf import global_settings

# Tests keep nothing in the place a station keeps it.
os.environ["CALLSIGN_DATA"] = tempfile.mkdtemp(prefix="callsign-tests-")
os.environ.setdefault("CALLSIGN_DEBUG", "1")

from callsign.config.settings import *  # noqa: F403 - the environment comes first

# Accounts are made by the hundred, and each password would take a third of a second.
# The others are known too, as at a station that has grown old.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    *global_settings.PASSWORD_HASHERS,
]
