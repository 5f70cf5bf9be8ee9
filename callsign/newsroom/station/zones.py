"""The time zones a station may be in."""

from zoneinfo import available_timezones


def zone_choices() -> list[tuple[str, str]]:
    """Return every named zone, as choices."""
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones())]
