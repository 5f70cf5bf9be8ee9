"""A timing: when one word of a script is said, and how that is known."""

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """
    How a word came by its times, best first.

    A word is ``HEARD`` when free listening and forced fitting agree on it,
    ``ALIGNED`` when only fitting placed it, ``INTERPOLATED`` when it was placed
    between its neighbors by its length, and ``NONE`` when it has no times.
    """

    HEARD = "heard"
    ALIGNED = "aligned"
    INTERPOLATED = "interpolated"
    NONE = "none"


class ImpossibleTiming(ValueError):
    """Times that no word could have."""


@dataclass(frozen=True, slots=True)
class Timing:
    """
    When a word is said; both edges are None exactly when its tier is ``NONE``.

    >>> Timing(1_200, 1_450, Tier.HEARD).is_timed
    True
    >>> UNTIMED.is_timed
    False
    """

    start_ms: int | None
    end_ms: int | None
    tier: Tier

    def __post_init__(self) -> None:
        if self.start_ms is None or self.end_ms is None:
            possible = (self.start_ms, self.end_ms, self.tier) == (
                None,
                None,
                Tier.NONE,
            )
        else:
            possible = 0 <= self.start_ms <= self.end_ms and self.tier is not Tier.NONE
        if not possible:
            raise ImpossibleTiming(
                f"a word cannot run from {self.start_ms} to {self.end_ms} ms"
                f" and be {self.tier}"
            )

    @property
    def is_timed(self) -> bool:
        return self.tier is not Tier.NONE


UNTIMED = Timing(None, None, Tier.NONE)
