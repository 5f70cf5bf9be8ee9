"""
Failover: which source is heard.

The highest healthy one, with a memory: a source that was lost has to be healthy for a
while before it may push out another. What is on air is left only when it is lost.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

RECOVERY_MS = 5_000

# Less than this would run dry during the fade to another source (50 ms) and the step
# before it.
LEAST_BUFFER_MS = 100


class NoSuchSource(ValueError):
    """A name that none of the sources has."""


@dataclass(frozen=True, slots=True)
class Health:
    """
    How a source is at a moment.

    ``is_ready``: it is connected and has filled its buffer since. A source that goes
    away is played to the end of its buffer. A ``silence_limit_ms`` of 0 lets it be
    silent.
    """

    is_ready: bool
    buffered_ms: int
    silent_ms: int = 0
    silence_limit_ms: int = 0

    @property
    def is_silent(self) -> bool:
        return 0 < self.silence_limit_ms <= self.silent_ms

    @property
    def can_stay(self) -> bool:
        return self.buffered_ms >= LEAST_BUFFER_MS and not self.is_silent

    @property
    def can_come(self) -> bool:
        return self.is_ready and self.can_stay


class Reason(StrEnum):
    """Why the present source is heard."""

    FIRST = "first"
    """Nothing was heard before it."""
    LOST = "lost"
    """The one before ran out of sound."""
    SILENT = "silent"
    """The one before was silent for its limit."""
    BETTER = "better"
    """It is the better one, was never lost, and has been healthy long enough."""
    RECOVERED = "recovered"
    """It is the better one, was lost, and has been healthy long enough since."""
    HELD = "held"
    """A person chose it."""
    NOT_STREAMED = "not_streamed"
    """What the sources bring may not be streamed now; this stands in for them."""
    STREAMED = "streamed"
    """What the sources bring may be streamed again."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The source to be heard (None: there is none), and why it was taken."""

    source: str | None
    reason: str


NOT_READY = Health(is_ready=False, buffered_ms=0)


class Failover:
    """
    Chooses among sources, named in the order of their priority.

    >>> failover = Failover(["studio", "programs"])
    >>> fine, gone = Health(True, 2_000), Health(False, 0)
    >>> failover.step(0, {"studio": fine, "programs": fine}).source
    'studio'
    >>> failover.step(20, {"studio": gone, "programs": fine})
    Choice(source='programs', reason=<Reason.LOST: 'lost'>)
    >>> failover.step(40, {"studio": fine, "programs": fine}).source
    'programs'
    >>> failover.step(5_040, {"studio": fine, "programs": fine})
    Choice(source='studio', reason=<Reason.RECOVERED: 'recovered'>)
    """

    def __init__(self, names: Sequence[str], *, recovery_ms: int = RECOVERY_MS) -> None:
        self.names = tuple(names)
        self.recovery_ms = recovery_ms
        self.held: str | None = None
        self._choice = Choice(None, Reason.FIRST)
        self._healthy_since_ms: dict[str, int] = {}
        self._were_lost: set[str] = set()

    def hold(self, name: str | None) -> None:
        """
        Keep to a source until it is lost; None gives the choice back.

        Raises: NoSuchSource
        """
        if name is not None and name not in self.names:
            raise NoSuchSource(f"{name!r} is none of {', '.join(self.names)}")
        self.held = name

    def replace(self, names: Sequence[str]) -> None:
        """Choose among other sources; those that stay are remembered as they were."""
        self.names = tuple(names)
        known = self._healthy_since_ms
        self._healthy_since_ms = {name: known[name] for name in names if name in known}
        self._were_lost.intersection_update(names)
        if self.held not in self.names:
            self.held = None

    def step(self, now_ms: int, health: Mapping[str, Health]) -> Choice:
        """
        Return what is to be heard now; a source that ``health`` leaves out is lost.

        ``now_ms`` is of a clock that never goes back.
        """
        healths = {name: health.get(name, NOT_READY) for name in self.names}
        self._remember(now_ms, healths)
        wanted, reason = self._wanted(now_ms, healths)
        if wanted != self._choice.source:
            self._choice = Choice(wanted, reason)
        return self._choice

    def _remember(self, now_ms: int, healths: Mapping[str, Health]) -> None:
        for name, health in healths.items():
            if health.can_come:
                self._healthy_since_ms.setdefault(name, now_ms)
            elif self._healthy_since_ms.pop(name, None) is not None:
                self._were_lost.add(name)

    def _wanted(
        self, now_ms: int, healths: Mapping[str, Health]
    ) -> tuple[str | None, Reason]:
        present = self._choice.source
        is_lost = not healths.get(present or "", NOT_READY).can_stay
        if self.held is not None:
            can = healths[self.held]
            if can.can_come or (self.held == present and not is_lost):
                return self.held, Reason.HELD
            self.held = None
        trusted = [
            name
            for name, since_ms in self._healthy_since_ms.items()
            if now_ms - since_ms >= self.recovery_ms
        ]
        if present is not None and not is_lost:
            better = self._highest([*trusted, present])
            was_lost = better in self._were_lost
            return better, Reason.RECOVERED if was_lost else Reason.BETTER
        # Anything that sounds is better than nothing, trusted or not.
        wanted = self._highest(trusted) or self._highest(self._healthy_since_ms)
        if present is None:
            return wanted, Reason.FIRST
        is_silent = healths.get(present, NOT_READY).is_silent
        return wanted, Reason.SILENT if is_silent else Reason.LOST

    def _highest(self, names: Collection[str]) -> str | None:
        return min(names, key=self.names.index, default=None)
