"""What every test stands on: see also settings.py."""
