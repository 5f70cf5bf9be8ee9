"""What other sites ask of quotes: the page in their frame, and oEmbed's description."""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from callsign.newsroom.audio.views.playing import sentence
from callsign.outlets.frontpage.masthead import masthead_for
from callsign.outlets.frontpage.quote_embeds import (
    NotOurs,
    as_xml,
    described,
    path_on_site,
)
from callsign.outlets.frontpage.quote_shown import QuoteShown
from callsign.outlets.frontpage.quote_views import quote_at, standing

LARGEST = 4_096


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(
    request: HttpRequest, kind: str, shelf: str, slug: str, key: str
) -> HttpResponse:
    """Show a quote in a frame of any page, with nothing around it."""
    shown = quote_at(request, kind, shelf, slug, key)
    masthead = masthead_for(request)
    return render(
        request,
        "frontpage/quote_embed.html",
        {
            "quote": shown,
            "masthead": masthead,
            "address": masthead.origin + shown.address,
        },
    )


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Describe the quote at an address of ours, as oEmbed 1.0 wants it."""
    form = request.GET.get("format", "json")
    if form not in ("json", "xml"):
        return sentence(501, "oEmbed is answered here as json or as xml.")
    try:
        most_wide, most_high = (
            pixels(request.GET.get(name, "")) for name in ("maxwidth", "maxheight")
        )
    except ValueError:
        return sentence(400, "maxwidth and maxheight are whole numbers of pixels.")
    shown = standing(quote_of(request))
    said = described(
        shown, masthead_for(request), most_wide=most_wide, most_high=most_high
    )
    response: HttpResponse = (
        JsonResponse(said)
        if form == "json"
        else HttpResponse(as_xml(said), content_type="text/xml; charset=utf-8")
    )
    response["Access-Control-Allow-Origin"] = "*"  # public words, asked for by scripts
    return response


def quote_of(request: HttpRequest) -> QuoteShown:
    """Return the quote whose address is asked about. Raises: Http404"""
    masthead = masthead_for(request)
    try:
        path = path_on_site(request.GET.get("url", ""), masthead, request.get_host())
        match = resolve(path)
    except (NotOurs, Resolver404) as error:
        raise Http404("that is no quote of ours") from error
    if match.url_name not in ("story_quote", "episode_quote"):
        raise Http404("that is no quote of ours")
    return quote_at(request, **match.kwargs)


def pixels(written: str) -> int:
    """
    Return a number of pixels; without one, there is room enough.

    >>> pixels("320"), pixels("")
    (320, 4096)
    """
    if not written:
        return LARGEST
    if not (written.isascii() and written.isdecimal() and len(written) < 7):
        raise ValueError(written)
    return min(LARGEST, int(written))
