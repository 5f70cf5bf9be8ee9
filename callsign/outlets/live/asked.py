"""Asked: the station that a request is for, with its services, in one question."""

from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site

from callsign.newsroom.station.sites import site_at


@dataclass(frozen=True, slots=True)
class AskedService:
    """A service, as schedules speak of it."""

    key: int
    slug: str
    title: str
    dial: str
    tagline: str
    rewind_hours: int


@dataclass(frozen=True, slots=True)
class AskedStation:
    """A station and its services; ``root_path`` is its front page's in the tree."""

    key: int
    name: str
    zone: ZoneInfo
    root_path: str
    services: tuple[AskedService, ...]

    def service(self, slug: str) -> AskedService:
        """Return a service. Raises Http404 where the station has none of that slug."""
        for one in self.services:
            if one.slug == slug:
                return one
        raise Http404(f"this station has no service {slug}")


class Row(NamedTuple):
    """A site, its station and one of its services."""

    hostname: str
    port: int
    is_default_site: bool
    root_path: str
    station: int | None
    name: str
    zone: str
    service: int | None
    slug: str
    title: str
    dial: str
    tagline: str
    rewind_hours: int


COLUMNS = (
    *("hostname", "port", "is_default_site", "root_page__url_path"),
    *("station__pk", "station__name", "station__zone", "station__services__pk"),
    *("station__services__slug", "station__services__name"),
    *("station__services__dial", "station__services__tagline"),
    "station__services__rewind_hours",
)


def asked_station(request: HttpRequest) -> AskedStation | None:
    """Return the station whose site was asked for, its services in their order."""
    hostname, _ = split_domain_port(request.get_host())
    sites = (
        Site.objects.filter(Q(hostname=hostname) | Q(is_default_site=True))
        .order_by("pk", "station__services__position", "station__services__pk")
        .values_list(*COLUMNS)
    )
    rows = [Row(*row) for row in sites]
    # A site stands in as many rows as it has services; the first tells of it.
    each = {(row.hostname, row.port): row for row in reversed(rows)}
    site = site_at(each.values(), hostname, request.get_port())
    if site is None or site.station is None:
        return None
    here = [row for row in rows if row[:2] == site[:2] and row.service is not None]
    return AskedStation(
        key=site.station,
        name=site.name,
        zone=ZoneInfo(site.zone),
        root_path=site.root_path,
        services=tuple(
            AskedService(
                row.service,
                row.slug,
                row.title,
                row.dial,
                row.tagline,
                row.rewind_hours,
            )
            for row in here
        ),
    )


def station_asked(request: HttpRequest) -> AskedStation:
    """Return the station whose site was asked for. Raises Http404 where there is none."""
    station = asked_station(request)
    if station is None:
        raise Http404("there is no station at this address")
    return station
