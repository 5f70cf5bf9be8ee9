"""Markup: text that stands in XML or HTML and is read as text."""

import html
import re

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """
    Return text for an element or an attribute.

    >>> escaped('R&B "live" <3\\x07')
    'R&amp;B &quot;live&quot; &lt;3'
    """
    return html.escape(_NOT_IN_XML.sub("", text))


def element(name: str, text: str | None, **attributes: str | None) -> str:
    """
    Return an element with its text; nothing where there is no text.

    >>> element("ttm:name", "Ada Okafor", type="full")
    '<ttm:name type="full">Ada Okafor</ttm:name>'
    """
    if not text:
        return ""
    written = "".join(
        f' {key}="{escaped(value)}"' for key, value in attributes.items() if value
    )
    return f"<{name}{written}>{escaped(text)}</{name}>"
