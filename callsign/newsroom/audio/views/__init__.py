"""Conversations about recordings: sending them in, playing them, keeping them in order."""
