"""What browsers ask of the station itself."""

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from callsign.newsroom.station.brand import brand_style
from callsign.newsroom.station.models import AUBURN, Station


def brand(request: HttpRequest) -> HttpResponse:
    """Answer with the station's color, as a file because pages allow no style inside."""
    site = Site.find_for_request(request)
    station = Station.objects.filter(site=site).first() if site else None
    return HttpResponse(
        brand_style(station.brand_color if station else AUBURN),
        content_type="text/css; charset=utf-8",
    )
