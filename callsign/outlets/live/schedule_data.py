"""A day of a service as schema.org's BroadcastService and its BroadcastEvents."""

from collections.abc import Iterable
from typing import Any

from callsign.design.structured_data import without_gaps
from callsign.outlets.live.airings import Airing
from callsign.outlets.live.now import whole, written
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
    events = [event(one, service["@id"], origin) for one in found]
    return {"@context": "https://schema.org", "@graph": [service, *events]}


def event(one: Airing, service: str, origin: str) -> dict[str, Any]:
    """Return one broadcast."""
    return {
        "@type": "BroadcastEvent",
        **without_gaps(
            {
                "name": one.title,
                "startDate": written(one.starts_at),
                "endDate": written(one.ends_at),
                "url": whole(one.page, origin),
                "image": whole(one.art, origin),
                "workPerformed": work(one, origin),
            }
        ),
        "publishedOn": {"@id": service},
    }


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
