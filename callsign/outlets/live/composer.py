"""
What is on, in the shape of Composer 2's public widgets.

Stations that leave Composer have apps and sites that read it; they go on reading. The
shapes are those that such clients were written against: of a day, ``start_utc`` is,
despite the name, what JavaScript's ``Date`` shows by the station's clock; of now, it is
UTC.
"""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from callsign.outlets.live.airings import Airing
from callsign.outlets.live.asked import AskedService
from callsign.outlets.live.now import whole


def item(
    one: Airing, service: AskedService, zone: ZoneInfo, *, origin: str
) -> dict[str, Any]:
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
            "hosts": [{"name": name} for name in one.hosts],
            "program_desc": one.program.teaser if one.program else "",
            "program_format": "",
            "program_link": link_of(one, origin),
            "station_id": "",
            "twitter": "",
            "facebook": "",
            "ucs": service.slug,
        },
        "episode_title": one.episode.title if one.episode else "",
        "date": starts.date().isoformat(),
        "day": f"{starts:%a}",
        "start_time": f"{starts:%H:%M}",
        "end_time": f"{ends:%H:%M}",
        "start_utc": js_date(starts),
        "end_utc": js_date(ends),
        "fullstart": f"{starts:%Y-%m-%d %H:%M}",
        "fullend": f"{ends:%Y-%m-%d %H:%M}",
        "conflicts": [],
        "conflict_edited": 0,
        "episode_notes": "",
        "has_playlist": False,
        "playlist": [],
        "widget_config": {},
    }


def link_of(one: Airing, origin: str) -> str:
    return (whole(one.program.path, origin) if one.program else None) or ""


def item_of_now(
    one: Airing, service: AskedService, zone: ZoneInfo, *, origin: str
) -> dict[str, Any]:
    """Return a broadcast as the widget of now tells of it: in UTC."""
    utc = {"start_utc": json_date(one.starts_at), "end_utc": json_date(one.ends_at)}
    return item(one, service, zone, origin=origin) | utc


def js_date(local: datetime) -> str:
    """
    Write a local moment as JavaScript's ``Date.toString`` does, with short letters.

    >>> at = datetime.fromisoformat("2018-09-15T03:00:00+00:00")
    >>> js_date(at.astimezone(ZoneInfo("America/New_York")))
    'Fri Sep 14 2018 23:00:00 GMT-0400 (EDT)'
    """
    return f"{local:%a %b %d %Y %H:%M:%S} GMT{local:%z} ({local.tzname()})"


def json_date(at: datetime) -> str:
    """
    Write a moment as JavaScript's ``Date.toJSON`` does.

    >>> json_date(datetime.fromisoformat("2018-09-14T23:00:00-04:00"))
    '2018-09-15T03:00:00.000Z'
    """
    moment = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return moment.replace("+00:00", "Z")
