"""Structured data: what search engines read of a page (schema.org, in JSON-LD)."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# A data block is not run, but it must not be able to end itself either.
ESCAPES = (("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026"))


def data_block(values: dict[str, Any]) -> SafeString:
    """
    Return values as JSON that is safe inside a script element.

    >>> data_block({"headline": "</script>"})
    '{"headline": "\\\\u003C/script\\\\u003E"}'
    """
    text = json.dumps(values, ensure_ascii=False)
    for letter, escape in ESCAPES:
        text = text.replace(letter, escape)
    return mark_safe(text)  # noqa: S308 - what could end the element is escaped


def without_gaps(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that are known."""
    return {key: value for key, value in values.items() if value}
