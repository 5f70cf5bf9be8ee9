"""
The configuration of air: one JSON file, written by the newsroom, read by air.

    {"version": 1, "host": "127.0.0.1", "port": 8100, "base_url": "http://127.0.0.1:8100",
     "services": [{"slug": "kdemo", "title": "KDEMO 89.7", "delay_ms": 2000,
       "rewind_hours": 24, "renditions_kbps": [128, 48], "mp3_kbps": 128,
       "is_loudness_matched": false,
       "withheld": [["2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z"]],
       "off_stream": [["2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z"]],
       "sources": [{"name": "studio", "kind": "push", "password": "...", "silence_s": 20},
                   {"name": "network", "kind": "pull", "url": "https://...", "silence_s": 20},
                   {"name": "schedule", "kind": "plan", "path": "/...", "silence_s": 0},
                   {"name": "programs", "kind": "files", "path": "/...", "silence_s": 0}]}]}

Sources stand in the order of their priority. A ``silence_s`` of 0 lets a source be
silent as long as it likes. ``rewind_hours`` of 0 forbids rewinding: only what the live
playlist lists is kept. What is captured in a span of ``withheld``, from its first moment
up to its second, may be heard live and not again; without the key nothing is withheld.
What is captured in a span of ``off_stream`` is not streamed at all: the recordings of the
last source with a ``path`` are heard in its place, or silence where there are none.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum

from callsign.engines.stream.values import Values
from callsign.engines.stream.withheld import NOTHING_WITHHELD, Span, Withheld

VERSION = 1
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
BITRATES_KBPS = range(16, 321)
REWIND_HOURS = range(24 * 14 + 1)
DELAY_MS = range(500, 30_001)
SILENCE_S = range(3_601)
MOST_SERVICES, MOST_SOURCES, MOST_RENDITIONS = 200, 20, 4
# A broadcast in each hour of the longest time that is kept, and three times as many.
MOST_SPANS = 1_000


class Misconfigured(ValueError):
    """A configuration that cannot be used; the message names the place and what is allowed."""


class SourceKind(StrEnum):
    PUSH = "push"
    PULL = "pull"
    FILES = "files"
    PLAN = "plan"


SOURCE_KINDS = frozenset(SourceKind)


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """
    Where sound comes from.

    ``password`` is for push, ``url`` for pull, ``path`` for files and, to fill with, for plan.
    """

    name: str
    kind: SourceKind
    password: str = ""
    url: str = ""
    path: str = ""
    silence_s: int = 20


@dataclass(frozen=True, slots=True)
class ServiceConfig:
    """One thing to tune to."""

    slug: str
    title: str
    sources: tuple[SourceConfig, ...]
    delay_ms: int = 2_000
    rewind_hours: int = 24
    renditions_kbps: tuple[int, ...] = (128, 48)
    mp3_kbps: int = 128
    is_loudness_matched: bool = False
    withheld: Withheld = NOTHING_WITHHELD
    off_stream: Withheld = NOTHING_WITHHELD


@dataclass(frozen=True, slots=True)
class AirConfig:
    """Everything air needs to know."""

    services: tuple[ServiceConfig, ...]
    host: str = "127.0.0.1"
    port: int = 8_100
    base_url: str = "http://127.0.0.1:8100"

    def service(self, slug: str) -> ServiceConfig | None:
        return next((one for one in self.services if one.slug == slug), None)


def read_configuration(text: str | bytes) -> AirConfig:
    """
    Read the configuration of air.

    Raises: Misconfigured

    >>> read_configuration('{"version": 1, "services": []}').port
    8100
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Misconfigured(f"it is not JSON: {error}") from error
    top = Values("the configuration", values, Misconfigured)
    if top.whole("version", range(VERSION, VERSION + 1)) != VERSION:
        raise Misconfigured("unknown version")
    services = tuple(
        service_of(top.within(f"service {number}", one))
        for number, one in enumerate(top.rows("services", MOST_SERVICES), start=1)
    )
    slugs = [one.slug for one in services]
    if len(set(slugs)) < len(slugs):
        raise Misconfigured("two services have the same slug")
    return AirConfig(
        services,
        host=top.text("host", "127.0.0.1"),
        port=top.whole("port", range(65_536), 8_100),
        base_url=top.address("base_url", "http://127.0.0.1:8100").rstrip("/"),
    )


def service_of(values: Values) -> ServiceConfig:
    slug = values.text("slug")
    if not SLUG.fullmatch(slug):
        raise Misconfigured(f"{values.place}: {slug!r} is no slug (a-z, 0-9, -)")
    values = values.within(f"service {slug}", values.values)
    rates = [
        values.within(f"{values.place}, rendition", {"kbps": rate}).whole(
            "kbps", BITRATES_KBPS
        )
        for rate in values.rows("renditions_kbps", MOST_RENDITIONS, [128, 48])
    ]
    if not rates or len(set(rates)) < len(rates):
        raise Misconfigured(f"{values.place}: renditions_kbps must be different rates")
    sources = tuple(
        source_of(values.within(f"{values.place}, source {number}", one))
        for number, one in enumerate(values.rows("sources", MOST_SOURCES), start=1)
    )
    names = [one.name for one in sources]
    passwords = [one.password for one in sources if one.kind is SourceKind.PUSH]
    if len(set(names)) < len(names) or len(set(passwords)) < len(passwords):
        raise Misconfigured(f"{values.place}: two sources share a name or a password")
    return ServiceConfig(
        slug,
        title=values.text("title"),
        sources=sources,
        delay_ms=values.whole("delay_ms", DELAY_MS, 2_000),
        rewind_hours=values.whole("rewind_hours", REWIND_HOURS, 24),
        renditions_kbps=tuple(rates),
        mp3_kbps=values.whole("mp3_kbps", BITRATES_KBPS, 128),
        is_loudness_matched=values.flag("is_loudness_matched"),
        withheld=spans_of(values, "withheld"),
        off_stream=spans_of(values, "off_stream"),
    )


def spans_of(values: Values, key: str) -> Withheld:
    rows = values.rows(key, MOST_SPANS, [])
    return Withheld.of(
        span_of(f"{values.place}, {key} {number}", one)
        for number, one in enumerate(rows, start=1)
    )


def span_of(place: str, value: object) -> Span:
    if not isinstance(value, list) or len(value) != 2:
        raise Misconfigured(f"{place} must be two moments: [start, end]")
    ends = Values(place, dict(zip(("start", "end"), value, strict=True)), Misconfigured)
    start_ms, end_ms = ends.moment("start"), ends.moment("end")
    if start_ms >= end_ms:
        raise Misconfigured(f"{place} must end after it begins")
    return Span(start_ms, end_ms)


def source_of(values: Values) -> SourceConfig:
    name = values.text("name")
    if not SLUG.fullmatch(name):
        raise Misconfigured(f"{values.place}: {name!r} is no name (a-z, 0-9, -)")
    kind = values.text("kind")
    if kind not in SOURCE_KINDS:
        raise Misconfigured(f"{values.place}: kind must be push, pull, files or plan")
    is_push, is_pull = kind == SourceKind.PUSH, kind == SourceKind.PULL
    return SourceConfig(
        name,
        SourceKind(kind),
        password=values.text("password") if is_push else "",
        url=values.address("url") if is_pull else "",
        path=values.text("path") if not (is_push or is_pull) else "",
        silence_s=values.whole("silence_s", SILENCE_S, 20),
    )
