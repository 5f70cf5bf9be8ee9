"""Presenting: the pages of the newsroom that this outlet shows, each in its own file."""

from callsign.outlets.frontpage import front_page, listings, standing_page, story_page

__all__ = ["front_page", "listings", "standing_page", "story_page"]
