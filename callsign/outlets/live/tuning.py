"""Tuning: the services of a station, and the addresses at which each is heard."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from wagtail.models import Site

from callsign.newsroom.station.air_document import rates
from callsign.newsroom.station.models import Service, Station

HLS = "application/vnd.apple.mpegurl"
MP3 = "audio/mpeg"


@dataclass(frozen=True, slots=True)
class Stream:
    """One address of a service, and what is found there."""

    href: str
    type: str
    bitrate: int  # kbit/s


@dataclass(frozen=True, slots=True)
class Tuning:
    """A service and every way to hear it, the best first."""

    slug: str
    title: str
    dial: str
    tagline: str
    streams: tuple[Stream, ...]
    # What radios receive it as.
    bearers: tuple[str, ...] = ()

    @property
    def plain(self) -> Stream:
        """The stream that any player can play."""
        return next(stream for stream in self.streams if stream.type == MP3)

    @property
    def segmented(self) -> Stream:
        """The stream that can be rewound."""
        return next(stream for stream in self.streams if stream.type == HLS)


def station_of(request: HttpRequest) -> Station | None:
    """Return the station whose site was asked for."""
    site = Site.find_for_request(request)
    return Station.objects.filter(site=site).first() if site else None


def tunings(request: HttpRequest) -> list[Tuning]:
    """Return the services of the station that was asked for, in its order."""
    station = station_of(request)
    services: Sequence[Service] = station.services.all() if station else ()
    return [tuning(service, request) for service in services]


def tuning_of(request: HttpRequest, slug: str) -> Tuning:
    """Return one service. Raises Http404 where the station has none of that slug."""
    for one in tunings(request):
        if one.slug == slug:
            return one
    raise Http404(f"this station has no service {slug}")


def tuning(service: Service, request: HttpRequest) -> Tuning:
    """Say how a service is heard; with whole addresses, since players take them along."""
    streams = (
        Stream(
            request.build_absolute_uri(f"/live/{service.slug}/index.m3u8"),
            HLS,
            max(rates(service.renditions_kbps)),
        ),
        Stream(
            request.build_absolute_uri(f"/listen/{service.slug}.mp3"),
            MP3,
            service.mp3_kbps,
        ),
    )
    return Tuning(
        service.slug,
        service.name,
        service.dial,
        service.tagline,
        streams,
        tuple(service.bearers),
    )
