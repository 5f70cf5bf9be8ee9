"""The stand-in: what listeners to the stream hear while a program may not be streamed."""

from callsign.air.clock import Clock
from callsign.air.files import FilesSource
from callsign.air.source import Say
from callsign.engines.stream.configuration import (
    ServiceConfig,
    SourceConfig,
    SourceKind,
)

NAME = "fill"
FROM_DISK = frozenset({SourceKind.FILES, SourceKind.PLAN})


class StandIn(FilesSource):
    """
    The service's own fill: the recordings of its last source that has a folder.

    It says nothing of what it plays. Listeners are told by the play plan what they do not
    hear and why.
    """

    def tell_metadata(self, text: str) -> None:
        """Keep to what the play plan says."""


def stand_in_of(config: ServiceConfig, *, clock: Clock, say: Say) -> StandIn | None:
    """Return what stands in for a service; None where it has no need, or no recordings."""
    filling = filling_of(config)
    if filling is None:
        return None
    return StandIn(filling, delay_ms=config.delay_ms, clock=clock, say=say)


def filling_of(config: ServiceConfig) -> SourceConfig | None:
    """
    Return the configuration of a service's stand-in.

    >>> plan = SourceConfig("schedule", SourceKind.PLAN, path="/srv/fill")
    >>> filling_of(ServiceConfig("kdemo", "KDEMO 89.7", (plan,))) is None
    True
    """
    folders = [one.path for one in config.sources if one.kind in FROM_DISK]
    if not (config.off_stream and folders):
        return None
    return SourceConfig(NAME, SourceKind.FILES, path=folders[-1], silence_s=0)
