"""
What is on, in the shape of Composer 2's public widgets.

Stations that leave Composer have apps and sites that read it; they go on reading. Its
``start_utc`` is, despite the name, what JavaScript's ``Date`` shows by the station's
clock.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from callsign.outlets.live.airings import Airing
from callsign.outlets.live.asked import AskedService


def item(one: Airing, service: AskedService, zone: ZoneInfo) -> dict[str, Any]:
    """Return a broadcast as the widgets tell of it."""
    starts, ends = one.starts_at.astimezone(zone), one.ends_at.astimezone(zone)
    slug = one.program.slug if one.program else ""
    return {
        "_id": str(one.key),
        "event_id": one.slot,
        "program_id": slug,
        "program": {
            "program_id": slug,
            "name": one.title,
            "national_program_id": "",
            "parentID": "",
            "isParent": False,
            "hosts": list(one.hosts),
            "program_desc": one.program.teaser if one.program else "",
            "program_link": one.program.path if one.program else "",
            "ucs": service.slug,
        },
        "episode_title": one.episode.title if one.episode else "",
        "date": starts.date().isoformat(),
        "day": f"{starts:%a}",
        "start_time": f"{starts:%H:%M}",
        "end_time": f"{ends:%H:%M}",
        "start_utc": js_date(starts),
        "end_utc": js_date(ends),
        "fullstart": js_date(starts),
        "fullend": js_date(ends),
        "conflicts": [],
        "conflict_edited": False,
        "has_playlist": False,
        "playlist": [],
    }


def items(
    found: Iterable[Airing], service: AskedService, zone: ZoneInfo
) -> list[dict[str, Any]]:
    """Return broadcasts as the widgets tell of them."""
    return [item(one, service, zone) for one in found]


def js_date(local: datetime) -> str:
    """
    Write a local moment as JavaScript's ``Date.toString`` does, with short letters.

    >>> at = datetime.fromisoformat("2018-09-15T03:00:00+00:00")
    >>> js_date(at.astimezone(ZoneInfo("America/New_York")))
    'Fri Sep 14 2018 23:00:00 GMT-0400 (EDT)'
    """
    return f"{local:%a %b %d %Y %H:%M:%S} GMT{local:%z} ({local.tzname()})"
