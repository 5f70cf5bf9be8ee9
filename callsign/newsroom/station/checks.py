"""What is wrong with how this station is set up, said before it goes on air."""

import ipaddress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from wagtail.models import Site

from callsign.newsroom.station.models import Station


@register(Tags.security, deploy=True)
def check_address(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """The outside address is safe, and one that the site answers to."""
    address = urlsplit(settings.BASE_URL)
    host = address.hostname or ""
    problems: list[CheckMessage] = []
    if address.scheme != "https" and not is_this_machine(host):
        problems.append(
            Warning(
                f"The site is at {settings.BASE_URL}, where passwords travel in the open.",
                hint="Put TLS in front of it (docs/guides/behind-nginx.md) and set"
                " CALLSIGN_BASE_URL to the https:// address.",
                id="station.W001",
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        problems.append(
            Warning(
                "The site answers to every host name that anybody makes up.",
                hint="Name yours in CALLSIGN_ALLOWED_HOSTS.",
                id="station.W002",
            )
        )
    elif (
        host not in settings.ALLOWED_HOSTS and f"[{host}]" not in settings.ALLOWED_HOSTS
    ):
        problems.append(
            Error(
                f"The site is at {settings.BASE_URL} but does not answer to {host}.",
                hint=f"Add {host} to CALLSIGN_ALLOWED_HOSTS.",
                id="station.E001",
            )
        )
    return problems


@register(Tags.security)
def check_air(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """The sound is where listeners' browsers may fetch it."""
    site, air = urlsplit(settings.BASE_URL), urlsplit(settings.AIR_URL)
    told = f"Pages are at {settings.BASE_URL} and sound at {settings.AIR_URL}"
    hint = (
        "Put the web server in front of air too (docs/guides/in-front-of-air.md) and set"
        f" CALLSIGN_AIR_URL={settings.BASE_URL}."
    )
    if is_this_machine(air.hostname or "") and not is_this_machine(site.hostname or ""):
        words = (
            f"{told}, which is another machine for every listener: nothing is heard."
        )
        return [Warning(words, hint=hint, id="station.W004")]
    if site.scheme == "https" and air.scheme == "http":
        words = f"{told}: browsers let a page of https fetch nothing from http."
        return [Warning(words, hint=hint, id="station.W005")]
    return []


@register(Tags.security, deploy=True)
def check_mail(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Letters reach people."""
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return []
    return [
        Warning(
            "Letters are not sent: nobody can reset a forgotten password.",
            hint="Set CALLSIGN_EMAIL_URL (docs/reference/settings.md).",
            id="station.W003",
        )
    ]


@register(Tags.database, deploy=True)
def check_station(
    app_configs: Any, databases: Any = None, **_: Any
) -> list[CheckMessage]:
    """Each site is a station's."""
    if not databases:
        return []
    named = Station.objects.values("site")
    return [
        Error(
            f"The site {site} belongs to no station, so its pages have no name.",
            hint="Set it up with `callsign setup`, or add it in the desk under Station.",
            obj=site,
            id="station.E002",
        )
        for site in Site.objects.exclude(pk__in=named)
    ]


def is_this_machine(host: str) -> bool:
    """Return whether a host name never leaves the machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
