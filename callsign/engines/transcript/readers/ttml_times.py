"""Times in TTML: clock times, frames, ticks and offsets, as the file's own clock counts."""

import re
from dataclasses import dataclass
from fractions import Fraction

from callsign.engines.transcript.readers.times import LONGEST_MS
from callsign.engines.transcript.readers.xml_tree import Element

_CLOCK = re.compile(
    r"(\d{1,4}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9})|[:;](\d{1,4})(?:\.(\d{1,4}))?)?"
)
_OFFSET = re.compile(r"(\d{1,12})(?:\.(\d{1,9}))?(h|ms|m|s|f|t)")
_SHORT_CLOCK = re.compile(r"(\d{1,4}):(\d{1,2})(?:[.,](\d{1,9}))?")
_MS = {"h": 3_600_000, "m": 60_000, "s": 1_000, "ms": 1}

# The standard's own rate, where a file counts frames and names none.
FRAMES = 30


@dataclass(frozen=True, slots=True)
class TimeBase:
    """
    How fast a file counts: frames and ticks in a second.

    >>> base = TimeBase(Fraction(25), Fraction(10_000_000), 1)
    >>> base.ms("00:00:01:05"), base.ms("1.5s"), base.ms("25000000t"), base.ms("soon")
    (1200, 1500, 2500, None)
    """

    frame_rate: Fraction
    tick_rate: Fraction
    sub_frames: int

    def ms(self, written: str | None) -> int | None:
        """Return a time in milliseconds; None where it is no time."""
        if written is None:
            return None
        written = written.strip()
        found = _OFFSET.fullmatch(written)
        ms = self._offset(found) if found else self._clock(written)
        return ms if ms is not None and ms <= LONGEST_MS else None

    def _offset(self, found: re.Match[str]) -> int:
        whole, fraction, metric = found.groups()
        if metric in _MS:
            return int(whole) * _MS[metric] + _part(fraction, _MS[metric])
        rate = self.frame_rate if metric == "f" else self.tick_rate
        return round(Fraction(f"{whole}.{fraction or 0}") / rate * 1_000)

    def _clock(self, written: str) -> int | None:
        found = _CLOCK.fullmatch(written)
        if found is None:
            brief = _SHORT_CLOCK.fullmatch(written)
            if brief is None:
                return None
            minutes, seconds, fraction = brief.groups()
            return (int(minutes) * 60 + int(seconds)) * 1_000 + _part(fraction, 1_000)
        hours, minutes, seconds, fraction, frames, sub = found.groups()
        ms = ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1_000
        ms += _part(fraction, 1_000)
        if frames is None:
            return ms
        counted = int(frames) + Fraction(int(sub or 0), self.sub_frames)
        return ms + round(counted / self.frame_rate * 1_000)


def _part(fraction: str | None, unit_ms: int) -> int:
    """Return what stands behind a decimal point, in milliseconds."""
    return round(int(fraction) * unit_ms / 10 ** len(fraction)) if fraction else 0


def time_base(root: Element) -> TimeBase:
    """Return how a TTML file counts, by the parameters on its first element."""
    frame_rate = _positive(root.attribute("frameRate"))
    sub_frames = _positive(root.attribute("subFrameRate")) or Fraction(1)
    tick_rate = _positive(root.attribute("tickRate"))
    if tick_rate is None:
        tick_rate = frame_rate * sub_frames if frame_rate else Fraction(1)
    return TimeBase(
        (frame_rate or FRAMES) * _multiplier(root.attribute("frameRateMultiplier")),
        tick_rate,
        max(1, int(sub_frames)),
    )


def _positive(written: str | None) -> Fraction | None:
    if written is None or not re.fullmatch(r"\s*\d{1,12}\s*", written):
        return None
    return Fraction(int(written)) or None


def _multiplier(written: str | None) -> Fraction:
    """Return ``1000 1001``, or ``1000:1001`` as older files write it, as a fraction."""
    found = re.fullmatch(r"\s*(\d{1,9})(?:[\s:]+(\d{1,9}))?\s*", written or "")
    if found is None or not int(found[1]) or not int(found[2] or 1):
        return Fraction(1)
    return Fraction(int(found[1]), int(found[2] or 1))
