"""
The rules of SPI documents (ETSI TS 102 818 V3.1.1), as far as ours use them.

The schema of the standard may not be copied into another work, so its rules are written
here anew: what each element may hold, in which order, how often, and what its attributes
must look like. A rule is named by its clause; 5 is common, 6 services, 7 programs.
"""

import re
from datetime import datetime
from xml.etree import ElementTree as ET

SPI = "{http://www.worlddab.org/schemas/spi/31}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def matching(pattern):
    return re.compile(pattern).fullmatch


def time_point(text):
    """Clause 5, timePointType: no fraction of a second, no year before Christ; with a zone."""
    return (
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", text)
        and datetime.fromisoformat(text).tzinfo
    )


def text_of(most):
    return lambda text: 0 < len(text) <= most


def one_of(*values):
    return lambda text: text in values


whole = matching(r"[0-9]+")
positive = matching(r"[1-9][0-9]*")
duration = matching(r"PT(?=\d)(\d+H)?(\d+M)?(\d+S)?")
crid = matching(r"(?i:crid)://.*/.*")
address = matching(r"\S+:\S+")
mime = matching(r"[!-.0-~]+/[!-.0-~]+")
language = matching(r"[a-z]{2}(-[A-Z]{2})?")


def short_id(text):
    """Clause 5, shortCRIDType: 24 bits."""
    return whole(text) and int(text) < 2**24


# Names come first, the short before the long; a service has both (clause 5).
SERVICE_NAMES = (("shortName", 1, 99), ("mediumName", 1, 99), ("longName", 0, 99))
PROGRAM_NAMES = (("shortName", 0, 99), ("mediumName", 1, 99), ("longName", 0, 99))

# What stands in an element: in this order, this often.
CHILDREN = {
    "serviceInformation": (("services", 0, 1), ("serviceGroups", 0, 1)),
    "services": (("serviceProvider", 0, 1), ("service", 0, 9_999)),
    "serviceProvider": (
        *SERVICE_NAMES,
        ("mediaDescription", 0, 99),
        ("keywords", 0, 99),
        ("link", 0, 99),
        ("geolocation", 0, 1),
    ),
    "service": (
        *SERVICE_NAMES,
        ("mediaDescription", 0, 99),
        ("genre", 0, 99),
        ("keywords", 0, 99),
        ("link", 0, 99),
        ("bearer", 0, 99),
        ("radiodns", 0, 1),
        ("geolocation", 0, 1),
        ("serviceGroupMember", 0, 99),
    ),
    "epg": (("programmeGroups", 0, 99), ("schedule", 0, 99)),
    "schedule": (("scope", 0, 1), ("programme", 0, 9_999)),
    "scope": (("serviceScope", 0, 99),),
    "programme": (
        *PROGRAM_NAMES,
        ("location", 0, 99),
        ("onDemand", 0, 99),
        ("mediaDescription", 0, 99),
        ("genre", 0, 99),
        ("keywords", 0, 99),
        ("memberOf", 0, 99),
        ("link", 0, 99),
        ("programmeEvent", 0, 99),
    ),
    "location": (("time", 1, 99), ("bearer", 0, 99)),
    # Clause 5: descriptions or one picture, never both.
    "mediaDescription": (
        ("shortDescription", 0, 99),
        ("longDescription", 0, 99),
        ("multimedia", 0, 1),
    ),
}

# Attributes: those that must be there have no question mark.
ATTRIBUTES = {
    "serviceInformation": {
        "version?": positive,
        "creationTime?": time_point,
        "originator?": text_of(128),
        f"{LANG}?": language,
    },
    "epg": {f"{LANG}?": language},
    "schedule": {
        "version?": positive,
        "creationTime?": time_point,
        "originator?": text_of(128),
    },
    "scope": {"startTime": time_point, "stopTime": time_point},
    "serviceScope": {"id": address},
    "bearer": {
        "id": address,
        "cost": whole,
        "mimeValue?": mime,
        "bitrate?": whole,
        "offset?": whole,
    },
    "radiodns": {
        "fqdn": matching(r"[a-z0-9.-]+"),
        "serviceIdentifier": matching(r"[a-z0-9]{1,16}"),
    },
    "multimedia": {
        "url": address,
        "mimeValue?": mime,
        "type?": one_of(
            "logo_unrestricted", "logo_colour_square", "logo_colour_rectangle"
        ),
        "width?": positive,
        "height?": positive,
    },
    "link": {"uri": address, "mimeValue?": mime, "description?": text_of(180)},
    "programme": {"shortId": short_id, "id": crid},
    "time": {
        "time": time_point,
        "duration": duration,
        "actualTime?": time_point,
        "actualDuration?": duration,
    },
}

TEXTS = {
    "shortName": 8,
    "mediumName": 16,
    "longName": 128,
    "shortDescription": 180,
    "longDescription": 1_200,
}


def broken(root):
    """Return the rules that a document breaks, in words."""
    return [words for element in root.iter() for words in broken_by(element)]


def broken_by(element: ET.Element):
    name = element.tag.removeprefix(SPI)
    if not element.tag.startswith(SPI):
        yield f"{element.tag} is of another namespace"
    yield from broken_children(name, [one.tag.removeprefix(SPI) for one in element])
    yield from broken_attributes(name, element.attrib)
    if name in TEXTS and not 0 < len(element.text or "") <= TEXTS[name]:
        yield f"{name} is empty or longer than {TEXTS[name]}"


def broken_children(name, found):
    allowed = CHILDREN.get(name, ())
    order = [child for child, _, _ in allowed]
    if strange := set(found) - set(order):
        yield f"{name} holds {strange}"
        return
    if found != sorted(found, key=order.index):
        yield f"{name} holds {found}, out of order"
    for child, least, most in allowed:
        if not least <= found.count(child) <= most:
            yield f"{name} holds {found.count(child)} of {child}"
    if name == "mediaDescription" and "multimedia" in found and len(found) > 1:
        yield "mediaDescription holds a picture and something else"


def broken_attributes(name, found):
    rules = ATTRIBUTES.get(name, {})
    known = {key.removesuffix("?") for key in rules}
    for strange in set(found) - known:
        yield f"{name} has {strange}"
    for key, rule in rules.items():
        plain = key.removesuffix("?")
        if plain not in found:
            if plain == key:
                yield f"{name} has no {key}"
        elif not rule(found[plain]):
            yield f"{name}: {plain} is {found[plain]!r}"
