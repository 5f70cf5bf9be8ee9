"""The address of a station: what its pages say of where they are."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from wagtail.models import Site

# A name in ASCII (an international one in its xn-- form), or an IPv6 address.
HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]+")


class NotAnAddress(ValueError):
    """This is no address a station can be reached at."""

    def __init__(self, written: str) -> None:
        super().__init__(
            f"“{written}” is no address of a station; write it as https://kdemo.example"
        )


class Address(NamedTuple):
    """A host name and a port, as Wagtail keeps them."""

    hostname: str
    port: int


def address_of(base_url: str) -> Address:
    """
    Read the host and the port of a base address, which has nothing else.

    Raises: NotAnAddress

    >>> address_of("https://kdemo.example")
    Address(hostname='kdemo.example', port=443)
    >>> address_of("http://127.0.0.1:8123").port
    8123
    """
    try:
        parts = urlsplit(base_url)
        port = parts.port
    except ValueError as error:  # a port that is none, a bracket that stays open
        raise NotAnAddress(base_url) from error
    if port is None:
        port = 443 if parts.scheme == "https" else 80
    is_whole = parts.path in ("", "/") and not (parts.query or parts.fragment)
    if parts.scheme not in ("http", "https") or not port or not is_whole:
        raise NotAnAddress(base_url)
    # Somebody's name and password before the @ would stand on every page.
    if "@" in parts.netloc or not HOST.fullmatch(parts.hostname or ""):
        raise NotAnAddress(base_url)
    return Address(parts.hostname or "", port)


def move_to(site: Site, base_url: str) -> None:
    """
    Let a site's pages say that they are at a base address.

    Raises: NotAnAddress
    """
    site.hostname, site.port = address_of(base_url)
    site.save()
