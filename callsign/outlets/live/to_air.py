"""The way to air: sound is served by another process, and the site leads there."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

# What air's addresses are made of; a dot may not begin a part, so none is "..".
PART = r"[A-Za-z0-9_-][A-Za-z0-9_.:-]*"
PATH = re.compile(rf"/(?:live|listen)(?:/{PART})+")
QUERY = re.compile(r"[A-Za-z0-9_.~%:=&+-]{0,500}")


@csrf_exempt  # nothing is done here, and other sites' players ask without our cookies
@require_http_methods(["GET", "HEAD", "OPTIONS"])
def to_air(request: HttpRequest, rest: str) -> HttpResponse:
    """
    Lead a player to the same path at air, with its query.

    Only the path and the query are the asker's; where they lead is the station's setting.
    """
    address = air_address(request.path_info, request.META.get("QUERY_STRING", ""))
    if urlsplit(settings.AIR_URL).netloc == request.get_host():
        # Behind one name the proxy leads to air; who comes here would come back for ever.
        raise Http404(
            "air is at this very host, and the proxy does not send this there"
        )
    response = HttpResponse(status=307)
    response["Location"] = address
    # Another site's player follows only where it may read.
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-store"
    return response


def air_address(path: str, query: str = "") -> str:
    """Return where air has a path. Raises Http404 for what air has no address like."""
    if not PATH.fullmatch(path) or not QUERY.fullmatch(query):
        raise Http404("air has no such address")
    return f"{settings.AIR_URL}{path}" + (f"?{query}" if query else "")
