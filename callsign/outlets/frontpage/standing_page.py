"""Standing pages: what is true of the station for longer than a day."""

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from callsign.newsroom.station.showing import presents
from callsign.outlets.frontpage.masthead import masthead_for
from callsign.outlets.frontpage.models import StandingPage


@presents(StandingPage)
def standing_context(page: StandingPage, request: HttpRequest) -> dict[str, Any]:
    """Return the text of a standing page."""
    masthead = masthead_for(request)
    return {
        "body": mark_safe(expand_db_html(page.body)),  # noqa: S308 - reduced to features
        "address": masthead.origin + masthead.address(page),
    }
