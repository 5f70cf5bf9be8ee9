"""What every template knows of the station."""

from functools import partial
from threading import Lock
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from callsign.lib.generation import Token
from callsign.newsroom.station.changes import content
from callsign.newsroom.station.models import Station


def station(request: HttpRequest) -> dict[str, Any]:
    """Return the station whose site was asked for, or None before one is set up."""
    return {"station": SimpleLazyObject(partial(station_for, request))}


def station_for(request: HttpRequest) -> Station | None:
    """Look for the station; most templates never ask."""
    site = Site.find_for_request(request)
    return station_of(site) if site else None


def station_of(site: Site) -> Station | None:
    """Return the station of a site, asked of the database once in a generation."""
    # Inside a transaction a reader may see what nobody else does, and must not tell.
    if connection.in_atomic_block:
        return find_station(site.pk)
    return kept.station(site.pk)


def find_station(site_id: int) -> Station | None:
    """Return the station of a site with its services, from the database."""
    stations = Station.objects.prefetch_related("services")
    return stations.filter(site_id=site_id).first()


class KeptStations:
    """The stations of one generation, for all threads of this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._generation: Token | None = None
        self._stations: dict[int, Station | None] = {}

    def station(self, site_id: int) -> Station | None:
        """Return a station as it is in the generation of this moment."""
        generation = content().now()
        with self._lock:
            if self._generation == generation and site_id in self._stations:
                return self._stations[site_id]
        found = find_station(site_id)
        with self._lock:
            if self._generation != generation:
                self._generation, self._stations = generation, {}
            self._stations[site_id] = found
        return found


kept = KeptStations()
