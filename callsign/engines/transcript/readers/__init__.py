"""Readers: transcripts that other programs and people wrote, a file for each format."""
