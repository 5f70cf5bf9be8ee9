"""What every template knows without being told: the masthead."""

from functools import partial

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from callsign.outlets.frontpage.masthead import masthead_for


def masthead(request: HttpRequest) -> dict[str, object]:
    """Return the masthead, read only if the template prints it."""
    return {"masthead": SimpleLazyObject(partial(masthead_for, request))}
