"""What every test stands on: see also settings.py."""

from hypothesis import settings

# A machine that is busy is no reason for a test to fail; benches measure time.
settings.register_profile("callsign", deadline=None)
settings.load_profile("callsign")
