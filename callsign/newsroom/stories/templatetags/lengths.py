"""Lengths of recordings, and of work, in the desk's templates."""

from django import template

from callsign.newsroom.stories.accessibility_counts import hours

register = template.Library()
register.filter("hours", hours)


@register.filter
def took(seconds: int) -> str:
    r"""
    Return how long work took, as an editor says it.

    >>> took(0), took(1), took(42), took(60), took(754)
    ('less than a second', '1 second', '42 seconds', '1\xa0min', '12\xa0min\xa034\xa0s')
    """
    minutes, rest = divmod(seconds, 60)
    if minutes:
        return f"{minutes}\xa0min\xa0{rest}\xa0s" if rest else f"{minutes}\xa0min"
    if rest == 1:
        return "1 second"
    return f"{rest} seconds" if rest else "less than a second"
