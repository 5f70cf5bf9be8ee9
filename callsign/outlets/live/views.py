"""What is answered to those who want to listen."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from callsign.outlets.live.lists import write_m3u, write_pls
from callsign.outlets.live.tuning import tuning_of, tunings


@require_safe
def listening_page(request: HttpRequest) -> HttpResponse:
    """Show every service, to hear at once or to take to a player of one's own."""
    context = {
        "tunings": tunings(request),
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "live/listen.html", context)


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Tell programs what can be heard, and where."""
    rows = [
        {
            "slug": one.slug,
            "title": one.title,
            "streams": [asdict(stream) for stream in one.streams],
        }
        for one in tunings(request)
    ]
    response = JsonResponse({"services": rows})
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def m3u(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with an M3U of a service's plain stream."""
    one = tuning_of(request, slug)
    return as_file(write_m3u(one.title, one.plain.href), "audio/x-mpegurl", slug, "m3u")


@require_safe
def pls(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with a PLS of a service's plain stream."""
    one = tuning_of(request, slug)
    return as_file(write_pls(one.title, one.plain.href), "audio/x-scpls", slug, "pls")


def as_file(text: str, content_type: str, slug: str, suffix: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{slug}.{suffix}"'
    return response
