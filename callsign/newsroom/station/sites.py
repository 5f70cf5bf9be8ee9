"""Sites: which of the stations here a request is for."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Located(Protocol):
    """A site, or a row that tells of one."""

    hostname: str
    port: int
    is_default_site: bool


AnySite = TypeVar("AnySite", bound=Located)


def site_at(sites: Iterable[AnySite], hostname: str, port: str) -> AnySite | None:
    """
    Return the site that Wagtail would find, of those with this name and the default.

    The name and the port decide; then the name, where only one site has it; then the
    default.
    """
    found = list(sites)
    named = [site for site in found if site.hostname == hostname]
    for site in named:
        if (site.hostname, str(site.port)) == (hostname, port):
            return site
    default = next((site for site in found if site.is_default_site), None)
    if default is None or default in named:
        return default or (named[0] if len(named) == 1 else None)
    return named[0] if len(named) == 1 else default
