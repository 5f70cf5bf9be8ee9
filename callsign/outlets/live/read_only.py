"""Read only: addresses for machines, that answer everybody and take nothing."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


def read_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """
    Answer whoever would write with 405, and with what may be asked.

    Without the exemption the form's token would be missed first, and an app be told 403,
    of a form that it has never seen. There is none to protect: nothing is written.
    """
    return csrf_exempt(require_safe(view))
