"""Speak. Where the audience meets the station; outlets do not know each other."""
