"""
What browsers may do with our pages: the content security policy and its neighbors.

Public pages have one strict policy without nonces, from the settings. The desk is
Wagtail's, which writes scripts into its pages; those we know carry the nonce of their
answer, and all others stay dead (docs/decisions/0006-content-security-policy.md).
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser

PERMISSIONS = ", ".join(
    f"{ability}=()"
    for ability in (
        *("accelerometer", "browsing-topics", "camera", "display-capture"),
        *("geolocation", "gyroscope", "magnetometer", "microphone", "midi"),
        *("payment", "publickey-credentials-get", "usb"),
    )
)

# Form fields are drawn without the request, so it is remembered here while it is answered.
desk_request: ContextVar[HttpRequest | None] = ContextVar("desk_request", default=None)


class Policies:
    """Middleware that gives the desk its policy, and every answer its permissions."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(settings.DESK_PATH):
            response = self._answer_for_staff(request)
        else:
            response = self._answer(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    def _answer_for_staff(self, request: HttpRequest) -> HttpResponseBase:
        remembered = desk_request.set(request)
        try:
            response = self._answer(request)
        finally:
            desk_request.reset(remembered)
        response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return response


def nonce_attribute() -> SafeString:
    """Return `` nonce="…"`` for a script of the desk's, or nothing outside of it."""
    request = desk_request.get()
    return format_html(' nonce="{}"', request.csp_nonce) if request else mark_safe("")


def render_chooser(
    chooser: BaseChooser,
    name: str,
    value: Any,
    attrs: dict[str, str],
    renderer: Any = None,
) -> SafeString:
    """Draw a chooser as Wagtail does, with the nonce on the script that starts it."""
    chosen = chooser.get_value_data(value)
    html = chooser.render_html(name, chosen, attrs)
    script = chooser.render_js_init(attrs["id"], name, chosen)
    # Wagtail's own words: an id, an address and options as JSON, no text of a user's.
    return mark_safe(f"{html}<script{nonce_attribute()}>{script}</script>")  # noqa: S308


def let_choosers_carry_a_nonce() -> None:
    """Take the place of the one method in Wagtail that writes a script without a template."""
    BaseChooser.render = render_chooser
