"""Metrics: how air does, as Prometheus reads it (text format 0.0.4)."""

import resource
from collections.abc import Iterator, Mapping

from callsign.air.http.needs import Program, Service
from callsign.air.http.refusals import Tally

KIND = "text/plain; version=0.0.4; charset=utf-8"

SERVICE_GAUGES = {"disk_mb": "disk_megabytes", "segments": "media_segments"}
SOURCE_GAUGES = {
    "is_ready": "source_ready",
    "buffered_ms": "source_buffered_milliseconds",
    "peak_db": "source_peak_decibels",
    "loudness_db": "source_loudness_decibels",
    "silent_ms": "source_silent_milliseconds",
    "bitrate_kbps": "source_kilobits_per_second",
}


def metrics(program: Program, tally: Tally, connections: int, requests: int) -> str:
    """Return everything that can be measured, a line each."""
    lines: dict[str, list[str]] = {}
    for slug, service in list(program.services.items()):
        for name, labels, value in of_service(service, program.listeners.count(slug)):
            lines.setdefault(name, []).append(f"{name}{written(labels)} {value}")
    for why, count in tally.counts.items():
        name = "callsign_air_refused_total"
        lines.setdefault(name, []).append(f"{name}{written({'reason': why})} {count}")
    used = resource.getrusage(resource.RUSAGE_SELF)
    for name, value in {
        "callsign_air_connections": connections,
        "callsign_air_requests_total": requests,
        "process_cpu_seconds_total": round(used.ru_utime + used.ru_stime, 2),
    }.items():
        lines[name] = [f"{name} {value}"]
    return "".join(
        f"# TYPE {name} {'counter' if name.endswith('_total') else 'gauge'}\n"
        + "\n".join(samples)
        + "\n"
        for name, samples in lines.items()
    )


Sample = tuple[str, dict[str, str], float]


def of_service(service: Service, listeners: Mapping[str, int]) -> Iterator[Sample]:
    slug, status = service.config.slug, service.status()
    for kind, count in listeners.items():
        yield "callsign_air_listeners", {"service": slug, "kind": kind}, count
    yield from gauges(SERVICE_GAUGES, status, {"service": slug})
    sources = status.get("sources")
    for source in sources if isinstance(sources, list) else ():
        labels = {"service": slug, "source": str(source["name"])}
        is_heard = source["name"] == status.get("on_air")
        yield "callsign_air_source_on_air", labels, int(is_heard)
        yield from gauges(SOURCE_GAUGES, source, labels)


def gauges(
    names: Mapping[str, str], values: Mapping[str, object], labels: dict[str, str]
) -> Iterator[Sample]:
    """Yield what is a number, among the values that have a name here."""
    for key, name in names.items():
        value = values.get(key)
        if isinstance(value, int | float):
            yield f"callsign_air_{name}", labels, value + 0


def written(labels: Mapping[str, str]) -> str:
    """
    Write labels.

    >>> written({"service": "kdemo", "kind": "hls"})
    '{service="kdemo",kind="hls"}'
    """
    # Slugs, names of sources and our own words: nothing in them has to be escaped.
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels.items()) + "}"
