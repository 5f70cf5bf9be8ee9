"""
Service and program information for hybrid radios (RadioDNS; ETSI TS 102 818 V3).

Cars and kitchen radios fetch both files: SI.xml says what services there are and where
they are heard, PI.xml what one of them airs on a day. Elements stand in the order of the
published schema, whose types are sequences; tests/outlets/live/spi_rules.py holds them.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from callsign.engines.stream.legible import one_line
from callsign.outlets.live.airings import Airing
from callsign.outlets.live.asked import AskedService, AskedStation
from callsign.outlets.live.days import Day
from callsign.outlets.live.now import whole
from callsign.outlets.live.tuning import HLS, Tuning

SPI = "http://www.worlddab.org/schemas/spi/31"
XML = "http://www.w3.org/XML/1998/namespace"

# How long names and descriptions may be (clause 5), in characters.
SHORT, MEDIUM, LONG, DESCRIPTION = 8, 16, 128, 180
LARGEST_SHORT_ID = 2**24 - 1
SECOND = timedelta(seconds=1)
# The sizes that receivers ask for, each of a type of its own (clause 5).
LOGOS = {
    (32, 32): "logo_colour_square",
    (112, 32): "logo_colour_rectangle",
    (128, 128): "logo_unrestricted",
    (320, 240): "logo_unrestricted",
    (600, 600): "logo_unrestricted",
}
# What a receiver should try first costs least: what comes over the air costs it no data.
COST_ON_AIR = "20"
COSTS = {HLS: "40"}
COST_OF_OTHERS = "50"


def write_si(
    station: AskedStation, tunings: Iterable[Tuning], *, origin: str, at: datetime
) -> bytes:
    """Return the services of a station, and where each is heard."""
    root = ET.Element("serviceInformation", {"version": "1", **made(station, at)})
    services = ET.SubElement(root, "services")
    names(ET.SubElement(services, "serviceProvider"), station.name)
    for tuning in tunings:
        add_service(services, tuning, origin)
    return document(root)


def add_service(services: ET.Element, tuning: Tuning, origin: str) -> None:
    service = ET.SubElement(services, "service")
    names(service, tuning.title)
    if tuning.tagline:
        describe(service, tuning.tagline)
    for (width, height), kind in LOGOS.items():
        media = ET.SubElement(service, "mediaDescription")
        logo = {
            "type": kind,
            "url": f"{origin}/live/{tuning.slug}/artwork-{width}x{height}.png",
            "mimeValue": "image/png",
            "width": str(width),
            "height": str(height),
        }
        ET.SubElement(media, "multimedia", logo)
    page = {"uri": f"{origin}/schedule/{tuning.slug}/", "mimeValue": "text/html"}
    ET.SubElement(service, "link", page)
    for received in tuning.bearers:
        ET.SubElement(service, "bearer", {"id": received, "cost": COST_ON_AIR})
    for stream in tuning.streams:
        bearer = {
            "id": stream.href,
            "mimeValue": stream.type,
            "bitrate": str(stream.bitrate),
            "cost": COSTS.get(stream.type, COST_OF_OTHERS),
        }
        ET.SubElement(service, "bearer", bearer)
    found_at = {"fqdn": host_of(origin), "serviceIdentifier": identifier(tuning.slug)}
    ET.SubElement(service, "radiodns", found_at)


def write_pi(
    station: AskedStation,
    service: AskedService,
    day: Day,
    found: Iterable[Airing],
    tuning: Tuning,
    *,
    origin: str,
    at: datetime,
) -> bytes:
    """Return what a service airs on a day."""
    root = ET.Element("epg", {f"{{{XML}}}lang": "en"})
    schedule = ET.SubElement(
        root, "schedule", {"version": "1", **made(station, at, is_root=False)}
    )
    scope = ET.SubElement(
        schedule,
        "scope",
        {
            "startTime": written(day.starts_at, station.zone),
            "stopTime": written(day.ends_at, station.zone),
        },
    )
    for heard_at in (*tuning.bearers, *(stream.href for stream in tuning.streams)):
        ET.SubElement(scope, "serviceScope", {"id": heard_at})
    for one in found:
        add_program(schedule, one, station, origin)
    return document(root)


def add_program(
    schedule: ET.Element, one: Airing, station: AskedStation, origin: str
) -> None:
    program = ET.SubElement(
        schedule,
        "programme",
        {
            "shortId": str(one.key % LARGEST_SHORT_ID + 1),
            "id": f"crid://{host_of(origin)}/broadcasts/{one.key}",
        },
    )
    title = one_line(one.title) or "To be announced"
    ET.SubElement(program, "mediumName").text = shortened(title, MEDIUM)
    ET.SubElement(program, "longName").text = shortened(title, LONG)
    location = ET.SubElement(program, "location")
    span = {
        "time": written(one.starts_at, station.zone),
        "duration": duration(one.ends_at - one.starts_at),
    }
    ET.SubElement(location, "time", span)
    teaser = (one.episode and one.episode.teaser) or (
        one.program and one.program.teaser
    )
    if teaser:
        describe(program, teaser)
    if page := whole(one.page, origin):
        ET.SubElement(program, "link", {"uri": page, "mimeValue": "text/html"})


def made(
    station: AskedStation, at: datetime, *, is_root: bool = True
) -> dict[str, str]:
    """Return when a document was made, and by whom."""
    known = {
        "creationTime": written(at, station.zone),
        "originator": one_line(station.name)[:LONG],
    }
    return {f"{{{XML}}}lang": "en", **known} if is_root else known


def names(element: ET.Element, name: str) -> None:
    """Add a name in the three lengths that displays have room for."""
    lengths = (("shortName", SHORT), ("mediumName", MEDIUM), ("longName", LONG))
    for kind, most in lengths:
        ET.SubElement(element, kind).text = shortened(name, most)


def describe(element: ET.Element, text: str) -> None:
    media = ET.SubElement(element, "mediaDescription")
    ET.SubElement(media, "shortDescription").text = shortened(text, DESCRIPTION)


def shortened(text: str, most: int) -> str:
    """
    Cut a text to what a display has room for, at a word where that is not too short.

    >>> shortened("All Points Inland", 16), shortened("KDEMO 89.7", 8)
    ('All Points', 'KDEMO')
    >>> shortened("Thanksgiving", 8)
    'Thanksgi'
    """
    text = one_line(text)
    if len(text) <= most:
        return text
    at_word = text[: most + 1].rpartition(" ")[0].rstrip(" ,:;-")
    return at_word if 2 * len(at_word) >= most else text[:most]


def identifier(slug: str) -> str:
    """
    Return a service's identifier: up to 16 small letters and digits.

    >>> identifier("kdemo-jazz")
    'kdemojazz'
    """
    plain = "".join(one for one in slug.lower() if one.isascii() and one.isalnum())
    return plain[:16] or "service"


def duration(length: timedelta) -> str:
    """
    Write a length (ISO 8601).

    >>> duration(timedelta(hours=1, minutes=30)), duration(timedelta(hours=25))
    ('PT1H30M', 'PT25H')
    >>> duration(timedelta())
    'PT0S'
    """
    minutes, seconds = divmod(length // SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (seconds, "S"))
    told = "".join(f"{number}{unit}" for number, unit in parts if number)
    return f"PT{told or '0S'}"


def written(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat(timespec="seconds")


def host_of(origin: str) -> str:
    """
    Return the host of an origin.

    >>> host_of("https://kdemo.example:8443")
    'kdemo.example'
    """
    return origin.partition("//")[2].partition(":")[0]


def document(root: ET.Element) -> bytes:
    """Write a document whose namespace is the standard's, without prefixes."""
    # Registered prefixes are one table for the whole program: another page's default
    # namespace would take this one's place, and simple receivers know names as they stand.
    root.set("xmlns", SPI)
    ET.indent(root, space=" ")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)
