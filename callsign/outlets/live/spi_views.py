"""What a service airs, asked for by what a radio receives."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from callsign.outlets.live.format_views import program_information
from callsign.outlets.live.read_only import read_only
from callsign.outlets.live.tuning import tunings


@read_only
def program_information_received(
    request: HttpRequest, received: str, day: date
) -> HttpResponse:
    """Answer with what airs on a day, by what a radio receives: fm/3a0/3c1f/08970."""
    scheme, _, parameters = received.lower().partition("/")
    bearer = f"{scheme}:{parameters.replace('/', '.')}"
    for tuning in tunings(request):
        if bearer in tuning.bearers:
            return program_information(request, tuning.slug, day)
    raise Http404(f"this station is not received as {bearer}")
