"""Lengths of recordings in the desk's templates."""

from django import template

from callsign.newsroom.stories.accessibility_counts import hours

register = template.Library()
register.filter("hours", hours)
