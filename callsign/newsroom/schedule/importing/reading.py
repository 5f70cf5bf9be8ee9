"""Reading: files of any kind that can be imported, told apart by what is in them."""

import codecs
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from callsign.engines.airtime.document import parsed
from callsign.newsroom.schedule.importing.calendar import read_calendar
from callsign.newsroom.schedule.importing.composer import is_composer, read_composer
from callsign.newsroom.schedule.importing.fitting import fit
from callsign.newsroom.schedule.importing.grid_file import read_grid_file
from callsign.newsroom.schedule.importing.making import Maker
from callsign.newsroom.schedule.importing.programs import Programs
from callsign.newsroom.schedule.importing.table import read_table
from callsign.newsroom.schedule.importing.wanted import Unreadable, Wanted
from callsign.newsroom.station.models import Service

LARGEST = 64 << 20


def read_files(
    contents: Sequence[bytes],
    service: Service,
    *,
    at: datetime,
    maker: Maker | None = None,
) -> Wanted:
    """
    Read a file; or several of Composer's widgets, which make one week.

    With a maker, programs that have no page are made.

    Raises: Unreadable
    """
    if any(len(content) > LARGEST for content in contents):
        raise Unreadable(f"it is larger than {LARGEST >> 20} MB")
    zone = ZoneInfo(service.station.zone)
    texts = [decoded(content) for content in contents]
    wanted = read_texts(texts, Programs(service, maker), zone, at=at)
    fit(wanted, zone)
    return wanted


def read_texts(
    texts: Sequence[str], programs: Programs, zone: ZoneInfo, *, at: datetime
) -> Wanted:
    if all(text.startswith(("{", "[")) for text in texts):
        return read_json(texts, programs, zone, at=at)
    if len(texts) != 1:
        raise Unreadable(
            "several files at once can only be those of Composer’s widgets"
        )
    [text] = texts
    if text[:15].upper() == "BEGIN:VCALENDAR":
        return read_calendar(text, programs, zone, at=at)
    return read_table(text, programs, today=at.astimezone(zone).date())


def read_json(
    texts: Sequence[str], programs: Programs, zone: ZoneInfo, *, at: datetime
) -> Wanted:
    values = [values_in(text) for text in texts]
    if any(is_composer(one) for one in values):
        today = at.astimezone(zone).date()
        return read_composer(values, programs, zone, today=today)
    if len(values) == 1 and isinstance(values[0], dict):
        return read_grid_file(values[0], programs, zone.key)
    raise Unreadable("this JSON is neither a grid nor of Composer’s widgets")


def values_in(text: str) -> Any:
    try:
        return parsed(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"it is not JSON: {error}") from error


def decoded(content: bytes) -> str:
    """Return a file's text: UTF-8, UTF-16 with its mark, or what Windows writes."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace").strip()
    try:
        return content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").strip()
