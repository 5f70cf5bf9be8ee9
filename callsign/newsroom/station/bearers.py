"""
Bearers: how radios name what they receive (ETSI TS 103 270, clause 5; TS 102 818, 5.11).

An FM station is known by the extended country code of its region, the PI code that its
RDS sends, and its frequency: ``fm:4a0.3c1f.08970``. DAB, DRM, AM and HD Radio have
identifiers of their own, which the station's engineer or its RadioDNS registration knows.
"""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError

# Of the United States.
ECC_HERE = "a0"
MOST_BEARERS = 20
PI_CODE = re.compile(r"[1-9a-f][0-9a-f]{3}")
ECC = re.compile(r"[a-f][0-9a-f]")
FORMS = {
    "fm": re.compile(r"[1-9a-f][0-9a-f]{2}\.[1-9a-f][0-9a-f]{3}\.\d{5}"),
    "dab": re.compile(
        r"[0-9a-f]{3}\.[0-9a-f]{4}\.([0-9a-f]{4}|[0-9a-f]{8})\.[0-9a-f]"
        r"(\.[0-9a-f]{1,3})?"
    ),
    "drm": re.compile(r"[0-9a-f]{6}"),
    "amss": re.compile(r"[0-9a-f]{6}"),
    "hd": re.compile(r"[0-9a-f]{3}\.[0-9a-f]{5}(\.[0-9a-f])?"),
}


def fm_bearer(*, ecc: str, pi_code: str, frequency_mhz: Decimal) -> str:
    """
    Return the name of an FM signal; the country code leads with the PI code's first digit.

    >>> fm_bearer(ecc="a0", pi_code="3c1f", frequency_mhz=Decimal("89.7"))
    'fm:3a0.3c1f.08970'
    """
    return f"fm:{pi_code[0]}{ecc}.{pi_code}.{int(frequency_mhz * 100):05d}"


def fqdn_of(bearer: str) -> str:
    """
    Return the name that receivers ask the DNS for (TS 103 270, 5.1).

    >>> fqdn_of("fm:3a0.3c1f.08970")
    '08970.3c1f.3a0.fm.radiodns.org'
    """
    scheme, _, parameters = bearer.partition(":")
    return ".".join((*reversed(parameters.split(".")), scheme, "radiodns.org"))


def read_bearers(text: str) -> list[str]:
    """
    Return the bearers of a text, one a line.

    Raises: ValidationError

    >>> read_bearers("dab:ce1.c185.C479.0 ")
    ['dab:ce1.c185.c479.0']
    """
    found = [line.strip().lower() for line in text.splitlines() if line.strip()]
    if len(found) > MOST_BEARERS:
        raise ValidationError(f"There are more than {MOST_BEARERS}.")
    for bearer in found:
        scheme, _, parameters = bearer.partition(":")
        form = FORMS.get(scheme)
        if form is None or not form.fullmatch(parameters):
            raise ValidationError(
                f"“{bearer:.60}” is no bearer such as dab:ce1.c185.c479.0 or"
                " hd:031.0eaff.1."
            )
    return list(dict.fromkeys(found))


def check_bearers(text: str) -> None:
    """Refuse a text with something that is no bearer."""
    read_bearers(text)


def check_pi_code(text: str) -> None:
    """Refuse what RDS cannot send."""
    if not PI_CODE.fullmatch(text.lower()):
        raise ValidationError(
            "A PI code is four digits 0-9 and A-F and begins not with 0."
        )


def check_ecc(text: str) -> None:
    """Refuse what is no extended country code."""
    if not ECC.fullmatch(text.lower()):
        raise ValidationError("An extended country code is two digits, such as A0.")
