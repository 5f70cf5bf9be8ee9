"""Making sources: one of the kind that its configuration names."""

from callsign.air.clock import Clock
from callsign.air.files import FilesSource
from callsign.air.pull import PullSource
from callsign.air.push import PushSource
from callsign.air.source import Say, Source
from callsign.engines.stream.configuration import SourceConfig, SourceKind

KINDS: dict[SourceKind, type[Source]] = {
    SourceKind.FILES: FilesSource,
    SourceKind.PULL: PullSource,
    SourceKind.PUSH: PushSource,
}


def source_of(config: SourceConfig, *, delay_ms: int, clock: Clock, say: Say) -> Source:
    """Make a source; it brings nothing before it is started."""
    return KINDS[config.kind](config, delay_ms=delay_ms, clock=clock, say=say)
