"""An episode as schema.org's RadioEpisode, with its recording and its parts."""

from typing import Any

from callsign.design.structured_data import without_gaps
from callsign.outlets.frontpage.air_times import AirTime
from callsign.outlets.frontpage.episode_shown import EpisodeShown
from callsign.outlets.frontpage.masthead import Masthead


def episode_data(shown: EpisodeShown, masthead: Masthead) -> dict[str, Any]:
    """Return what search engines are told of an episode."""
    address = masthead.origin + shown.address
    return {
        "@context": "https://schema.org",
        "@type": "RadioEpisode",
        **without_gaps(
            {
                "url": address,
                "name": shown.title,
                "description": shown.teaser,
                "datePublished": shown.iso_day,
                "episodeNumber": shown.number,
                "image": shown.social,
                "partOfSeries": series(shown, masthead),
                "actor": [
                    {
                        "@type": "Person",
                        "name": person.name,
                        "url": masthead.origin + person.address,
                    }
                    for person in shown.people
                ],
                "audio": audio(shown, masthead),
                "hasPart": [
                    clip(piece.title, address, piece.key, piece.start_ms)
                    for piece in shown.rundown
                ],
                "publication": [
                    {
                        "@type": "BroadcastEvent",
                        "name": shown.title,
                        "startDate": one.iso,
                        "endDate": one.ends_iso,
                        "isLiveBroadcast": not one.is_rerun,
                        "publishedOn": broadcaster(one, masthead),
                    }
                    for one in shown.times
                ],
            }
        ),
    }


def broadcaster(one: AirTime, masthead: Masthead) -> dict[str, str]:
    """Name a service by the address that its schedule has in the markup of a day."""
    return {
        "@type": "BroadcastService",
        "@id": f"{masthead.origin}{one.schedule}",
        "name": one.on,
    }


def series(shown: EpisodeShown, masthead: Masthead) -> dict[str, str]:
    if shown.program is None:
        return {}
    return {
        "@type": "RadioSeries",
        "name": shown.program.name,
        "url": masthead.origin + shown.program.address,
    }


def audio(shown: EpisodeShown, masthead: Masthead) -> dict[str, Any]:
    if shown.listening is None:
        return {}
    return {
        "@type": "AudioObject",
        "name": shown.title,
        "contentUrl": masthead.origin + shown.listening.address,
        "encodingFormat": "audio/mpeg",
        "duration": shown.listening.iso_duration,
    }


def clip(title: str, address: str, key: int, start_ms: int | None) -> dict[str, Any]:
    part = {"@type": "Clip", "name": title, "url": f"{address}#segment-{key}"}
    if start_ms is not None:
        part["startOffset"] = start_ms // 1000
    return part
