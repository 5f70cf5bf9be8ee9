"""What the desk's templates know of the station, asked of the database once a page."""

from typing import Any

from django import template
from wagtail.models import Site

from callsign.newsroom.station.models import Station

register = template.Library()


@register.simple_tag(takes_context=True)
def station_at_desk(context: dict[str, Any]) -> Station | None:
    """Return the station whose desk was asked for; None before it is founded."""
    request = context.get("request")
    if request is None:  # a page of errors, drawn without one
        return None
    if not hasattr(request, "_station_at_desk"):
        site = Site.find_for_request(request)
        request._station_at_desk = Station.objects.filter(site=site).first()
    return request._station_at_desk
