"""Transcripts: speakers, turns and words; reading scripts, writing captions."""
