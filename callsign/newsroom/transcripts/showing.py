"""Showing: which transcripts readers may see, wherever they stand."""

from callsign.newsroom.transcripts.models import Transcript


def shown(transcript: Transcript | None) -> Transcript | None:
    """Return a transcript that readers may see; None for a rough draft."""
    return transcript if transcript is not None and transcript.is_public else None
