"""The nonce, where a template of the desk needs it."""

from django import template
from django.utils.safestring import SafeString

from callsign.newsroom.station.policy import nonce_attribute

register = template.Library()


@register.simple_tag
def script_nonce() -> SafeString:
    """Write the nonce of this answer as an attribute."""
    return nonce_attribute()
