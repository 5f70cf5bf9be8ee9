"""Presenting: the pages of the newsroom that this outlet shows, each in its own file."""

from callsign.outlets.frontpage import (
    episode_page,
    front_page,
    listings,
    program_page,
    standing_page,
    story_page,
)

__all__ = [
    "episode_page",
    "front_page",
    "listings",
    "program_page",
    "standing_page",
    "story_page",
]
