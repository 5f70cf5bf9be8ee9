"""What every template knows of the station."""

from django.http import HttpRequest
from wagtail.models import Site

from callsign.newsroom.station.models import Station


def station(request: HttpRequest) -> dict[str, Station | None]:
    """Return the station whose site was asked for, or None before one is set up."""
    site = Site.find_for_request(request)
    return {"station": Station.objects.filter(site=site).first() if site else None}
