"""The models of programs."""

from callsign.newsroom.programs.models.carriage import Carriage
from callsign.newsroom.programs.models.episode import Episode, EpisodeCredit, Segment
from callsign.newsroom.programs.models.held_back import HeldBack
from callsign.newsroom.programs.models.program import Program, ProgramHost, ProgramShelf
from callsign.newsroom.programs.models.promise import TranscriptPromise
from callsign.newsroom.programs.models.season import Season

__all__ = [
    "Carriage",
    "Episode",
    "EpisodeCredit",
    "HeldBack",
    "Program",
    "ProgramHost",
    "ProgramShelf",
    "Season",
    "Segment",
    "TranscriptPromise",
]
