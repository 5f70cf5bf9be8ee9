"""KDEMO: the invented station a newcomer sees first, and what fills it."""
