"""The pages of quotes, and what is made of them."""

from http import HTTPStatus
from typing import Any

from django.core.files.storage import FileSystemStorage
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from callsign.engines.transcript.anchors import UnknownWord
from callsign.engines.transcript.quotes import NotAQuote, TooLong, key_of, read_key
from callsign.newsroom.audio.views.playing import PUBLIC, is_hasty, sentence
from callsign.newsroom.station.serving import serve_stored
from callsign.outlets.frontpage import quote_cards, quote_films
from callsign.outlets.frontpage.masthead import masthead_for
from callsign.outlets.frontpage.quote_embeds import embed_code, oembed_address
from callsign.outlets.frontpage.quote_models import Audiogram
from callsign.outlets.frontpage.quote_shown import QuoteShown, shown_quote
from callsign.outlets.frontpage.quote_sources import (
    Source,
    episode_source,
    said_in,
    story_source,
)

CARDS_A_MINUTE = 30
SOURCES = {"story": story_source, "episode": episode_source}
FILM_TITLES = {"square": "Square film", "wide": "Wide film"}


@require_safe
def words(
    request: HttpRequest, kind: str, shelf: str, slug: str, first: str, last: str
) -> HttpResponseBase:
    """Lead from words that somebody chose to the page of their quote."""
    source = source_of(request, kind, shelf, slug)
    version = source.transcript.head_id if source.transcript else None
    transcript = said_in(version)
    if version is None or transcript is None or source.retraction:
        raise Http404("there is nothing to quote here")
    try:
        key = key_of(transcript, first, last, version=version)
    except (UnknownWord, NotAQuote) as error:
        raise Http404(str(error)) from error
    except TooLong as error:
        return render(
            request,
            "frontpage/quote_too_long.html",
            {"source": source, "reason": str(error), "words": (first, last)},
            status=HTTPStatus.BAD_REQUEST,
        )
    response = HttpResponseRedirect(f"{source.address}quote/{key}/")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def quote(
    request: HttpRequest, kind: str, shelf: str, slug: str, key: str
) -> HttpResponseBase:
    """Show a quote as it stands now."""
    return render(
        request,
        "frontpage/quote.html",
        page_context(request, quote_at(request, kind, shelf, slug, key)),
    )


@require_safe
def card(
    request: HttpRequest, kind: str, shelf: str, slug: str, key: str, shape: str
) -> HttpResponseBase:
    """Give the picture of a quote; what was retracted, or parts of it, has none."""
    shown = standing(quote_at(request, kind, shelf, slug, key))
    if shown.is_broken:
        raise Http404("words of it were retracted")
    text = quote_cards.card_text(shown, masthead_for(request))
    path = quote_cards.path_of(text, quote_cards.SHAPES[shape])
    if not path.exists():
        if is_hasty(request, "cards", most_a_minute=CARDS_A_MINUTE):
            return sentence(
                429, "Too many new pictures at once. Try again in a minute."
            )
        try:
            quote_cards.draw(text, quote_cards.SHAPES[shape])
        except quote_cards.TooManyCards as error:
            return sentence(503, str(error))
    return stored(request, "cards", path.name, "image/png", f"quote-{key}.png")


@require_safe
def film(
    request: HttpRequest, kind: str, shelf: str, slug: str, key: str, shape: str
) -> HttpResponseBase:
    """Give the film of a quote, if an editor had it made."""
    shown = standing(quote_at(request, kind, shelf, slug, key))
    made = made_film(shown, request, shape)
    if made is None or made.state != made.State.DONE:
        raise Http404("there is no such film")
    name = quote_films.film_path(made.key).name
    return stored(request, "films", name, "video/mp4", f"quote-{key}-{shape}.mp4")


@require_POST
def ask_for_film(
    request: HttpRequest, kind: str, shelf: str, slug: str, key: str
) -> HttpResponseBase:
    """Have a film made, if it is one of the staff who asks."""
    if not may_film(request):
        return sentence(403, "Films of quotes are made by the station's staff.")
    shown = standing(quote_at(request, kind, shelf, slug, key))
    shape = request.POST.get("shape", "")
    if shape not in quote_films.SHAPES:
        return sentence(400, "A film is square or wide.")
    recipe = quote_films.recipe_of(shown, masthead_for(request), shape)
    if recipe is None:
        return sentence(422, "A film needs sound, of at most 90 seconds.")
    try:
        quote_films.ask_for_film(recipe, shown, by=request.user, at=timezone.now())
    except quote_films.QueueFull as error:
        return sentence(503, str(error))
    return HttpResponseRedirect(f"{shown.address}#films")


@require_safe
def films(
    request: HttpRequest, kind: str, shelf: str, slug: str, key: str
) -> HttpResponse:
    """Tell staff how far the films of a quote are."""
    if not may_film(request):
        raise Http404("only staff are told")
    shown = standing(quote_at(request, kind, shelf, slug, key))
    return JsonResponse({"films": list(film_states(shown, request))})


def quote_at(
    request: HttpRequest, kind: str, shelf: str, slug: str, key: str
) -> QuoteShown:
    """Return the quote of an address. Raises: Http404"""
    source = source_of(request, kind, shelf, slug)
    try:
        shown = shown_quote(source, read_key(key))
    except NotAQuote as error:
        raise Http404(str(error)) from error
    if shown is None:
        raise Http404("nothing is known of this quote")
    return shown


def source_of(request: HttpRequest, kind: str, shelf: str, slug: str) -> Source:
    source = SOURCES[kind](request, shelf, slug)
    if source is None:
        raise Http404("there is nothing to quote here")
    return source


def standing(shown: QuoteShown) -> QuoteShown:
    """Return a quote the newsroom stands behind. Raises: Http404"""
    if not shown.is_standing:
        raise Http404("this was retracted")
    return shown


def page_context(request: HttpRequest, shown: QuoteShown) -> dict[str, Any]:
    """Return what the page of a quote prints."""
    masthead = masthead_for(request)
    address = masthead.origin + shown.address
    told = list(film_states(shown, request)) if shown.is_standing else []
    return {
        "masthead": masthead,
        "quote": shown,
        "address": address,
        "origin": masthead.origin,
        "alt": quote_cards.alt_text(shown, masthead),
        "embed": embed_code(shown, masthead),
        "oembed": {one: oembed_address(address, one) for one in ("json", "xml")},
        "films": told,
        "made": [one for one in told if one["state"] == "done"],
        "is_filming": any(one["state"] in ("waiting", "running") for one in told),
        "may_film": may_film(request),
    }


def film_states(shown: QuoteShown, request: HttpRequest) -> list[dict[str, Any]]:
    """Return what there is of the films of a quote, those that could be among them."""
    states = []
    for shape, form in quote_films.SHAPES.items():
        recipe = quote_films.recipe_of(shown, masthead_for(request), shape)
        if recipe is None:
            continue
        made = film_of(recipe)
        width, height = form.size
        states.append(
            {
                "shape": shape,
                "title": FILM_TITLES[shape],
                "address": f"{shown.address}film-{shape}.mp4",
                "width": width,
                "height": height,
                "state": made.state if made else "none",
                "percent": made.progress_percent if made else 0,
                "problem": made.problem if made else "",
            }
        )
    return states


def made_film(shown: QuoteShown, request: HttpRequest, shape: str) -> Audiogram | None:
    recipe = quote_films.recipe_of(shown, masthead_for(request), shape)
    return film_of(recipe) if recipe else None


def film_of(recipe: quote_films.Recipe) -> Audiogram | None:
    """Return a film that was asked for; one whose file was forgotten never was."""
    key = quote_films.key_of_film(recipe)
    made = Audiogram.objects.filter(key=key).first()
    if (
        made
        and made.state == made.State.DONE
        and not quote_films.film_path(key).exists()
    ):
        return None
    return made


def may_film(request: HttpRequest) -> bool:
    """Return whether it is one of the staff who asks; strangers cost no session."""
    return bool(request.COOKIES) and request.user.has_perm("wagtailadmin.access_admin")


def stored(
    request: HttpRequest, folder: str, name: str, content_type: str, file_name: str
) -> HttpResponseBase:
    storage = FileSystemStorage(
        location=quote_cards.quotes_dir(folder).parent, base_url=None
    )
    return serve_stored(
        request,
        storage,
        f"{folder}/{name}",
        kind="quotes",
        content_type=content_type,
        cache_control=PUBLIC,
        file_name=file_name,
    )
