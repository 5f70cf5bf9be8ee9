"""Quotes on other sites' pages: the code to copy, and oEmbed, which finds it by itself."""

from typing import Any
from urllib.parse import urlencode, urlsplit
from xml.sax.saxutils import escape as xml_escape

from django.urls import reverse
from django.utils.html import format_html

from callsign.outlets.frontpage.masthead import Masthead
from callsign.outlets.frontpage.quote_shown import QuoteShown

WIDTH, NARROWEST = 550, 240
# What stands around the words, the player, a line of words, and a name above some.
AROUND_PX, PLAYER_PX, LINE_PX, NAME_PX = 156, 80, 27, 40
LETTER_PX, PADDING_PX = 9.6, 48
TALLEST = 900
CACHE_AGE_S = 86_400
LONGEST_ADDRESS = 1_000


class NotOurs(ValueError):
    """An address that is no page of this site."""


def embed_code(quote: QuoteShown, masthead: Masthead, *, width: int = WIDTH) -> str:
    """Return the HTML that shows a quote on another page."""
    return format_html(
        '<iframe src="{}{}embed/" title="{}" width="{}" height="{}"'
        ' style="border:0;max-width:100%" loading="lazy"></iframe>',
        masthead.origin,
        quote.address,
        f"{quote.title} ({masthead.name})",
        width,
        height_of(quote, width),
    )


def height_of(quote: QuoteShown, width: int) -> int:
    """Return how tall a quote is at a width; what is taller is scrolled."""
    letters = max(1, int((width - PADDING_PX) / LETTER_PX))
    lines = sum(-(-len(one.text) // letters) for one in quote.spoken)
    names = NAME_PX * len(quote.spoken) if len(quote.spoken) > 1 else 0
    player = PLAYER_PX if quote.sound else 0
    return min(TALLEST, AROUND_PX + player + LINE_PX * lines + names)


def oembed_address(address: str, form: str) -> str:
    """Return where a page's embed is described."""
    asked = urlencode({"url": address, "format": form})
    return f"{reverse('frontpage:oembed')}?{asked}"


def path_on_site(address: str, masthead: Masthead, host: str) -> str:
    """
    Return the path of an address of this site.

    Raises: NotOurs
    """
    if len(address) > LONGEST_ADDRESS:
        raise NotOurs("that address is too long")
    try:
        parts = urlsplit(address)
        there = parts.netloc
    except ValueError as error:
        raise NotOurs("that is no address") from error
    if parts.scheme not in ("http", "https"):
        raise NotOurs("that is no address of a page")
    if there not in (urlsplit(masthead.origin).netloc, host):
        raise NotOurs("that is no page of this site")
    return parts.path


def described(
    quote: QuoteShown, masthead: Masthead, *, most_wide: int, most_high: int
) -> dict[str, Any]:
    """
    Return what oEmbed says of a quote, in no more room than there is.

    Source: oEmbed 1.0, 2.3.4.4, the rich type
    """
    width = max(NARROWEST, min(WIDTH, most_wide))
    address = masthead.origin + quote.address
    picture = {
        "thumbnail_url": f"{address}card.png",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    return {
        "version": "1.0",
        "type": "rich",
        "title": quote.title,
        "author_name": quote.names,
        "author_url": address,
        "provider_name": masthead.name,
        "provider_url": f"{masthead.origin}/",
        "cache_age": CACHE_AGE_S,
        **({} if quote.is_broken else picture),
        "html": embed_code(quote, masthead, width=width),
        "width": width,
        "height": min(height_of(quote, width), max(1, most_high)),
    }


def as_xml(said: dict[str, Any]) -> str:
    """
    Write oEmbed's answer as XML.

    >>> print(as_xml({"type": "rich", "title": "Rain & wind"}))
    <?xml version="1.0" encoding="utf-8" standalone="yes"?>
    <oembed><type>rich</type><title>Rain &amp; wind</title></oembed>
    """
    rows = "".join(
        f"<{name}>{xml_escape(printable(str(value)))}</{name}>"
        for name, value in said.items()
    )
    return (
        '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'
        f"<oembed>{rows}</oembed>"
    )


def printable(text: str) -> str:
    """Return a text without characters that no XML may hold."""
    return "".join(
        letter for letter in text if letter.isprintable() or letter in "\t\n"
    )
