"""What the page "On air" shows: services as the newsroom knows them, as air says they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from callsign.newsroom.logbook.air_line import NoAnswer, ask_air
from callsign.newsroom.logbook.missing import before, breaks_of, length
from callsign.newsroom.logbook.models import Switch
from callsign.newsroom.logbook.silent_air import SilentAir, silent_air
from callsign.newsroom.station.desk_clock import station_zone
from callsign.newsroom.station.models import Service, Source

FLOOR_DB = -60
TOO_LOUD_DB = -1
SWITCHES_SHOWN = 5
BREAKS_SHOWN = 5
FIRST = "first"
REASONS = {
    FIRST: "nothing was heard before",
    "lost": "the one before was lost",
    "silent": "the one before was silent",
    "better": "it comes first, and is there now",
    "recovered": "it is well again",
    "held": "by hand",
    "not_streamed": "what is on may not be streamed",
    "streamed": "what is on may be streamed again",
}
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Level:
    """A level in dB below full scale, and how far it reaches over a scale of 100."""

    db: float

    @property
    def percent(self) -> float:
        """
        Return the place on the scale.

        >>> Level(-30).percent, Level(-90).percent, Level(3).percent
        (50.0, 0.0, 100.0)
        """
        return round(min(100.0, max(0.0, 100 * (1 - self.db / FLOOR_DB))), 1)

    @property
    def is_too_loud(self) -> bool:
        return self.db >= TOO_LOUD_DB

    def __str__(self) -> str:
        return (
            f"{self.db:.0f} dB".replace("-", MINUS) if self.db > FLOOR_DB else "silent"
        )


@dataclass(frozen=True, slots=True)
class SourceShown:
    """A source of the newsroom, with what air says of it."""

    source: Source
    told: Mapping[str, Any] = field(default_factory=dict)
    is_on_air: bool = False
    is_held: bool = False

    @property
    def state(self) -> str:
        if not self.told:
            return "unknown"
        if self.is_on_air:
            return "on air"
        return "ready" if self.is_there else "not there"

    @property
    def is_there(self) -> bool:
        """Return whether sound of it is at hand; levels of a source that left are old."""
        return self.is_on_air or bool(self.told.get("is_ready"))

    @property
    def codec(self) -> str:
        """Return the format's name, without how FFmpeg decodes it."""
        return str(self.told.get("codec", "")).removesuffix("float")

    @property
    def is_silent(self) -> bool:
        limit_s = self.source.silence_s
        return bool(limit_s) and self.number("silent_ms") >= limit_s * 1_000

    @property
    def silent_s(self) -> int:
        return int(self.number("silent_ms") // 1_000)

    @property
    def peak(self) -> Level:
        return Level(self.number("peak_db", FLOOR_DB))

    @property
    def loudness(self) -> Level:
        return Level(self.number("loudness_db", FLOOR_DB))

    @property
    def buffer_s(self) -> float:
        return round(self.number("buffered_ms") / 1_000, 1)

    def number(self, key: str, default: float = 0) -> float:
        value = self.told.get(key, default)
        return value if isinstance(value, int | float) else default


@dataclass(frozen=True, slots=True)
class SwitchShown:
    """A switch, on the station's clock."""

    clock: str
    source: str
    reason: str
    gap: str


@dataclass(frozen=True, slots=True)
class BreakShown:
    """A break in what was aired, on the station's clock."""

    clock: str
    length: str


@dataclass(frozen=True, slots=True)
class MissingShown:
    """What was not aired in the last 24 hours: how long in all, and the latest breaks."""

    count: int
    length: str
    latest: tuple[BreakShown, ...]


@dataclass(frozen=True, slots=True)
class ServiceShown:
    """A service, its sources by priority, and its last switches."""

    service: Service
    sources: tuple[SourceShown, ...]
    switches: tuple[SwitchShown, ...]
    told: Mapping[str, Any] = field(default_factory=dict)
    since: str = ""
    missing: MissingShown | None = None

    @property
    def latest_switch(self) -> SwitchShown | None:
        """What the journal said last of what is heard, for when air cannot be asked."""
        return self.switches[0] if self.switches else None

    @property
    def listeners(self) -> int:
        counts = self.told.get("listeners", {})
        return sum(counts.values()) if isinstance(counts, dict) else 0

    @property
    def is_held(self) -> bool:
        return bool(self.told.get("held"))


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole page; ``silent`` is there when air could not be asked."""

    services: tuple[ServiceShown, ...]
    silent: SilentAir | None = None
    latest: str = ""


def look(*, at: datetime) -> Shown:
    """Return how everything is at this moment. Air that does not answer is a part of that."""
    silent, told = None, {}
    try:
        answer = ask_air(verb="status")
        told = {one["slug"]: one for one in answer.get("services", ())}
    except NoAnswer as error:
        silent = silent_air(str(error), at=at)
    services = Service.objects.select_related("station").prefetch_related("sources")
    latest_at = silent.latest_at if silent else None
    return Shown(
        tuple(shown(one, told.get(one.slug, {}), at=at) for one in services),
        silent,
        clock(latest_at, ZoneInfo(station_zone() or "UTC")) if latest_at else "",
    )


def shown(service: Service, told: Mapping[str, Any], *, at: datetime) -> ServiceShown:
    zone = ZoneInfo(service.station.zone)
    by_name = {one["name"]: one for one in told.get("sources", ())}
    since_ms = told.get("since_ms")
    return ServiceShown(
        service,
        tuple(
            SourceShown(
                source,
                by_name.get(source.name, {}),
                is_on_air=told.get("on_air") == source.name,
                is_held=told.get("held") == source.name,
            )
            for source in service.sources.all()
        ),
        tuple(switches_of(service, zone)),
        told,
        since=clock(moment(since_ms), zone) if isinstance(since_ms, int) else "",
        missing=missing_of(service, zone, at=at),
    )


def switches_of(service: Service, zone: ZoneInfo) -> Iterable[SwitchShown]:
    """Return the last switches, from the logbook: they are there when air is not."""
    for one in Switch.objects.filter(service=service.slug)[:SWITCHES_SHOWN]:
        reason, gap_ms = REASONS.get(one.reason, one.reason), one.gap_ms
        if one.reason == FIRST and (was := before(one)):
            gap_ms = was.gap_ms
            reason = "air began anew" if was.is_new_air else reason
        yield SwitchShown(
            clock(one.at, zone),
            one.source or "nothing",
            reason,
            "–" if gap_ms is None else length(gap_ms),
        )


def missing_of(
    service: Service, zone: ZoneInfo, *, at: datetime
) -> MissingShown | None:
    """Return what was not aired in the last 24 hours; None when nothing is missing."""
    breaks = breaks_of(service.slug, at=at)
    if not breaks:
        return None
    return MissingShown(
        len(breaks),
        length(sum(one.length_ms for one in breaks)),
        tuple(
            BreakShown(clock(moment(one.start_ms), zone), length(one.length_ms))
            for one in breaks[: -BREAKS_SHOWN - 1 : -1]
        ),
    )


def moment(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1_000, UTC)


def clock(at: datetime, zone: ZoneInfo) -> str:
    """Say a moment as the station's clocks show it, with the day and the zone."""
    return f"{at.astimezone(zone):%a %H:%M:%S %Z}"
