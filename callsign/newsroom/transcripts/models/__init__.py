"""Transcripts: one record of what was said, and every version it went through."""

from callsign.newsroom.transcripts.models.alignment_run import AlignmentRun
from callsign.newsroom.transcripts.models.revision import Revision
from callsign.newsroom.transcripts.models.speaker import Speaker
from callsign.newsroom.transcripts.models.transcript import (
    NothingToAlign,
    Transcript,
    TranscriptMovedOn,
)

__all__ = [
    "AlignmentRun",
    "NothingToAlign",
    "Revision",
    "Speaker",
    "Transcript",
    "TranscriptMovedOn",
]
