"""A day of a service as schema.org's BroadcastService and its BroadcastEvents."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from callsign.design.structured_data import without_gaps
from callsign.outlets.live.airings import Airing
from callsign.outlets.live.now import whole
from callsign.outlets.live.schedule_shown import Telling


def schedule_data(
    telling: Telling, found: Iterable[Airing], origin: str
) -> dict[str, Any]:
    """Return what search engines are told of some broadcasts of a service."""
    service = {
        "@type": "BroadcastService",
        "@id": f"{origin}/schedule/{telling.service.slug}/",
        **without_gaps(
            {
                "name": telling.service.title,
                "broadcastDisplayName": telling.service.title,
                "broadcastTimezone": telling.zone.key,
                "broadcastFrequency": telling.service.dial,
                "broadcaster": {"@type": "Organization", "name": telling.station.name},
            }
        ),
    }
    events = [event(one, service["@id"], telling.zone, origin) for one in found]
    return {"@context": "https://schema.org", "@graph": [service, *events]}


def event(one: Airing, service: str, zone: ZoneInfo, origin: str) -> dict[str, Any]:
    """Return one broadcast, by the station's clock."""
    return {
        "@type": "BroadcastEvent",
        **without_gaps(
            {
                "name": one.title,
                "startDate": local(one.starts_at, zone),
                "endDate": local(one.ends_at, zone),
                "url": whole(one.page, origin),
                "image": whole(one.art, origin),
                "workPerformed": work(one, origin),
            }
        ),
        "isLiveBroadcast": not one.is_rerun,
        "publishedOn": {"@id": service},
    }


def local(at: datetime, zone: ZoneInfo) -> str:
    """
    Write a moment with the offset that the zone's clocks have then.

    >>> at = datetime.fromisoformat("2026-11-23T15:00:00+00:00")
    >>> local(at, ZoneInfo("America/Chicago"))
    '2026-11-23T09:00:00-06:00'
    """
    return at.astimezone(zone).isoformat(timespec="seconds")


def work(one: Airing, origin: str) -> dict[str, Any]:
    """Return the episode that is aired, or else the program."""
    if one.program is None:
        return {}
    series = without_gaps(
        {
            "@type": "RadioSeries",
            "name": one.program.title,
            "url": whole(one.program.path, origin),
        }
    )
    if one.episode is None:
        return series
    return {
        "@type": "RadioEpisode",
        "name": one.episode.title,
        "url": whole(one.episode.path, origin),
        "partOfSeries": series,
    }
