"""Making sources: one of the kind that its configuration names."""

from callsign.air.clock import Clock
from callsign.air.files import FilesSource
from callsign.air.plan import PlanSource
from callsign.air.plan_file import PlanFile
from callsign.air.pull import PullSource
from callsign.air.push import PushSource
from callsign.air.source import Say, Source
from callsign.engines.stream.configuration import SourceConfig, SourceKind

KINDS: dict[SourceKind, type[Source]] = {
    SourceKind.FILES: FilesSource,
    SourceKind.PULL: PullSource,
    SourceKind.PUSH: PushSource,
}


def source_of(
    config: SourceConfig, *, delay_ms: int, clock: Clock, say: Say, plan_file: PlanFile
) -> Source:
    """Make a source; it brings nothing before it is started."""
    if config.kind is SourceKind.PLAN:
        return PlanSource(
            config, delay_ms=delay_ms, clock=clock, say=say, plan_file=plan_file
        )
    return KINDS[config.kind](config, delay_ms=delay_ms, clock=clock, say=say)
