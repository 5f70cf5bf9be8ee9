"""Now and next: what each service airs at a moment, and after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from callsign.outlets.live.airings import Airing, airings, upcoming
from callsign.outlets.live.asked import AskedService, AskedStation

# A service without a plan is asked about again after this.
SOON = timedelta(seconds=60)
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class OnAir:
    """What a service airs at a moment, if its grid says so, and what follows."""

    service: AskedService
    now: Airing | None
    next: tuple[Airing, ...]


def on_air(
    station: AskedStation, services: Iterable[AskedService], *, at: datetime, count: int
) -> list[OnAir]:
    """Return what services air at a moment and ``count`` after it. Cost: one query."""
    asked = list(services)
    keys = [service.key for service in asked]
    found = airings(
        upcoming(keys, at, count + 1),
        station=station.key,
        root_path=station.root_path,
    )
    return [
        on_air_of(
            service, [one for one in found if one.service == service.key], at, count
        )
        for service in asked
    ]


def on_air_of(
    service: AskedService, found: list[Airing], at: datetime, count: int
) -> OnAir:
    if found and found[0].covers(at):
        return OnAir(service, found[0], tuple(found[1:]))
    return OnAir(service, None, tuple(found[:count]))


def expires_at(told: Iterable[OnAir], *, at: datetime) -> datetime:
    """Return the earliest moment after ``at`` from which something else is true."""
    boundaries = [
        boundary
        for one in told
        for boundary in (
            *([one.now.ends_at] if one.now else []),
            *(airing.starts_at for airing in one.next[:1]),
        )
        if boundary > at
    ]
    return min(boundaries, default=at + SOON)


def as_json(
    told: Iterable[OnAir],
    station: AskedStation,
    *,
    at: datetime,
    now: datetime,
    origin: str,
) -> dict[str, Any]:
    """
    Return the answer of ``/api/now`` for a moment, asked at the moment ``now``.

    ``origin`` is put before each address, for those who read it on another site.
    """
    told = list(told)
    return {
        "server_time": written(now),
        "expires_at": written(expires_at(told, at=at)),
        "services": [
            {
                "slug": one.service.slug,
                "title": one.service.title,
                "zone": station.zone.key,
                "now": item(one.now, one.service, at=at, now=now, origin=origin)
                if one.now
                else None,
                "next": [
                    item(airing, one.service, at=at, now=now, origin=origin)
                    for airing in one.next
                ],
            }
            for one in told
        ],
    }


def item(
    airing: Airing, service: AskedService, *, at: datetime, now: datetime, origin: str
) -> dict[str, Any]:
    """Return one broadcast as apps read it."""
    program, episode = airing.program, airing.episode
    from_top = from_top_path(airing, service, now=now)
    return {
        "id": airing.key,
        "starts_at": written(airing.starts_at),
        "ends_at": written(airing.ends_at),
        "program": {
            "slug": program.slug,
            "title": program.title,
            "url": whole(program.path, origin),
        }
        if program
        else None,
        "title": airing.title,
        "episode": {"title": episode.title, "url": whole(episode.path, origin)}
        if episode
        else None,
        "hosts": list(airing.hosts),
        "art": whole(airing.art, origin),
        "elapsed_ms": max(0, (at - airing.starts_at) // MILLISECOND),
        "left_ms": (airing.ends_at - max(at, airing.starts_at)) // MILLISECOND,
        "is_rerun": airing.is_rerun,
        "can_stream": airing.may_stream,
        "can_rewind": airing.may_rewind and service.rewind_hours > 0,
        "from_top": whole(from_top, origin),
        "listen_again": whole(listen_again_path(airing), origin),
    }


def from_top_path(airing: Airing, service: AskedService, *, now: datetime) -> str:
    """Return where a broadcast is heard from its beginning, while rewind reaches it."""
    oldest = now - timedelta(hours=service.rewind_hours)
    if not airing.may_rewind or not oldest < airing.starts_at <= now:
        return ""
    return f"/live/{service.slug}/at/{written(airing.starts_at)}.m3u8"


def listen_again_path(airing: Airing) -> str:
    """Return the page on which the episode is heard, once it is there for everybody."""
    return airing.episode.path if airing.episode and airing.is_heard_again else ""


def whole(path: str, origin: str) -> str | None:
    """
    Return an address that can be used anywhere, or None for none.

    >>> whole("/programs/local-desk/", "https://kdemo.example")
    'https://kdemo.example/programs/local-desk/'
    """
    if path.startswith("/"):
        return origin + path
    return path or None


def written(moment: datetime) -> str:
    """
    Write a moment in UTC; with milliseconds where it has any.

    >>> written(datetime(2026, 11, 23, 15, 0, tzinfo=UTC))
    '2026-11-23T15:00:00Z'
    """
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    timespec = "milliseconds" if utc.microsecond else "seconds"
    return f"{utc.isoformat(timespec=timespec)}Z"
