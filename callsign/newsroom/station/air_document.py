"""
What air is told: services and their sources, as the document that air reads.

Only the form is here, on plain attributes; what air accepts is said in one place,
``engines.stream.configuration``, by which everything written here is read again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from callsign.engines.stream.configuration import (
    VERSION,
    Misconfigured,
    SourceKind,
    read_configuration,
)
from callsign.engines.stream.moments import EPOCH, MILLISECOND, write_moment

Document = Mapping[str, Any]


def check_document(services: Sequence[Document]) -> str:
    """Return air's configuration of some services. Raises: Misconfigured"""
    host, port = listening()
    text = json.dumps(
        {
            "version": VERSION,
            "host": host,
            "port": port,
            "base_url": settings.AIR_URL,
            "services": services,
        },
        indent=1,
    )
    read_configuration(text)
    return text


def service_document(
    service: Any, sources: Iterable[Any], withheld: Iterable[Any] = ()
) -> Document:
    """
    Return what air is told of a service; sources come in the order of their priority.

    Raises: Misconfigured: the qualities are no numbers
    """
    spans = list(withheld)
    ordered = sorted(sources, key=lambda one: (one.position, one.pk or 0))
    return {
        "slug": service.slug,
        "title": service.name,
        "delay_ms": service.delay_ms,
        "rewind_hours": service.rewind_hours,
        "renditions_kbps": rates(service.renditions_kbps),
        "mp3_kbps": service.mp3_kbps,
        "is_loudness_matched": service.is_loudness_matched,
        "withheld": [span_document(span) for span in spans],
        "off_stream": [span_document(span) for span in spans if span.is_off_stream],
        "sources": [source_document(source) for source in ordered],
    }


def span_document(span: Any) -> list[str]:
    """Return what air is told of a withheld span: whole milliseconds, never too few."""
    start_ms = (span.starts_at - EPOCH) // MILLISECOND
    end_ms = -((EPOCH - span.ends_at) // MILLISECOND)
    return [write_moment(start_ms), write_moment(end_ms)]


def source_document(source: Any) -> Document:
    """Return what air is told of a source: only what its kind has."""
    told = {
        SourceKind.PUSH: {"password": source.password},
        SourceKind.PULL: {"url": source.url},
        SourceKind.FILES: {"path": source.path},
        SourceKind.PLAN: {"path": source.path},
    }
    return {
        "name": source.name,
        "kind": str(source.kind),
        "silence_s": source.silence_s,
        **told.get(source.kind, {}),
    }


def rates(written: str) -> list[int]:
    """
    Read bit rates as an engineer writes them.

    Raises: Misconfigured

    >>> rates("128, 48")
    [128, 48]
    """
    words = written.replace(",", " ").split()
    if not all(word.isascii() and word.isdecimal() for word in words):
        raise Misconfigured(f"the qualities {written!r} are not numbers, as in 128, 48")
    return [int(word) for word in words]


def listening() -> tuple[str, int]:
    """
    Return the host and port that air listens on.

    Raises: Misconfigured
    """
    try:
        parts = urlsplit(f"//{settings.AIR_LISTEN}")
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Misconfigured(f"CALLSIGN_AIR_LISTEN: {error}") from error
    if not host or port is None:
        raise Misconfigured(
            f"CALLSIGN_AIR_LISTEN is {settings.AIR_LISTEN!r};"
            " write an address and a port, as in 127.0.0.1:8100"
        )
    return host, port
