"""Letters, where a page promises one."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def letters_are_sent() -> bool:
    """Tell whether a letter leaves the station, or is only kept on its machine."""
    return settings.EMAIL_BACKEND.endswith(("smtp.EmailBackend", "locmem.EmailBackend"))
