"""Podcast channels and feeds."""
