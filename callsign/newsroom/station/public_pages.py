"""Public pages: those that say everybody may have them, so that caches may keep them."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.http import http_date

# Kept by caches that are told of changes (ours), asked for again by all others: what an
# editor publishes is seen at the next click. The ETag makes that click a cheap 304.
FOR_EVERYBODY = "public, no-cache"


class PublicPages:
    """
    Middleware that says of each answer whether it is for everybody.

    It stands outside the session's and the form token's middleware, so that it sees the
    cookies they set.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request)
        if "Cache-Control" in response:  # the view has its own idea, and knows better
            return response
        if is_for_everybody(request, response):
            response["Cache-Control"] = FOR_EVERYBODY
            patch_vary_headers(response, ["Cookie"])
            if until := getattr(request, "_shown_until", None):
                response["Expires"] = http_date(int(until.timestamp()))
        else:
            add_never_cache_headers(response)
        return response


def shown_until(request: HttpRequest, moment: datetime) -> None:
    """Say that what is shown changes at a moment, though nobody will have written."""
    request._shown_until = min(moment, getattr(request, "_shown_until", moment))


def is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Return whether another reader would have got the same."""
    return (
        request.method in ("GET", "HEAD")
        and response.status_code in (200, 301, 404)
        and not request.path_info.startswith(settings.DESK_PATH)
        and not private_cookies() & request.COOKIES.keys()
        and not response.cookies
    )


def private_cookies() -> set[str]:
    """Return the names of the cookies that make an answer somebody's own."""
    return {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
