"""Transcripts: one record of what was said, and every version it went through."""

from callsign.newsroom.transcripts.models.alignment_run import AlignmentRun
from callsign.newsroom.transcripts.models.drafted import NothingToHear
from callsign.newsroom.transcripts.models.edition import Edition, NoEdition
from callsign.newsroom.transcripts.models.moving_head import TranscriptMovedOn
from callsign.newsroom.transcripts.models.original import Original
from callsign.newsroom.transcripts.models.recognition_run import RecognitionRun
from callsign.newsroom.transcripts.models.retracted_passage import RetractedPassage
from callsign.newsroom.transcripts.models.revision import Revision
from callsign.newsroom.transcripts.models.saving import Saved
from callsign.newsroom.transcripts.models.speaker import Speaker
from callsign.newsroom.transcripts.models.spelled_name import SpelledName
from callsign.newsroom.transcripts.models.timed import NothingToAlign
from callsign.newsroom.transcripts.models.transcript import (
    CheckedAnotherText,
    Transcript,
)
from callsign.newsroom.transcripts.models.voice_consent import (
    NoConsent,
    VoiceConsent,
)
from callsign.newsroom.transcripts.models.voice_lesson import VoiceLesson
from callsign.newsroom.transcripts.models.voice_print import VoicePrint
from callsign.newsroom.transcripts.models.working_copy import WorkingCopy

__all__ = [
    "AlignmentRun",
    "CheckedAnotherText",
    "Edition",
    "NoConsent",
    "NoEdition",
    "NothingToAlign",
    "NothingToHear",
    "Original",
    "RecognitionRun",
    "RetractedPassage",
    "Revision",
    "Saved",
    "Speaker",
    "SpelledName",
    "Transcript",
    "TranscriptMovedOn",
    "VoiceConsent",
    "VoiceLesson",
    "VoicePrint",
    "WorkingCopy",
]
