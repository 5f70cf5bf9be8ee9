"""
The timeline: samples as they are made, and when each of them was.

It counts samples from an anchor in UTC and is paced by the monotonic clock, which never
jumps. Small differences between the clocks are followed by making samples a little
faster or slower. When the clocks part (one was set) or samples came too late (a stall),
there is a new anchor, and the sound after it is a discontinuity.
"""

from bisect import bisect_right

from callsign.engines.stream.segments import RATE_HZ

PARTED_MS = 40
STALLED_S = 1.0

# Timekeepers slew a clock by up to 500 parts in a million (adjtimex); so is followed.
MOST_SLEW = 500e-6

ANCHORS_KEPT = 16


class Timeline:
    """
    The samples of a service on one clock.

    ``sample`` is how many were made; whoever makes them adds to it. ``monotonic_s`` is
    the monotonic clock, ``utc_ms`` the one that people set; read them together.

    >>> timeline = Timeline(1_790_000_000_000, monotonic_s=100.0)
    >>> timeline.due(100.1)
    4800
    >>> timeline.sample += 4_800
    >>> timeline.due(100.1), timeline.date_ms(timeline.sample)
    (0, 1790000000100)
    """

    def __init__(
        self, utc_ms: float, monotonic_s: float, *, rate_hz: int = RATE_HZ
    ) -> None:
        self.rate_hz = rate_hz
        self.sample = 0
        self._anchors = [(0, round(utc_ms))]
        self._anchor_s = self._checked_s = monotonic_s
        self._has_parted = False

    @property
    def anchor_ms(self) -> int:
        """Return the moment of the sample that the present count starts at."""
        return self._anchors[-1][1]

    @property
    def anchor_sample(self) -> int:
        """Return the sample that the present count starts at."""
        return self._anchors[-1][0]

    def due(self, monotonic_s: float) -> int:
        """Return how many samples should be made now; none when ahead."""
        return max(0, self._pending(monotonic_s))

    def check(self, utc_ms: float, monotonic_s: float) -> bool:
        """
        Compare the clocks; return whether the timeline had to be anchored anew.

        Call it before samples are made, several times for each media segment. When
        True, no sample is due for the time that was lost, and the next sample begins a
        discontinuity.
        """
        parted_ms = utc_ms - self.anchor_ms - (monotonic_s - self._anchor_s) * 1_000
        pending_s = self._pending(monotonic_s) / self.rate_hz
        is_late, has_parted = pending_s > STALLED_S, abs(parted_ms) > PARTED_MS
        # Once is no proof: a busy machine may pause between reading two clocks.
        is_anew = is_late or (has_parted and self._has_parted)
        if is_anew:
            # A clock that was set is no reason to hurry or to wait: sound goes on.
            kept_s = 0.0 if is_late else pending_s
            self._anchor(utc_ms - kept_s * 1_000, monotonic_s - kept_s)
        elif not has_parted:
            self._follow(parted_ms, monotonic_s - self._checked_s)
        self._has_parted = has_parted and not is_anew
        self._checked_s = monotonic_s
        return is_anew

    def date_ms(self, sample: int) -> int:
        """Return the moment of a sample, by the anchor that held when it was made."""
        position = bisect_right(self._anchors, sample, key=lambda anchor: anchor[0])
        first, anchor_ms = self._anchors[max(0, position - 1)]
        return anchor_ms + round((sample - first) * 1_000 / self.rate_hz)

    def _follow(self, parted_ms: float, passed_s: float) -> None:
        """Make samples a little faster or slower, so that their dates stay true."""
        most_ms = max(0.0, passed_s) * MOST_SLEW * 1_000
        self._anchor_s -= max(-most_ms, min(most_ms, parted_ms)) / 1_000

    def _pending(self, monotonic_s: float) -> int:
        elapsed = round((monotonic_s - self._anchor_s) * self.rate_hz)
        return self._anchors[-1][0] + elapsed - self.sample

    def _anchor(self, utc_ms: float, monotonic_s: float) -> None:
        kept = self._anchors[1 - ANCHORS_KEPT :]
        self._anchors = [*kept, (self.sample, round(utc_ms))]
        self._anchor_s = monotonic_s
