"""Callsign: everything a public radio station puts in front of its audience."""
